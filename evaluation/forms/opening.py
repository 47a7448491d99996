"""Opening an evaluation."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from contracts.models import Contract
from evaluation.kinds import Kind
from workflow.forms import StepForm
from workflow.registry import form_for

EVALUABLE = ("in_force", "suspended", "delivered", "rectifying", "accepted")
"""States of a contract in which something of it can be evaluated."""


@form_for("evaluation.evaluation.open")
class OpenForm(StepForm):
    contract = forms.ModelChoiceField(
        Contract.objects.none(), label=_("Contract"), empty_label=_("Choose a contract")
    )
    kind = forms.ChoiceField(
        label=_("Kind"),
        choices=Kind.choices,
        initial=Kind.FINAL,
        widget=forms.RadioSelect,
        help_text=_("A final evaluation follows acceptance; a running contract is evaluated in between."),
    )
    period_from = forms.DateField(label=_("Evaluated from"))
    period_to = forms.DateField(label=_("Evaluated to"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        seen = Contract.objects.visible_to(self.actor).filter(state__in=EVALUABLE)
        self.fields["contract"].queryset = seen  # type: ignore[attr-defined]
