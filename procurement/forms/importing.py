"""Input of the step that reads a workbook."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from accounts.models import Organisation
from core.workbooks import Fault
from documents.forms import FilesField
from procurement.importing import plan_of
from workflow.forms import StepForm
from workflow.registry import form_for


@form_for("procurement.lineimport.read")
class ReadForm(StepForm):
    workbook = FilesField(
        label=_("Workbook of budget lines"),
        allowed=("xlsx",),
        most=1,
        help_text=_("An Excel workbook (.xlsx) with the headings of the template, at most 1,000 rows."),
    )

    faults: list[Fault]

    def clean_workbook(self) -> Any:
        """Refused while anything in it is wrong; `faults` says what, cell by cell."""
        found = self.cleaned_data["workbook"]
        finance = Organisation.objects.select_related("jurisdiction").get(pk=self.actor.organisation_id)
        self.faults = plan_of(found[0].path, finance).faults
        if self.faults:
            self._let_go()
            text = _("%(count)s cells of the workbook are wrong, listed below. Nothing has been entered.")
            raise ValidationError(text, code="workbook", params={"count": len(self.faults)})
        return found

    def _let_go(self) -> None:
        """The next file takes the place of this one."""
        self.data = self.data.copy()
        self.data.pop("workbook", None)
