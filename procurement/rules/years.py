"""A purchase of several years says what each budget year bears, on a line of that year (A5.1, A5.4, B8.12)."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext_lazy as _

from core.figures import amount_text as money
from core.money import ZERO
from core.phrases import listed
from procurement.rules.application import years_after
from procurement.rules.mending import to_section
from workflow.act import Act
from workflow.obstacles import Obstacle, stop


def shares_fit(act: Act) -> Iterator[Obstacle]:
    """Asked of the rows just typed: own lines, each year once, and something left for the first year."""
    project, rows = act.subject, act.data.get("later_years", [])
    years = [row["line"].year for row in rows]
    if len(set(years)) != len(years):
        yield stop(
            _("A year stands twice: one line of each year bears its share."), "B8.12", field="later_years"
        )
    for row in rows:
        yield from _line_fits(project, act.data["budget_line"], row["line"])
    whole = sum((row["quantity"] * row["unit_price"] for row in act.data["cost_rows"]), ZERO)
    if rows and whole and sum((row["amount"] for row in rows), ZERO) >= whole:
        text = _(
            "The later years would bear all of the cost or more. %(year)s bears the rest: leave something for it."
        )
        yield stop(text % {"year": project.year}, "A5.1", field="later_years")


def _line_fits(project: Any, first: Any, line: Any) -> Iterator[Obstacle]:
    if line.purchaser_id != project.purchaser_id:
        yield stop(_("Choose lines of your own unit."), "A5.1", field="later_years")
    elif first is not None and line.source != first.source:
        text = _("%(line)s has another source of funds than the first year's line: one purchase, one source.")
        yield stop(text % {"line": line}, "A5.1", field="later_years")


def runs_beyond_a_year(project: Any) -> bool:
    """Whether its term is longer than the law's usual year (B8.11)."""
    return bool(project.starts_on and project.ends_on and project.ends_on > years_after(project.starts_on, 1))


def every_year_has_its_share(act: Act) -> Iterator[Obstacle]:
    """B8.12: a term of more than a year names what each budget year bears; the first line bears its share alone."""
    project = act.subject
    if not runs_beyond_a_year(project):
        return
    named = set(project.year_shares.values_list("year", flat=True))
    bare = [str(year) for year in range(project.year + 1, project.ends_on.year + 1) if year not in named]
    if bare:
        text = _(
            "The service runs for more than a year: say what the budgets of %(years)s bear of the cost. "
            "Finance opens a line of a year to come where there is none."
        )
        mend = to_section(project, "budget")
        yield stop(text % {"years": listed(bare)}, "B8.12", mend=mend)


def later_lines_are_usable(act: Act) -> Iterator[Obstacle]:
    """A5.1: the lines of later years are in use, or expected, and meant for such a service."""
    project = act.subject
    mend = to_section(project, "budget")
    for line in project.later_lines:
        if line.state not in {line.State.OPEN, line.State.EXPECTED}:
            text = _("The line of %(year)s is no longer in use. Choose another.")
            yield stop(text % {"year": line.year}, "A5.1", mend=mend)
        elif not line.covers(project.item.code):
            text = _("The line of %(year)s is meant for other services.")
            yield stop(text % {"year": line.year}, "A5.1", mend=mend)


def shares_were_asked_for(act: Act) -> Iterator[Obstacle]:
    """What finance grants for later years: the years that were asked for, and something left for the first."""
    project, rows = act.subject, act.data.get("later_years", [])
    asked = list(project.year_shares.values_list("year", flat=True))
    if sorted(row["year"] for row in rows) not in ([], asked):
        yield stop(_("Grant for the years that were asked for, each once."), "B8.12", field="later_years")
    elif asked and not rows and act.data["amount"] != project.requested_amount:
        text = _("Less than was asked for is granted: say what of it each later year bears.")
        yield stop(text, "B8.12", field="later_years")
    elif _later(rows) >= act.data["amount"]:
        text = _(
            "The later years would bear all of it. Leave something for %(year)s, or return the application."
        )
        yield stop(text % {"year": project.year}, "A5.1", field="later_years")


def _later(rows: list[dict[str, Any]]) -> Decimal:
    return sum((row["amount"] for row in rows), ZERO)


def within_every_line(act: Act) -> Iterator[Obstacle]:
    """A5.4: each year's share stays within what is free on that year's line."""
    for share in act.subject.granted_shares(act.data):
        if not share.lacks:
            continue
        if share.year == act.subject.year:
            text = _("Only %(free)s yuan are free on this budget line.")
            yield stop(text % {"free": money(share.line.free)}, "A5.4", field="amount")
        else:
            text = _("Only %(free)s yuan are free on the line of %(year)s.")
            values = {"free": money(share.line.free), "year": share.year}
            yield stop(text % values, "A5.4", field="later_years")
