"""What the reader of a contract can do next, with the contract and with all that hangs on it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from accounts.next_step import Next, next_for
from contracts.models import Acceptance, Contract, Inspection, Payment, ProgressReport, Supplement
from contracts.pages.standing import standing
from contracts.rules.payee import AFTER_DELIVERY
from contracts.rules.payment import UNDER_WAY
from core.actor import Actor
from workflow.act import Act
from workflow.availability import Available, offer
from workflow.clock import legal_now
from workflow.obstacles import collect

BORN = (
    (Payment, "request", {"in_force", "delivered", "rectifying", "accepted"}),
    (ProgressReport, "submit", {"in_force", "rectifying"}),
    (Inspection, "record", {"in_force", "delivered", "rectifying"}),
    (Acceptance, "convene", {"delivered"}),
    (Supplement, "propose", {"in_force", "rectifying", "delivered", "accepted"}),
)
"""What can be born within a contract, and in which of its states that is of use."""


def offers(contract: Contract, actor: Actor) -> Iterator[Available]:
    for model, step, states in BORN:
        if contract.paid >= contract.total and _is_of_no_use(model, contract):
            continue
        if contract.state in states and (found := offer(model(contract=contract), step, actor)):
            yield found


def _is_of_no_use(model: Any, contract: Contract) -> bool:
    """Once all is paid: nothing is left to ask for, and after delivery nothing to change."""
    return model is Payment or (model is Supplement and contract.state in AFTER_DELIVERY)


def under_way(contract: Contract) -> list[Any]:
    """The contract and everything of it that somebody still has to act on."""
    return [
        contract,
        *contract.payments.filter(state__in=UNDER_WAY),
        *contract.reports.exclude(state="verified"),
        *contract.findings.exclude(state="closed"),
        *contract.acceptances.filter(published_at=None).exclude(state="cancelled"),
        *contract.supplements.filter(published_at=None).exclude(state="withdrawn"),
    ]


def next_on(contract: Contract, actor: Actor) -> Next:
    """The most urgent thing first; beside it what belongs to the contract itself."""
    found = next_for(under_way(contract), actor, offers(contract, actor))
    found.others = [o for o in found.others if o.step.first or o.subject == contract]
    found.standing = list(standing(contract))
    return found


def met(option: Available | None, actor: Actor) -> list[Any]:
    """What the guards of a step looked at and found in order."""
    if option is None:
        return []
    act = Act(option.step, option.subject, actor, legal_now())
    guards = [g for g in option.step.all_guards if "says" in getattr(g, "__dict__", {})]
    return [g.__dict__["says"] for g in guards if not collect(g(act))]


def history_subjects(contract: Contract) -> list[Any]:
    """Everything whose events make up the contract's history."""
    return [
        contract,
        *contract.payments.all(),
        *contract.reports.all(),
        *contract.inspections.all(),
        *contract.findings.all(),
        *contract.acceptances.all(),
        *contract.supplements.all(),
    ]
