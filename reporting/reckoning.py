"""From facts to the figures in a form's cells."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from core.money import ZERO
from reporting.facts import Fact
from reporting.figures import MEASURES, Kind, Over, Unit, belongs

WAN = Decimal(10_000)


@dataclass(frozen=True)
class Frame:
    """Whose figures, and of which days: those since `first` are the period's, all are the year's."""

    place: str
    first: date
    last: date


def chosen(mapped: Any, facts: Iterable[Fact], frame: Frame) -> list[Fact]:
    """The facts that a cell counts."""
    measure = MEASURES[mapped.measure]
    whole_year = mapped.over == Over.YEAR or measure.whole_year_only
    return [
        fact
        for fact in facts
        if fact.book in measure.books
        and (whole_year or frame.first <= fact.on <= frame.last)
        and belongs(fact, mapped.part, frame.place)
    ]


def number_in(mapped: Any, facts: Iterable[Fact], frame: Frame) -> Decimal | None:
    """What a cell says, in its own unit."""
    measure = MEASURES[mapped.measure]
    found = measure.of(chosen(mapped, facts, frame))
    if found is not None and measure.kind is Kind.MONEY and mapped.unit == Unit.WAN:
        return found / WAN
    return found


def numbers(cells: Iterable[Any], facts: list[Fact], frame: Frame) -> dict[Any, Decimal | None]:
    """The figures of all cells that count something, by the cell's key."""
    return {cell.pk: number_in(cell, facts, frame) for cell in cells if not cell.is_text}


@dataclass(frozen=True)
class Change:
    """One fact that is otherwise now: `before` or `after` is missing where it came or went."""

    before: Fact | None
    after: Fact | None

    @property
    def fact(self) -> Fact:
        return self.after or self.before  # type: ignore[return-value]  # one of them is there

    @property
    def by(self) -> Decimal:
        """How much more money it is now."""
        before, after = (fact.amount if fact else ZERO for fact in (self.before, self.after))
        return after - before


def changes(before: list[Fact], after: list[Fact]) -> list[Change]:
    """What has come, gone or changed between two gatherings, in the order of the days."""
    old, new = ({fact.key: fact for fact in facts} for facts in (before, after))
    found = [Change(old.get(key), new.get(key)) for key in {**old, **new} if old.get(key) != new.get(key)]
    return sorted(found, key=lambda change: (change.fact.on, change.fact.number))
