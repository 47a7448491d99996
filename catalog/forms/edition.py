"""Input of the steps on an edition."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from catalog import workbook
from core import numbers
from core.formsets import AddedRow
from disclosure.forms import ReviewedField
from workflow.forms import StepForm
from workflow.registry import form_for


class ItemRow(AddedRow):
    """One line of the catalogue."""

    code = workbook.code(_("Code"))
    level = forms.TypedChoiceField(label=_("Level"), choices=[(1, "1"), (2, "2"), (3, "3")], coerce=int)
    parent = forms.CharField(label=_("Stands below"), max_length=16, required=False)
    name = forms.CharField(label=_("Name"), max_length=200, widget=forms.TextInput(attrs={"class": "long"}))
    name_en = forms.CharField(label=_("English name"), max_length=200, required=False)
    description = forms.CharField(label=_("Description"), max_length=2000, required=False)
    department = forms.CharField(label=_("Department in charge"), max_length=200, required=False)


class Rows(forms.BaseFormSet):
    title = _("Catalogue items")
    hint = _("Level 1 is a category (A), level 2 an item (A07), level 3 a detail of an item (A0701).")


ItemRows = forms.formset_factory(
    ItemRow, formset=Rows, extra=0, can_delete=True, max_num=1000, absolute_max=1000
)


@form_for("catalog.edition.revise")
@form_for("catalog.edition.draft")
class EditionForm(StepForm):
    year = numbers.IntegerField(label=_("Year"), min_value=2014, max_value=2099)
    number = forms.CharField(
        label=_("Document number"),
        help_text=_("May stay empty: the head of finance gives it with the approval."),
        max_length=80,
        required=False,
    )
    issued_on = forms.DateField(label=_("Date of the document"), required=False)
    effective_from = forms.DateField(label=_("In force from"))
    consultation = forms.CharField(
        label=_("Opinions asked and answered"),
        help_text=_("Who was asked, from when to when, how many opinions came and what became of them."),
        max_length=4000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    contact = forms.CharField(label=_("Contact"), max_length=200, required=False)
    formsets = {"items": ItemRows}


@form_for("catalog.edition.approve")
class ApproveForm(StepForm):
    number = forms.CharField(label=_("Document number"), max_length=80)
    issued_on = forms.DateField(label=_("Date of the document"))
    effective_from = forms.DateField(label=_("In force from"))


@form_for("catalog.edition.publish")
class PublishForm(StepForm):
    publication_reviewed = ReviewedField()


@form_for("catalog.edition.replace")
class ReplaceForm(StepForm):
    effective_to = forms.DateField()
