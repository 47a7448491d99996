"""The lives of a report's form and of a report."""

from reporting.lifecycle.report import ReportLifecycle
from reporting.lifecycle.template import TemplateLifecycle

__all__ = ["ReportLifecycle", "TemplateLifecycle"]
