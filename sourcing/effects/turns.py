"""Whose turn a draft is, after each act on it and on the requirement on which it rests."""

from __future__ import annotations

from procurement.models import Requirement
from sourcing.lifecycle import lists
from sourcing.models import Tender
from sourcing.models.turns import COSIGNING
from workflow import duties
from workflow.act import Act
from workflow.registry import add_general_effect, effect


@effect("sourcing.turn_of_one")
def turn_of_one(act: Act) -> None:
    """Nobody waits any more for whose turn it isn't; for a signature under nothing neither."""
    _let_go(act, act.subject)
    if act.subject.nothing_to_cosign:
        duties.meet(act, act.subject, COSIGNING)


def follow_the_requirement(act: Act) -> None:
    """A draft is the head's to publish once its requirement stands, and not while that is taken up again."""
    if not isinstance(act.subject, Requirement):
        return
    for tender in Tender._base_manager.filter(project=act.subject.project, state=Tender.State.DRAFT):
        _let_go(act, tender)
        for wait in lists.DRAFT_TURNS:
            duties.wait_for(act, tender, wait)


def _let_go(act: Act, tender: Tender) -> None:
    over = [wait.step for wait in lists.DRAFT_TURNS if getattr(tender, wait.party) is None]
    duties.let_go(act, tender, *over)


add_general_effect(follow_the_requirement)
