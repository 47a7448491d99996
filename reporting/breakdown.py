"""What was bought, divided: by category, method, kind of provider, class of service and government."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from accounts.models import Jurisdiction
from core.money import ZERO
from reporting import parts
from reporting.facts import Fact
from reporting.figures import ATTRIBUTES, CATEGORY, DIMENSIONS, MEASURES, PLACE, SOCIAL_AMOUNT, SOCIAL_COUNT

COUNT, MONEY, PAID = MEASURES["contracts.count"], MEASURES["contracts.amount"], MEASURES["payments.amount"]
EVALUATED = MEASURES["evaluated.count"]


@dataclass(frozen=True)
class Row:
    """One part with its figures; `share` is that of the money under contract, in per cent."""

    label: str
    count: Decimal
    amount: Decimal
    share: Decimal | None
    paid: Decimal
    evaluated: Decimal


@dataclass(frozen=True)
class Breakdown:
    """One way to divide the same whole."""

    code: str
    title: Any
    rows: list[Row]
    total: Row

    @property
    def most(self) -> Decimal:
        """What the longest bar stands for."""
        return max((row.amount for row in self.rows), default=ZERO)


def breakdowns(facts: list[Fact], place: str) -> list[Breakdown]:
    """By every dimension; parts of which there is nothing are left out. One place alone is no division."""
    found = [_by(dimension, facts, place) for dimension in DIMENSIONS]
    return [one for one in found if one.rows and (one.code != PLACE or len(one.rows) > 1)]


def _by(dimension: str, facts: list[Fact], place: str) -> Breakdown:
    groups: dict[str, list[Fact]] = {}
    for fact in facts:
        groups.setdefault(value_of(fact, dimension), []).append(fact)
    total = row_of(_("In all"), facts, facts)
    rows = [
        row_of(label, groups.pop(value), facts)
        for value, label in _labels(dimension, place)
        if value in groups
    ]
    left = [fact for group in groups.values() for fact in group]
    if left:
        rows.append(row_of(_("not known"), left, facts))
    return Breakdown(dimension, DIMENSIONS[dimension], [row for row in rows if _says_something(row)], total)


def value_of(fact: Fact, dimension: str) -> str:
    """In which part of a dimension a fact lies."""
    if dimension == CATEGORY:
        return fact.category[:1]
    return fact.place_code if dimension == PLACE else getattr(fact, ATTRIBUTES[dimension])


def _labels(dimension: str, place: str) -> Iterator[tuple[str, str]]:
    if dimension == PLACE:
        for row in Jurisdiction.objects.filter(code__startswith=place[:4]).order_by("position", "code"):
            yield row.code, str(row)
        return
    for value, label in parts.all_parts(place)[dimension]:
        yield value, str(label)


def row_of(label: Any, facts: Iterable[Fact], whole: Iterable[Fact]) -> Row:
    chosen = list(facts)
    amount, all_money = MONEY.of(chosen) or ZERO, MONEY.of(whole) or ZERO
    return Row(
        str(label),
        COUNT.of(chosen) or ZERO,
        amount,
        (amount / all_money * 100).quantize(Decimal("0.1")) if all_money else None,
        PAID.of(chosen) or ZERO,
        EVALUATED.of(chosen) or ZERO,
    )


def _says_something(row: Row) -> bool:
    return any((row.count, row.amount, row.paid, row.evaluated))


@dataclass(frozen=True)
class Year:
    """One year beside others."""

    year: int
    row: Row
    social_count: Decimal | None
    social_amount: Decimal | None
    more: Decimal | None
    """Money under contract above the year before; None for the first one."""


def years_of(facts: list[Fact], first: int, last: int) -> list[Year]:
    """A0.3, A3.1: year by year, the latest first."""
    found: list[Year] = []
    for year in range(first, last + 1):
        own = [fact for fact in facts if fact.on.year == year]
        row = row_of(year, own, own)
        before = found[-1].row.amount if found else None
        more = None if before is None else row.amount - before
        found.append(Year(year, row, MEASURES[SOCIAL_COUNT].of(own), MEASURES[SOCIAL_AMOUNT].of(own), more))
    return found[::-1]
