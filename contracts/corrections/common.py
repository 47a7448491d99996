"""What several declarations share: what closes an entry, and whom a correction concerns."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext_lazy as _

from accounts.roles import Role
from contracts.rules.shared import to
from core.actor import Actor
from corrections.declaring import Change, Decider
from workflow.obstacles import Mend, Obstacle, stop

ENDED = ("closed", "terminated")


def contract_of(subject: Any) -> Any:
    return getattr(subject, "contract", subject)


def project_is_open(subject: Any, row: Any) -> Iterator[Obstacle]:
    """Once the file is closed it is kept as it is: audit reads what was decided upon."""
    project = contract_of(subject).project
    if project.state in ENDED:
        yield stop(
            _("The project is closed and its file is kept for audit; nothing in it is corrected any more."),
            "RC-1",
            mend=Mend(project.get_absolute_url(), _("See the project")),
        )


def is_in_force(subject: Any, row: Any) -> Iterator[Obstacle]:
    """Before both have signed, the draft itself is changed; after acceptance, its days have had their effect."""
    contract = contract_of(subject)
    if contract.state in {"draft", "proposed", "purchaser_signed", "withdrawn"}:
        yield stop(_("The contract isn't signed yet: change the draft."), "B8.1")
    elif contract.state in {"accepted", "terminated"}:
        yield stop(
            _("The service is accepted, or the contract has ended: its days are no longer corrected."),
            "B8.13",
        )


def supplement_of(subject: Any) -> Mend | None:
    """Where a change of the contract is proposed, while there is a contract to change."""
    contract = contract_of(subject)
    if contract.state not in {"in_force", "rectifying"}:
        return None
    made = to("contract", contract, _("Propose a supplement"))
    return Mend(made.url, made.label)


def parties(subject: Any) -> tuple[Any, ...]:
    contract = contract_of(subject)
    return contract.purchaser_id, contract.provider_id


def the_other_party(subject: Any, actor: Actor) -> Decider:
    """What two have signed the same two correct: the head of one side proposes, that of the other confirms."""
    if actor.belongs_to(subject.provider_id):
        return Decider(subject.purchaser_id, Role.HEAD)
    return Decider(subject.provider_id, Role.PROVIDER_HEAD)


def not_in_the_future(rule: str) -> Any:
    def lies_behind(change: Change) -> Iterator[Obstacle]:
        if change.after > change.today:
            yield stop(_("This day lies in the future."), rule, field="value")

    return lies_behind
