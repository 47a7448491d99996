"""The check list of a year's end: what is still open on the lines of a budget year, and where it is mended."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from django.apps import apps
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from core.panels import collect
from procurement.demand import demands_on
from workflow.obstacles import Mend


@dataclass(frozen=True)
class Row:
    """One thing that is open."""

    about: Any
    url: str
    unit: Any
    amount: Decimal | None = None
    mends: tuple[Mend, ...] = ()
    """Where its keeper settles it."""
    note: Any = ""
    """What its keeper should know before."""


@dataclass(frozen=True)
class Point:
    """A point of the list; done when it has no rows. `stops` where the year can't be closed before."""

    name: str
    title: Any
    hint: Any
    rule: str
    rows: list[Row] = field(default_factory=list)
    stops: bool = True

    @property
    def mended_here(self) -> bool:
        """Whether its keeper has anything to do about it."""
        return any(row.mends for row in self.rows)


def points_of(closing: Any) -> list[Point]:
    """In the order in which one works through it. Upper apps give theirs in `panels.year_end_points(closing)`."""
    own = [_applications(closing), _commitments(closing), _publication(closing), _free(closing)]
    return [*_expected(closing), own[0], *collect("year_end_points", closing), *own[1:]]


def _expected(closing: Any) -> Iterator[Point]:
    """Only where there are such lines: as a rule they were approved in the year's first weeks."""
    waiting = [line for line in closing.lines if line.state == line.State.EXPECTED]
    rows = [
        Row(line, line.get_absolute_url(), line.purchaser, line.amount, _approving(line)) for line in waiting
    ]
    if rows:
        hint = _("Lines opened ahead of this year's budget: enter what the budget gave, or nothing.")
        yield Point("expected", _("Medium-term expectations"), hint, "B8.12", rows)


def _approving(line: Any) -> tuple[Mend, ...]:
    page = reverse("procurement:budgetline-approve", args=[line.pk])
    return (Mend(page, _("Enter what the year's budget gives")),)


def _applications(closing: Any) -> Point:
    project = apps.get_model("procurement", "Project")
    waiting = project.objects.filter(budget_line__in=closing.lines, state=project.State.SUBMITTED)
    rows = [
        Row(each, each.get_absolute_url(), each.purchaser, each.requested_amount)
        for each in waiting.select_related("purchaser").order_by("number")
    ]
    return Point(
        "applications",
        _("Applications with finance"),
        _("Decide on them: after the closing nothing is granted from this year's lines."),
        "A5.1",
        rows,
    )


def _commitments(closing: Any) -> Point:
    rows = [row for line in closing.lines for row in _open_on(line)]
    return Point(
        "commitments",
        _("Open commitments"),
        _(
            "What was granted and not paid: release what was saved, reserve the rest in the next year's budget."
        ),
        "A5.4",
        rows,
    )


def _open_on(line: Any) -> Iterator[Row]:
    for commitment in line.open_commitments():
        project, mends = commitment.project, tuple(_settling(line, commitment))
        yield Row(project, project.get_absolute_url(), line.purchaser, commitment.unpaid, mends)


def _settling(line: Any, commitment: Any) -> Iterator[Mend]:
    page = reverse("procurement:budgetline-reserve", args=[line.pk])
    yield Mend(f"{page}?commitment={commitment.pk}", _("Reserve it in the next year"))
    if line.state == line.State.OPEN and 0 < commitment.contracted < commitment.amount:
        page = reverse("procurement:budgetline-release", args=[line.pk])
        yield Mend(f"{page}?commitment={commitment.pk}", _("Release what was saved"))


def _publication(closing: Any) -> Point:
    table = apps.get_model("procurement", "BudgetTable")
    units = {line.purchaser_id for line in closing.lines}
    due = table.objects.filter(purchaser_id__in=units, year=closing.year, state=table.State.DUE)
    return Point(
        "publication",
        _("Budgets to be made public"),
        _("The unit makes its budget public as it stands at the end; the closing doesn't wait for it."),
        "A5.3",
        [Row(each, each.get_absolute_url(), each.purchaser) for each in due.select_related("purchaser")],
        stops=False,
    )


def _free(closing: Any) -> Point:
    lines = [line for line in closing.lines if line.free > 0 and closing.state == closing.State.OPEN]
    asked = demands_on(lines)
    rows = [
        Row(line, line.get_absolute_url(), line.purchaser, line.free, _carrying(line), asked.get(line.pk, ""))
        for line in lines
    ]
    return Point(
        "free",
        _("Free money"),
        _("Carry it over where the service goes on; what stays here lapses with the year."),
        "A5.1",
        rows,
        stops=False,
    )


def _carrying(line: Any) -> tuple[Mend, ...]:
    if line.state != line.State.OPEN:
        return ()
    page = reverse("procurement:budgetline-carry-over", args=[line.pk])
    return (Mend(page, _("Carry over to the next year")),)
