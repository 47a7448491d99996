"""Input of a consultation: how long, who is asked, what was heard, and what became of it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.comments.models import Treatment
from accounts.models import Organisation
from accounts.roles import OrganisationKind
from catalog.models import Edition
from catalog.models.consultation import HearingKind, Stance
from disclosure.forms import ReviewedField
from documents.forms import FilesField
from workflow.forms import StepForm
from workflow.registry import form_for

LONG = forms.Textarea(attrs={"rows": 5})
DEPARTMENTS = (OrganisationKind.PURCHASER, OrganisationKind.REGULATOR)
SUMMARY = _("Who was asked, from when to when, how many opinions came and what became of them.")


class DepartmentsField(forms.ModelMultipleChoiceField):
    """Departments of the own government that can be asked."""

    widget = forms.CheckboxSelectMultiple

    def __init__(self, **kwargs: Any):
        super().__init__(Organisation.objects.filter(kind__in=DEPARTMENTS), **kwargs)


@form_for("catalog.edition.open_consultation")
class OpenForm(StepForm):
    comments_until = forms.DateField(
        label=_("Comments are taken until"), help_text=_("The public and the departments have the same days.")
    )
    departments = DepartmentsField(label=_("Departments that are asked"), required=False)
    publication_reviewed = ReviewedField()

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        field: Any = self.fields["departments"]
        place = self.subject.jurisdiction_id if isinstance(self.subject, Edition) else None
        field.queryset = field.queryset.filter(jurisdiction_id=place).order_by("sort_key")


@form_for("catalog.edition.record_consultation")
class RecordForm(StepForm):
    held_from = forms.DateField(label=_("Opinions were asked from"))
    held_until = forms.DateField(label=_("Opinions were asked until"))
    consultation = forms.CharField(
        label=_("Opinions asked and answered"), help_text=SUMMARY, max_length=4000, widget=LONG
    )


@form_for("catalog.edition.record_hearing")
class HearingForm(StepForm):
    kind = forms.ChoiceField(label=_("What it was"), choices=HearingKind.choices)
    held_on = forms.DateField(label=_("Held or received on"))
    participants = forms.CharField(label=_("Who was heard"), max_length=500)
    summary = forms.CharField(label=_("Summary"), max_length=4000, widget=LONG)
    files = FilesField(label=_("Minutes, letter or opinion"), required=False, most=5)


@form_for("catalog.edition.close_consultation")
class CloseForm(StepForm):
    consultation = forms.CharField(
        label=_("Summary of the consultation"), help_text=SUMMARY, max_length=4000, widget=LONG
    )
    publication_reviewed = ReviewedField()


@form_for("catalog.opinion.ask")
class AskForm(StepForm):
    edition = forms.ModelChoiceField(Edition.objects.all())
    department = forms.ModelChoiceField(Organisation.objects.all())


@form_for("catalog.opinion.answer")
class AnswerForm(StepForm):
    stance = forms.ChoiceField(label=_("Opinion"), choices=Stance.choices, widget=forms.RadioSelect)
    text = forms.CharField(
        label=_("Remarks"),
        help_text=_("Name the code of each item that you mean."),
        max_length=4000,
        required=False,
        widget=LONG,
    )
    files = FilesField(label=_("Letter"), required=False, most=5)


@form_for("catalog.opinion.treat")
class TreatForm(StepForm):
    treatment = forms.ChoiceField(
        label=_("What became of it"), choices=Treatment.choices, widget=forms.RadioSelect
    )
    treatment_text = forms.CharField(label=_("Explanation"), max_length=2000, required=False, widget=LONG)
