"""Changes of units are proposed with the scan of the document that orders them."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from accounts.reforms import forms as reforms
from documents.forms import SCANS, FilesField
from workflow import registry
from workflow.forms import StepForm


class WithScan(StepForm):
    scan = FilesField(
        label=_("Scan of the document"),
        allowed=SCANS,
        most=3,
        help_text=_("Whole and legible, as PDF, JPG or PNG. It stands with the papers of the change."),
    )


@registry.form_for("accounts.reform.rename")
class RenameForm(reforms.RenameForm, WithScan):
    """A new name, by which document."""


@registry.form_for("accounts.reform.merge")
class MergeForm(reforms.MergeForm, WithScan):
    """Into which unit, by which document."""


@registry.form_for("accounts.reform.split")
class SplitForm(reforms.SplitForm, WithScan):
    """Into which units, by which document."""
