"""What must hold before a contract is supplemented (B8.7, B8.11)."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from contracts import years
from contracts.rules.payee import AFTER_DELIVERY, changes_account
from contracts.rules.shared import in_force, last_day_of_term
from core.figures import amount_text
from core.money import ZERO
from workflow.obstacles import Obstacle, stop

if TYPE_CHECKING:
    from workflow.act import Act


def contract_is_being_performed(act: Act) -> Iterator[Obstacle]:
    """Or one that was performed and is not paid in full: the account may still change."""
    contract = act.subject.contract
    owed = contract.state in AFTER_DELIVERY and contract.paid < contract.total
    if contract.state not in {"in_force", "rectifying"} and not owed:
        yield stop(_("Only a contract that is being performed can be supplemented."), "B8.7")


def _room(act: Act) -> Decimal:
    """What supplements may still add, those waiting for a signature included."""
    contract = act.subject.contract
    share = in_force(act, "contract.supplement_max")
    waiting = contract.supplements.exclude(pk=act.subject.pk).filter(
        state__in=["proposed", "purchaser_signed"]
    )
    most = contract.amount * (share.value if share and share.value else Decimal("0.1"))
    return most - contract.supplemented - sum((s.amount for s in waiting), ZERO)


def _too_much(room: Decimal) -> Obstacle:
    return stop(
        _("All supplements together may add a tenth of the original amount; %(room)s yuan are left.")
        % {"room": amount_text(room)},
        "B8.7",
        field="amount",
    )


def sum_stays_within_a_tenth(act: Act) -> Iterator[Obstacle]:
    room = _room(act)
    if act.data["amount"] > room:
        yield _too_much(room)


def still_within_a_tenth(act: Act) -> Iterator[Obstacle]:
    room = _room(act)
    if act.subject.amount > room:
        yield _too_much(room)


def end_is_lawful(act: Act) -> Iterator[Obstacle]:
    """A new end keeps the term within what the law allows."""
    ends, contract = act.data["ends_on"], act.subject.contract
    if ends is None:
        if not act.data["amount"] and not changes_account(act):
            yield stop(
                _(
                    "Say what the supplement changes: an additional amount, a new end of the term, or the account."
                ),
                "B8.7",
                field="amount",
            )
        return
    if ends < contract.ends_on:
        yield stop(_("The new end lies before the present one."), "B8.7", field="ends_on")
    limit = in_force(act, "contract.term_max_long" if contract.long_term_grounds else "contract.term_max")
    if limit and ends > last_day_of_term(contract.starts_on, int(limit.value or 0)):
        yield stop(_("With this end the term would be longer than the law allows."), "B8.11", field="ends_on")


def commitment_covers(act: Act) -> Iterator[Obstacle]:
    """Nobody signs for money that wasn't granted."""
    yield from _granted(act, act.subject.amount)


def commitment_covers_what_is_asked(act: Act) -> Iterator[Obstacle]:
    """Said before anybody signs: purchaser and finance can mend it, the provider can't."""
    yield from _granted(act, act.data["amount"] or ZERO, field="amount")


def _granted(act: Act, amount: Decimal, field: str = "") -> Iterator[Obstacle]:
    free = years.drawn_on(act.subject.contract, act.today).free
    if amount > free:
        text = _("The commitment of this project has only %(free)s yuan left.")
        yield stop(text % {"free": amount_text(free)}, "A5.4", field=field)
