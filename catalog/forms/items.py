"""Input about items: a whole workbook of them, or the assessment of one."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from catalog import workbook
from catalog.models import Edition, Item
from core.workbooks import Fault, Reading
from documents.forms import FilesField
from documents.handed_in import WorkbookForm
from workflow.forms import StepForm
from workflow.registry import form_for

TEXT = forms.Textarea(attrs={"rows": 3})


def text(label: Any, help_text: Any = "") -> forms.CharField:
    return forms.CharField(label=label, help_text=help_text, max_length=2000, required=False, widget=TEXT)


@form_for("catalog.edition.import_items")
class ImportForm(WorkbookForm):
    workbook = FilesField(
        label=_("Workbook"),
        help_text=_("As the button “Export for editing” on the page of an edition gives it."),
        allowed=("xlsx",),
        most=1,
    )
    reading: Reading | None = None

    def read(self, path: Path) -> Sequence[Fault]:
        self.reading = workbook.read(path, self.subject)
        return self.reading.in_order()

    def collected(self) -> dict[str, Any]:
        return super().collected() | {"items": workbook.rows(self.reading) if self.reading else []}


@form_for("catalog.edition.assess")
class AssessForm(StepForm):
    item = forms.ModelChoiceField(Item.objects.none(), label=_("Item"), empty_label=_("Choose"))
    why_marketable = text(_("Why the market can provide it"))
    why_providers = text(
        _("Which providers there are"), _("How many, of which kind, and what they have done.")
    )
    why_public = text(_("Whom it benefits"), _("Which public need it meets."))
    benefit_function = text(_("How it helps to change what government does itself"))
    benefit_cost = text(_("How it lowers the cost"))
    benefit_quality = text(_("How it raises quality and the effect of the money"))
    livelihood = forms.BooleanField(
        label=_("It is closely related to people's livelihood"),
        help_text=_("Such items come first when money is short."),
        required=False,
    )
    basic_service = forms.BooleanField(label=_("It is a basic public service"), required=False)
    standard = forms.CharField(
        label=_("National standard"),
        help_text=_("Name and number of the standard that a basic public service follows."),
        max_length=200,
        required=False,
    )
    upper_code = forms.CharField(
        label=_("Code in the catalogue above"),
        help_text=_("The item of the superior government's catalogue to which it corresponds."),
        max_length=16,
        required=False,
    )

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        field: Any = self.fields["item"]
        if isinstance(self.subject, Edition):
            field.queryset = self.subject.items.filter(level__gte=2)
