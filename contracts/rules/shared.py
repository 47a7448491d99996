"""What several rules need."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Callable, Iterable
from datetime import date, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from workflow import law
from workflow.law import Rule
from workflow.obstacles import Mend
from workflow.steps import Guard

if TYPE_CHECKING:
    from workflow.act import Act

HUNDRED = Decimal(100)
PUT_IT_RIGHT = _("Put it right")


def in_force(act: Act, rule_id: str) -> Rule | None:
    """The rule as it stands for this subject, or None where it isn't in force."""
    place, day = act.subject.jurisdiction_code(), act.subject.regime_date()
    if not law.applies(rule_id, jurisdiction=place, on=day):
        return None
    return law.find(rule_id, jurisdiction=place, on=day)


def asked_amount(act: Act) -> Decimal:
    """How much a payment is about: what is typed, or what was asked for."""
    return act.data.get("amount") or act.subject.amount or Decimal(0)


def add_months(day: date, months: int) -> date:
    """The same day of a later month, or its last where that is shorter."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def last_day_of_term(starts_on: date, months: int) -> date:
    """The last day of a term of so many months that begins on `starts_on`."""
    return add_months(starts_on, months) - timedelta(days=1)


def total(rows: Iterable[dict[str, Any]], name: str) -> Decimal:
    return sum((row[name] or Decimal(0) for row in rows), Decimal(0))


def says(label: Any) -> Callable[[Guard], Guard]:
    """What a page says of a guard that finds nothing in the way: "within the annual plan"."""

    def mark(guard: Guard) -> Guard:
        guard.__dict__["says"] = label
        return guard

    return mark


def same_text(one: str, other: str) -> bool:
    """Equal but for white space."""
    return "".join(one.split()) == "".join(other.split())


def plain_percent(value: Decimal) -> str:
    """`24.8` for 24.80: as it is written in a sentence, with its sign."""
    return f"{value.quantize(Decimal('0.1'))}%"


def to(name: str, subject: Any, label: Any = PUT_IT_RIGHT) -> Mend:
    """A way to put it right: a page or step of this subject."""
    return Mend(reverse(f"contracts:{name}", args=[subject.pk]), label)


def to_anchor(subject: Any, anchor: str, label: Any) -> Mend:
    return Mend(f"{subject.get_absolute_url()}#{anchor}", label)
