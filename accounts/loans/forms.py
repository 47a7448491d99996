"""Asking for somebody, and lending them."""

from __future__ import annotations

from typing import Any

from django import forms
from django.apps import apps
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.deputies.forms import Colleague, DayInput
from accounts.loans.models import Loan
from accounts.models import Membership, Organisation
from workflow.forms import StepForm
from workflow.registry import form_for


@form_for("accounts.loan.ask")
class AskForm(StepForm):
    project: forms.ModelChoiceField = forms.ModelChoiceField(None, label=_("Project"))
    role = forms.ChoiceField(label=_("Needed as"), choices=Loan._meta.get_field("role").choices)
    lender = forms.ModelChoiceField(Organisation.objects.none(), label=_("Superior unit"))
    grounds = forms.CharField(
        label=_("Grounds"), max_length=300, help_text=_("Why nobody of your own office can do it.")
    )

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        projects = apps.get_model("procurement.Project")._base_manager
        self.fields["project"].queryset = projects.filter(purchaser_id=self.actor.organisation_id)
        unit = (
            Organisation.objects.select_related("jurisdiction").filter(pk=self.actor.organisation_id).first()
        )
        if unit is None:
            return
        above = Q(pk=unit.parent_id) | Q(
            jurisdiction_id=unit.jurisdiction.parent_id, kind__in=["purchaser", "finance"]
        )
        self.fields["lender"].queryset = Organisation.objects.filter(above, is_active=True)


@form_for("accounts.loan.lend")
class LendForm(StepForm):
    person = Colleague(Membership.objects.none(), label=_("Who is lent"))
    last_day = forms.DateField(label=_("Last day"), widget=DayInput)

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        people = Membership.objects.filter(organisation_id=self.actor.organisation_id).current()
        self.fields["person"].queryset = people.filter(user__is_active=True).select_related("user")
