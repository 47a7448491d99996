"""The calendar of working days and the calculator of periods."""

from __future__ import annotations

import calendar as python_calendar
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.dates import MONTHS, WEEKDAYS
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_safe

from core.components import Crumb
from rulebook.forms import PeriodForm
from rulebook.models import CalendarYear
from rulebook.policies import calendar_proposer
from rulebook.views.changes import subject_context
from rulebook.views.rules import crumbs
from workflow import law
from workflow.clock import legal_date
from workflow.law import calendar

NOON = time(12)
FIRST_YEAR = 2014


@dataclass(frozen=True)
class Cell:
    """A day in the calendar. `kind`: off, worked, weekend, or nothing special."""

    day: date | None
    kind: str = ""


@dataclass(frozen=True)
class Month:
    name: str
    weeks: list[list[Cell]]


@require_safe
@login_not_required
def working_days(request: HttpRequest) -> HttpResponse:
    """A year's working days; and when a period ends."""
    today = legal_date()
    years = sorted(calendar.current().years | {today.year, today.year + 1}, reverse=True)
    year = _year(request, years, today.year)
    context: dict[str, Any] = {
        "title": _("Working days and periods"),
        "crumbs": crumbs(Crumb(_("Working days and periods"))),
        "years": years,
        "year": year,
        "months": months(year),
        "provisional": calendar.is_provisional(date(year, 1, 1)),
        "weekdays": list(zip(weekday_letters(), WEEKDAYS.values(), strict=True)),
        "today": today,
        "may_enter": calendar_proposer(request.actor),  # type: ignore[attr-defined]
        "entered": CalendarYear.objects.visible_to(request.actor).filter(year=year),  # type: ignore[attr-defined]
        **_calculated(request),
    }
    return render(request, "rulebook/working_days.html", context)


def _year(request: HttpRequest, years: list[int], usual: int) -> int:
    asked = request.GET.get("year", "")
    return int(asked) if asked.isdecimal() and len(asked) == 4 and int(asked) in years else usual


def months(year: int) -> list[Month]:
    grid = python_calendar.Calendar()
    return [
        Month(
            str(MONTHS[number]),
            [[_cell(day, number) for day in week] for week in grid.monthdatescalendar(year, number)],
        )
        for number in range(1, 13)
    ]


def weekday_letters() -> list[str]:
    """Heads of the columns, Monday first."""
    return pgettext("heads of a calendar, Monday first", "M T W T F S S").split()


def _cell(day: date, month: int) -> Cell:
    if day.month != month:
        return Cell(None)
    weekend, working = day.weekday() >= calendar.SATURDAY, calendar.is_working_day(day)
    if weekend:
        return Cell(day, "worked" if working else "weekend")
    return Cell(day, "" if working else "off")


def _calculated(request: HttpRequest) -> dict[str, Any]:
    """The answer of the calculator, once it was asked."""
    asked = {"start", "rule"} & request.GET.keys()
    form = PeriodForm(request.GET if asked else None)
    if not asked or not form.is_valid():
        return {"period_form": form}
    rule_id, day = form.cleaned_data["rule"], form.cleaned_data["start"]
    start = datetime.combine(day, NOON, tzinfo=law.BEIJING)
    try:
        rule = law.find(rule_id, jurisdiction="220100", on=day)
    except law.NotInForce:
        return {"period_form": form, "not_in_force": law.history(rule_id)[0]}
    minimum = rule.op is law.Op.AT_LEAST
    count = law.earliest if minimum else law.due
    return {
        "period_form": form,
        "answer": count(rule_id, start, jurisdiction="220100", on=day),
        "minimum": minimum,
        "start_day": day,
    }


@require_safe
@login_not_required
def year(request: HttpRequest, pk: Any) -> HttpResponse:
    """A year's holidays as entered, with who decides them."""
    found = get_object_or_404(CalendarYear.objects.visible_to(request.actor), pk=pk)  # type: ignore[attr-defined]
    parent = Crumb(_("Working days and periods"), "../../")
    context = subject_context(request, found) | {"crumbs": crumbs(parent, Crumb(str(found)))}
    return render(request, "rulebook/year.html", context)
