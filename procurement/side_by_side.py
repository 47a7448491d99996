"""Budget years side by side: of a purchase, of the purchases that rest on a line, and of the lines of a list."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from core.actor import Actor
from core.money import ZERO
from procurement.models import BudgetLine, Commitment, Project, Share, YearFigures, figures_of


@dataclass(frozen=True)
class Row:
    """A purchase of several years with its figures in each of the years shown; None where it has none."""

    project: Project
    cells: list[YearFigures | None]


@dataclass(frozen=True)
class Grid:
    years: list[int]
    rows: list[Row]


def resting_on(line: BudgetLine, actor: Actor) -> Grid:
    """The purchases of several years on a line that one may see, with what their other years bear."""
    here = Commitment.objects.filter(line=line).values("project")
    elsewhere = Commitment.objects.filter(project__in=here).exclude(line=line).exclude(amount=0)
    projects = Project.objects.visible_to(actor).filter(pk__in=elsewhere.values("project")).order_by("number")
    figures = {project: {row.year: row for row in figures_of(project)} for project in projects}
    years = sorted({year for found in figures.values() for year in found})
    rows = [Row(project, [found.get(year) for year in years]) for project, found in figures.items()]
    return Grid(years, rows)


@dataclass(frozen=True)
class Asked:
    """What a year's line would still have free with the share that is asked of it."""

    share: Share

    @property
    def left(self) -> Decimal:
        return self.share.line.free - self.share.amount


def asked_of_each_year(project: Project) -> list[Asked]:
    """Nothing for a purchase of one year."""
    shares = project.asked_shares()
    return [Asked(share) for share in shares] if len(shares) > 1 else []


def granted_in_each_year(project: Project) -> list[YearFigures]:
    """Nothing for a purchase of one year."""
    found = figures_of(project)
    return found if len(found) > 1 else []


@dataclass
class YearTotals:
    """The lines of a year in one sum; `expected` is what of it no budget has approved yet."""

    year: int
    amount: Decimal = ZERO
    expected: Decimal = ZERO
    committed: Decimal = ZERO
    contracted: Decimal = ZERO
    paid: Decimal = ZERO
    left: Decimal = ZERO


def by_year(lines: Iterable[Any]) -> list[YearTotals]:
    """Lines that carry their figures, summed by years, earliest first; nothing where there is one year only."""
    found: dict[int, YearTotals] = {}
    for line in lines:
        totals = found.setdefault(line.year, YearTotals(line.year))
        for name in ("amount", "committed", "contracted", "paid", "left"):
            setattr(totals, name, getattr(totals, name) + getattr(line, name))
        if line.state == BudgetLine.State.EXPECTED:
            totals.expected += line.amount
    return [found[year] for year in sorted(found)] if len(found) > 1 else []
