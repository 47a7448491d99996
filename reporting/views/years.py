"""The years compared, and one of them divided: charts with their tables, the same on paper and as a workbook."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts.models import Jurisdiction
from core import excel
from core.actor import Actor
from core.components import Crumb
from core.lists import EXPORT
from documents.printing import printed
from reporting.breakdown import Breakdown, Year, breakdowns, years_of
from reporting.facts import gather
from reporting.policies import reads_reports
from reporting.rules.report import SHARE
from reporting.views.reports import crumbs
from workflow import law
from workflow.clock import legal_date, legal_now

SHOWN_YEARS = 5
WITH_BELOW, PDF = "all", "pdf"


@require_safe
def years(request: HttpRequest) -> HttpResponse:
    """`?year=` chooses the year that is divided, `?scope=all` takes the governments below along."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    if not reads_reports(actor):
        raise PermissionDenied
    context = looked_at(actor, request.GET)
    name = _("Purchased services %(year)s, %(place)s") % {"year": context["year"], "place": context["scope"]}
    asked = request.GET.get(EXPORT)
    if asked == PDF:
        return printed(name, "reporting/print/years.html", context | {"title": name})
    if asked:
        return excel.sheet(name, heads(), list(rows_of(context["breakdowns"], context["compared"])))
    for kind in ("xlsx", PDF):
        query = request.GET.copy()
        query[EXPORT] = kind
        context[f"{kind}_url"] = f"?{query.urlencode()}"
    return render(request, "reporting/years.html", context | {"crumbs": crumbs(Crumb(_("Years compared")))})


def looked_at(actor: Actor, query: Mapping[str, str]) -> dict[str, Any]:
    """What page, paper and workbook show."""
    today = legal_date()
    shown = list(range(today.year, today.year - SHOWN_YEARS, -1))
    asked = query.get("year", "")
    year = next((one for one in shown if str(one) == asked), today.year)
    has_below = len(actor.jurisdictions) > 1
    wide = has_below and query.get("scope", WITH_BELOW) == WITH_BELOW
    own = actor.jurisdiction or ""
    facts = gather(actor.jurisdictions if wide else [own], date(shown[-1], 1, 1), date(today.year, 12, 31))
    begun = min((fact.on.year for fact in facts), default=year)
    compared = [row for row in years_of(facts, begun, shown[0]) if row.row.count or row.year >= year]
    place = _place(own)
    return {
        "title": _title(place, wide, compared),
        "years": shown,
        "year": year,
        "chosen": next((row for row in compared if row.year == year), None),
        "compared": compared,
        "most": max((row.row.amount for row in compared), default=None),
        "breakdowns": breakdowns([fact for fact in facts if fact.on.year == year], own),
        "has_below": has_below,
        "wide": wide,
        "scope": _scope(place, wide),
        "target": law.find(SHARE, on=today).value * 100,
        "now": legal_now(),
    }


def _place(code: str) -> Jurisdiction | None:
    return Jurisdiction.objects.filter(code=code).first()


def _scope(place: Jurisdiction | None, wide: bool) -> str:
    """Whose purchases are counted."""
    said = _("%(place)s with all districts and zones") if wide else _("%(place)s, own level alone")
    return said % {"place": place}


def _title(place: Jurisdiction | None, wide: bool, compared: list[Year]) -> str:
    """Which government and which years."""
    years = [row.year for row in compared]
    words = {"scope": _scope(place, wide), "first": min(years, default=""), "last": max(years, default="")}
    if words["first"] == words["last"]:
        return _("%(scope)s: %(last)s") % words
    return _("%(scope)s: %(first)s to %(last)s compared") % words


def heads() -> list[Any]:
    return [
        _("Divided by"),
        _("Part"),
        _("Contracts"),
        _("Under contract (yuan)"),
        _("Share (%)"),
        _("Paid (yuan)"),
        _("Evaluations published"),
    ]


def rows_of(divided: list[Breakdown], compared: list[Year]) -> Iterator[list[Any]]:
    """The years first, then the parts of the chosen one."""
    for year in compared:
        row = year.row
        yield [_("Year"), year.year, int(row.count), row.amount, None, row.paid, int(row.evaluated)]
    for one in divided:
        for row in (*one.rows, one.total):
            yield [
                str(one.title),
                row.label,
                int(row.count),
                row.amount,
                row.share,
                row.paid,
                int(row.evaluated),
            ]
