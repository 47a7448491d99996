"""What of a payment the running year can pay: its fund plan (A7.8), and until when (A5.4).

Finance is stopped by it. Whoever has a payment in hand before finance hears it as well, so that nobody works on what
can't be paid: as a warning where waiting mends it, since a later year has the money, else as an obstacle.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from django.db.models import F, Sum
from django.utils.translation import gettext_lazy as _

from contracts import years
from contracts.rules.shared import asked_amount, says, to, to_anchor
from core.figures import amount_text
from core.money import ZERO
from procurement.services import payment_stop
from workflow.obstacles import Obstacle, Severity, stop, warn

if TYPE_CHECKING:
    from contracts.models import Contract
    from workflow.act import Act


def left_in(contract: Contract, year: int) -> Decimal:
    """What the fund plan of a year leaves for the contract."""
    planned = contract.fund_years.filter(year=year).first()
    return planned.open_amount if planned else ZERO


def left_after(contract: Contract, year: int) -> Decimal:
    """What the fund plan means for later years."""
    later = contract.fund_years.filter(year__gt=year)
    return later.aggregate(all=Sum(F("amount") - F("agreed")))["all"] or ZERO


def payable_on(contract: Contract, day: date) -> Decimal:
    """What can still be approved on a day: by progress and advance, and by that year's plan."""
    return min(contract.payable_now, left_in(contract, day.year))


def end_of_payments(contract: Contract, day: date) -> Iterator[Obstacle]:
    """A5.4: after the end of payments of a budget year nothing is paid from its lines."""
    yield from payment_stop(years.drawn_on(contract, day).line, day)


@says(_("within the annual fund plan"))
def within_the_years_plan(act: Act) -> Iterator[Obstacle]:
    """First input of A7.8: the annual fund plan."""
    contract, year = act.subject.contract, act.today.year
    left = left_in(contract, year)
    if asked_amount(act) > left:
        yield stop(
            _("The fund plan of %(year)s has %(left)s yuan left for this contract.")
            % {"year": year, "left": amount_text(left)},
            "A7.8",
            mend=to("contract-plan-funds", contract, _("Change the fund plan")),
        )


def payments_of_the_year_go_on(act: Act) -> Iterator[Obstacle]:
    yield from end_of_payments(act.subject.contract, act.today)


@says(_("this year's money pays it"))
def the_year_can_pay(act: Act) -> Iterator[Obstacle]:
    """The same two, told to those before finance, who can mend neither: the sentence names finance."""
    contract, year, amount = act.subject.contract, act.today.year, asked_amount(act)
    mend = to_anchor(contract, "payments", _("See the fund plan"))
    for obstacle in end_of_payments(contract, act.today):
        yield replace(obstacle, severity=Severity.WARN, mend=mend)
    left, later = left_in(contract, year), left_after(contract, year)
    if amount <= left:
        return
    said = {
        "year": year,
        "left": amount_text(left),
        "later": amount_text(later),
        "finance": contract.finance,
    }
    if amount <= left + later:
        text = _(
            "The fund plan of %(year)s has %(left)s yuan left for this contract; %(later)s yuan are planned for later "
            "years. What is above is paid only then, or after %(finance)s has changed the fund plan."
        )
        yield warn(text % said, "A7.8", mend=mend, field=_field(act))
    else:
        text = _(
            "The fund plan of %(year)s has %(left)s yuan left for this contract, and later years don't have enough "
            "either. %(finance)s changes the fund plan first."
        )
        yield stop(text % said, "A7.8", mend=mend, field=_field(act))


def _field(act: Act) -> str:
    """Beside the amount where it is asked for; a verifier has no such input."""
    return "amount" if "amount" in act.data else ""
