"""Law, periods and obstacles on the page. A builtin: templates need no `{% load %}`."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from django import template
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core import dates
from workflow import addresses, law
from workflow.clock import legal_date, legal_now
from workflow.law import calendar
from workflow.law.records import Rule

register = template.Library()
SOON = 3
"""Working days from which a due date is shown as near."""


def record(rule_id: str, on: date | None = None, jurisdiction: str = "") -> Rule:
    """The record in force on `on`, else the latest one: an article can be cited after it has gone out of force."""
    if on is not None and law.applies(rule_id, jurisdiction=jurisdiction, on=on):
        return law.find(rule_id, jurisdiction=jurisdiction, on=on)
    return law.history(rule_id)[0]


@register.inclusion_tag("components/law.html", name="law")
def law_link(rule_id: str, on: date | None = None, jurisdiction: str = "") -> dict[str, Any]:
    """The article behind something, leading to the public page of rules. Nothing for what is no rule."""
    if not rule_id or not law.known(rule_id):
        return {"cite": ""}
    rule = record(rule_id, on, jurisdiction)
    url = reverse("rulebook:rule", args=[rule_id])
    return {"cite": rule.cite(), "url": url, "unconfirmed": rule.unconfirmed}


@register.inclusion_tag("components/due.html")
def due(what: Any, now: datetime | None = None, rule: str = "", in_days: bool = False) -> dict[str, Any]:
    """When something is due, how long that is from now, and by which rule. `what`: a duty, or its moment.

    Counted in working days; `in_days` counts all of them, for openings and the like.
    """
    moment = getattr(what, "due_at", what)
    if moment is None:
        return {"moment": None}
    moment, at = dates.last_moment(moment), now or legal_now()
    tone, left = how_long(moment, at, in_days=in_days)
    cited = rule or getattr(what, "rule", "")
    return {
        "moment": moment,
        "now": at,
        "tone": tone,
        "left": left,
        "rule": cited,
        "with_time": dates.has_hour(moment),
        "first": _first(what),
    }


@register.simple_tag
def days_left(moment: datetime, now: datetime | None = None) -> str:
    """How long until then, where the moment itself is written above already."""
    return how_long(moment, now or legal_now(), in_days=True)[1]


def _first(what: Any) -> datetime | None:
    """When a duty was due before a notice of holidays or a pause moved it."""
    first = getattr(what, "first_due_at", None)
    return dates.last_moment(first) if first and first != getattr(what, "due_at", None) else None


def how_long(moment: datetime, now: datetime, *, in_days: bool = False) -> tuple[str, str]:
    """The tone (`late`, `soon`, "") and the words, counted in working days or in all days."""
    moment = dates.last_moment(moment)
    due_day, today = legal_date(moment), legal_date(now)
    days = calendar.working_days_between(today, due_day)
    if moment < now:
        return "late", _overdue(-days)
    if due_day == today:
        time = dates.clock_time(moment) if dates.has_hour(moment) else "24:00"
        return "soon", _("today, by %(time)s") % {"time": time}
    if in_days:
        days = (due_day - today).days
        return ("soon" if days <= SOON else ""), ngettext("%(days)d day left", "%(days)d days left", days) % {
            "days": days
        }
    words = ngettext("%(days)d working day left", "%(days)d working days left", days) % {"days": days}
    if calendar.is_provisional(due_day):
        words = _("%(left)s (provisional: holidays not announced yet)") % {"left": words}
    return ("soon" if days <= SOON else ""), words


def _overdue(days: int) -> str:
    if days < 1:
        return _("overdue")
    return ngettext("%(days)d working day overdue", "%(days)d working days overdue", days) % {"days": days}


@register.inclusion_tag("components/obstacles.html")
def obstacles(found: Sequence[Any], id: str = "obstacles") -> dict[str, Any]:
    """What stands in the way: one sentence each, its article, and where to put it right."""
    return {"found": found, "id": id}


@register.inclusion_tag("components/step_button.html")
def step_button(
    state: Any,
    submit: bool = False,
    label: Any = "",
    id: str = "obstacles",
    told: bool = False,
    aside: bool = False,
) -> dict[str, Any]:
    """The button of an `Available` step: it leads to the step's page, or says how much is missing.

    `told=True` where the page itself lists what is missing; elsewhere the step's page does.
    `submit=True` is the one inside the step's own form. Warnings don't lock it: they are passed with a reason.
    `aside=True` where something else comes first.
    """
    return {
        "label": _labelled(label or state.step.label, getattr(state, "principal", None)),
        "url": "" if submit else step_url(state),
        "missing": len(state.stops),
        "locked": submit or told,
        "id": id,
        "primary": (state.step.primary or submit) and not aside,
    }


def _labelled(label: Any, principal: Any) -> Any:
    """In whose stead it would be done stands on the button itself."""
    if principal is None:
        return label
    return _("%(step)s (for %(name)s)") % {"step": label, "name": principal.user_name}


def step_url(state: Any) -> str:
    """The address of an `Available` step."""
    return addresses.of_step(state.step, state.subject)
