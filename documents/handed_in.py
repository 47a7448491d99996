"""Workbooks that a step takes: whole, or not at all while anything in them is wrong."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from core.workbooks import Fault
from documents.forms import FilesField
from workflow.forms import StepForm

WRONG = ngettext_lazy(
    "The workbook has %(count)s fault, listed below. Nothing has been changed.",
    "The workbook has %(count)s faults, listed below. Nothing has been changed.",
    "count",
)


class WorkbookForm(StepForm):
    """A step's form with a workbook, which is read while the form is checked.

    `documents/_faults.html` shows the faults, cell by cell.
    """

    workbook = FilesField(label=_("Workbook"), allowed=("xlsx",), most=1)
    faults: Sequence[Fault] = ()
    """What is wrong with it, in the order of its cells."""

    def read(self, path: Path) -> Sequence[Fault]:
        """Read the file, keep what it says, and tell what is wrong with it."""
        raise NotImplementedError

    def clean_workbook(self) -> Any:
        found = self.cleaned_data["workbook"]
        self.faults = self.read(found[0].path)
        if self.faults:
            self._let_go()
            raise ValidationError(WRONG, code="workbook", params={"count": len(self.faults)})
        return found

    def _let_go(self) -> None:
        """The next file takes the place of this one."""
        data: Any = self.data
        self.data = data = data.copy()
        data.pop("workbook", None)
