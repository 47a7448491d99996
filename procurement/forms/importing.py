"""Input of the step that reads a workbook."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from django.utils.translation import gettext_lazy as _

from accounts.models import Organisation
from core.workbooks import Fault
from documents.forms import FilesField
from documents.handed_in import WorkbookForm
from procurement.importing import plan_of
from workflow.registry import form_for


@form_for("procurement.lineimport.read")
class ReadForm(WorkbookForm):
    workbook = FilesField(
        label=_("Workbook of budget lines"),
        allowed=("xlsx",),
        most=1,
        help_text=_("An Excel workbook (.xlsx) with the headings of the template, at most 1,000 rows."),
    )

    def read(self, path: Path) -> Sequence[Fault]:
        finance = Organisation.objects.select_related("jurisdiction").get(pk=self.actor.organisation_id)
        return plan_of(path, finance).faults
