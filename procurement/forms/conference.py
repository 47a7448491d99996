"""Input of the steps on joint conferences."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.models import Organisation
from accounts.roles import OrganisationKind
from core.actor import Actor
from core.formsets import AddedRow
from procurement.models import Conference
from workflow.forms import StepForm
from workflow.registry import form_for

MOST = 40


def units_around(actor: Actor) -> QuerySet[Organisation]:
    """Departments of the area in which the conference is convened."""
    kinds = (OrganisationKind.PURCHASER, OrganisationKind.REGULATOR, OrganisationKind.AUDITOR)
    units = Organisation.objects.of_kind(*kinds, OrganisationKind.FINANCE).filter(is_active=True)
    here = units.filter(jurisdiction__code__in=actor.jurisdictions | {actor.jurisdiction})
    return here.select_related("jurisdiction").order_by("kind", "sort_key")


class AgendaForm(AddedRow):
    topic = forms.CharField(label=_("Topic"), max_length=200)


class AgendaRows(forms.BaseFormSet):
    title = _("Agenda")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.extra = 0 if self.initial else 2


@form_for("procurement.conference.revise")
@form_for("procurement.conference.convene")
class ConferenceForm(StepForm):
    title = forms.CharField(label=_("Title"), max_length=120)
    meets_at = forms.DateTimeField(label=_("Begins"))
    place = forms.CharField(label=_("Place"), max_length=120)
    units = forms.ModelMultipleChoiceField(
        Organisation.objects.none(), label=_("Units invited"), widget=forms.CheckboxSelectMultiple
    )
    formsets = {
        "agenda": forms.formset_factory(
            AgendaForm, formset=AgendaRows, extra=0, can_delete=True, max_num=MOST, absolute_max=MOST
        )
    }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["units"].queryset = units_around(self.actor)  # type: ignore[attr-defined]


class DecisionForm(AddedRow):
    decision = forms.CharField(label=pgettext_lazy("joint conference", "Decision"), max_length=500)
    organisation = forms.ModelChoiceField(Organisation.objects.none(), label=_("Task of"))
    due_on = forms.DateField(label=_("Due on"))


class DecisionRows(forms.BaseFormSet):
    title = _("Decisions")
    hint = _("Each becomes a task of the unit named, on its worklist.")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        self.units: Any = None
        super().__init__(*args, **kwargs)
        self.extra = 0 if self.initial else 1

    def offer(self, units: QuerySet[Organisation]) -> None:
        self.units = units
        for form in self.forms:
            form.fields["organisation"].queryset = units

    @property
    def empty_form(self) -> forms.BaseForm:
        form = super().empty_form
        if self.units is not None:
            form.fields["organisation"].queryset = self.units
        return form


@form_for("procurement.conference.record")
class MinutesForm(StepForm):
    minutes = forms.CharField(label=_("Minutes"), max_length=10_000, widget=forms.Textarea(attrs={"rows": 8}))
    formsets = {
        "decisions": forms.formset_factory(
            DecisionForm, formset=DecisionRows, extra=0, can_delete=True, max_num=MOST, absolute_max=MOST
        )
    }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.parts["decisions"].offer(units_around(self.actor))  # type: ignore[attr-defined]


@form_for("procurement.conferencetask.assign")
class AssignForm(StepForm):
    conference = forms.ModelChoiceField(Conference.objects.all())
    organisation = forms.ModelChoiceField(Organisation.objects.all())
    decision = forms.CharField(max_length=500)
    due_on = forms.DateField()


@form_for("procurement.conferencetask.report")
class ReportForm(StepForm):
    outcome = forms.CharField(
        label=_("What was done"), max_length=2000, widget=forms.Textarea(attrs={"rows": 4})
    )
