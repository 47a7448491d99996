"""The contract itself: what both parties signed. Only the days of deliverables, and only by both heads."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django import forms
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from contracts import policies
from contracts.corrections.common import is_in_force, parties, project_is_open, supplement_of, the_other_party
from contracts.effects.contract import print_contract
from contracts.models import Contract
from corrections.declaring import Again, Change, Correctable, Dependent, Entry, Never
from corrections.kinds import How
from corrections.services import declare
from workflow.obstacles import Obstacle, stop


def day_lies_within_the_term(change: Change) -> Iterator[Obstacle]:
    contract = change.subject
    if not contract.starts_on <= change.after <= contract.ends_on:
        yield stop(_("The day lies outside the term of the contract."), "A4.5", field="value")


def what_rests_on_the_day(contract: Contract, row: Any) -> Iterator[Dependent]:
    url = f"{contract.get_absolute_url()}#milestones"
    yield Dependent(How.COMPUTED, _("Whether the deliverable is late follows the new day at once"), url)
    for plan in contract.plan_rows.filter(milestone=row):
        text = _(
            "Row “{plan}” of the payment plan falls due when the deliverable is verified, whatever its day"
        )
        yield Dependent(How.KEPT, format_lazy(text, plan=plan), contract.get_absolute_url())


declare(
    Correctable(
        Contract,
        entries=(
            Entry(
                "due_on",
                lambda: forms.DateField(label=_("Due on")),
                rows="milestones",
                by=policies.either_head,
                decider=the_other_party,
                bars=(is_in_force, project_is_open),
                checks=(day_lies_within_the_term,),
                depends=what_rests_on_the_day,
                papers=("contract",),
            ),
        ),
        nevers=(
            Never(
                _("Amount of the contract, its quantity and its subject"),
                _(
                    "They follow the award, which was published, and both parties signed them. What is to be added is "
                    "agreed in a supplement within a tenth of the amount; what is owed less is not paid."
                ),
                "B8.1",
                supplement_of,
            ),
            Never(
                _("Term, payment plan and the other terms"),
                _("A change of what was agreed is a supplement that both heads sign and that is published."),
                "B8.7",
                supplement_of,
            ),
            Never(
                _("Amounts in the ledgers"),
                _(
                    "They are put right by reversing entries alone, which the step that takes them back writes."
                ),
                "A7.8",
            ),
        ),
        papers=(Again("contract", print_contract),),
        concerned=parties,
    )
)
