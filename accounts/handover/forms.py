"""To whom, and what the colleague must know."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.deputies.forms import Colleague
from accounts.models import Membership
from workflow.forms import StepForm
from workflow.registry import form_for


@form_for("accounts.handover.hand_over")
class HandOverAllForm(StepForm):
    """`giver` comes with the address."""

    giver = Colleague(Membership.objects.none(), widget=forms.HiddenInput(), label=_("Who hands over"))
    taker = Colleague(Membership.objects.none(), label=_("Who takes over"))
    note = forms.CharField(
        label=_("Note for the colleague"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("How things stand, what comes next, where the papers are. Both of you keep it."),
    )

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        people = Membership.objects.filter(organisation_id=self.actor.organisation_id).current()
        people = people.filter(user__is_active=True).select_related("user", "organisation")
        giver = self.giver_of(people)
        self.fields["giver"].queryset = people
        self.fields["taker"].queryset = people.exclude(pk=giver.pk) if giver else people
        if giver and not self.is_bound:
            self.initial["giver"] = giver.pk

    def giver_of(self, people: Any) -> Membership | None:
        named = self.data.get("giver") if self.is_bound else (self.initial or {}).get("giver")
        try:
            return people.filter(pk=UUID(str(named or self.actor.membership_id))).first()
        except ValueError:
            return None
