"""Input of the step that reads what a unit asks for from a workbook."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from django.utils.translation import gettext_lazy as _

from core.workbooks import Fault
from documents.forms import FilesField
from documents.handed_in import WorkbookForm
from procurement import asking
from procurement.forms.rounds import Saved
from workflow.registry import form_for


@form_for("procurement.budgetproposal.import_requests")
class ImportRequestsForm(WorkbookForm, Saved):
    workbook = FilesField(
        label=_("Workbook"),
        allowed=("xlsx",),
        most=1,
        help_text=_("An Excel workbook (.xlsx) as the link above gives it, at most 100 rows."),
    )
    requests: asking.Requests | None = None

    def read(self, path: Path) -> Sequence[Fault]:
        self.requests = asking.read(path, self.subject, self.subject.place_for(self.actor))
        return self.requests.faults

    def collected(self) -> dict[str, Any]:
        return super().collected() | {"rows": self.requests.rows if self.requests else []}
