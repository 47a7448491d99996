"""Report forms with their mapped cells, and reports with what they froze."""

from reporting.models.report import Report, ReportFact, ReportPart, ReportValue
from reporting.models.template import MappedCell, Template

__all__ = ["MappedCell", "Report", "ReportFact", "ReportPart", "ReportValue", "Template"]
