"""The public pages of the rules."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from core.components import Crumb
from rulebook import entries, measures
from rulebook.entries import Entry
from rulebook.forms import CITY, RuleFilter
from rulebook.models import ParameterChange
from rulebook.parts import PARTS, Part
from rulebook.policies import finance_proposer
from workflow import law
from workflow.clock import legal_date
from workflow.law import Certainty

PER_PAGE = 60
FREQUENT = [
    "open.bid_prep",
    "consultation.resp_prep",
    "award.publish",
    "contract.sign",
    "contract.publish",
    "challenge.file",
    "challenge.reply",
    "pay.sme",
]
"""What people look up most."""
MAIN = {"CC-2014-18", "GPL", "REG", "O87", "O102", "M214"}
"""The instruments that are named on the first page."""


@dataclass(frozen=True)
class Group:
    """A part of the page with its rules."""

    part: Part
    entries: list[Entry]


def crumbs(*more: Crumb) -> list[Crumb]:
    return [Crumb(_("Home"), reverse("portal:home")), Crumb(_("Rules"), reverse("rulebook:rules")), *more]


@require_safe
@login_not_required
def rules(request: HttpRequest) -> HttpResponse:
    """All rules that the portal enforces: an overview, or what the filter asks for."""
    today = legal_date()
    form = RuleFilter(request.GET or None, initial={"place": CITY})
    wanted = _wanted(form)
    day = wanted.get("on") or today
    found = entries.everything(wanted.get("place") or CITY, day)
    context: dict[str, Any] = {
        "title": _("Rules that this portal enforces"),
        "crumbs": [Crumb(_("Home"), reverse("portal:home")), Crumb(_("Rules"))],
        "filter_form": form,
        "today": today,
        "day": day,
        "total": len(found),
    }
    if any(wanted.get(name) for name in ("q", "part", "how", "sure", "on")):
        return render(request, "rulebook/list.html", context | _listed(request, found, wanted))
    return render(request, "rulebook/overview.html", context | _overview(found, today))


def _wanted(form: RuleFilter) -> dict[str, Any]:
    form.is_valid()
    return getattr(form, "cleaned_data", {})


def _listed(request: HttpRequest, found: list[Entry], wanted: dict[str, Any]) -> dict[str, Any]:
    shown = [entry for entry in entries.matching(found, wanted.get("q") or "") if _fits(entry, wanted)]
    page = Paginator(shown, PER_PAGE).get_page(request.GET.get("page"))
    return {"page": page, "groups": grouped(page.object_list), "part": wanted.get("part")}


def _fits(entry: Entry, wanted: dict[str, Any]) -> bool:
    sure = {
        "unconfirmed": entry.rule.unconfirmed,
        "portal": entry.by_portal,
        "reported": entry.rule.certainty is Certainty.SECONDARY,
        "confirmed": entry.rule.certainty is Certainty.FULL,
    }
    return (
        wanted.get("part") in {None, "", entry.part.key}
        and wanted.get("how") in {None, "", entry.rule.enforcement}
        and (not wanted.get("sure") or sure[wanted["sure"]])
    )


def grouped(found: Iterable[Entry]) -> list[Group]:
    return [Group(part, list(rows)) for part, rows in groupby(found, key=lambda entry: entry.part)]


def _overview(found: list[Entry], today: date) -> dict[str, Any]:
    counts = {part.key: 0 for part in PARTS}
    for entry in found:
        counts[entry.part.key] += 1
    known = {entry.rule.id: entry for entry in found}
    regime = law.regime(today)
    return {
        "parts": [(part, counts[part.key]) for part in PARTS],
        "frequent": [known[rule_id] for rule_id in FREQUENT],
        "regimes": [instrument for instrument in regime if instrument.code in MAIN],
        "more_regimes": sum(instrument.code not in MAIN for instrument in regime),
        "changes": ParameterChange.objects.decided().select_related("jurisdiction")[:5],
        "unconfirmed": sum(entry.rule.unconfirmed for entry in found),
    }


@require_safe
@login_not_required
def rule(request: HttpRequest, rule_id: str) -> HttpResponse:
    """One rule: what it asks, by which article, its value by place and time, and where it bites."""
    today = legal_date()
    if not law.known(rule_id):
        raise Http404
    entry = entries.entry(rule_id, CITY, today)
    changes = ParameterChange.objects.visible_to(request.actor)  # type: ignore[attr-defined]
    proposes = finance_proposer(request.actor)  # type: ignore[attr-defined]
    context = {
        "title": entry.rule.name,
        "crumbs": crumbs(
            Crumb(entry.part.title, f"{reverse('rulebook:rules')}?part={entry.part.key}"), Crumb(rule_id)
        ),
        "entry": entry,
        "places": _places(rule_id, today),
        "versions": law.history(rule_id),
        "changes": changes.filter(rule_id=rule_id).select_related("jurisdiction"),
        "required": law.required_fields(rule_id, today) if rule_id.startswith("AN-") else [],
        "may_change": proposes and measures.may_be_changed(entry.rule),
        "why_fixed": measures.why_fixed(entry.rule) if proposes and entry.rule.fixed else "",
        "today": today,
    }
    return render(request, "rulebook/rule.html", context)


def _places(rule_id: str, today: date) -> list[tuple[str, Entry]]:
    """Where the rule has another value today than in the city."""
    city = entries.entry(rule_id, CITY, today)
    form = RuleFilter()
    found = [(label, entries.entry(rule_id, code, today)) for code, label in form.fields["place"].choices]
    return [(label, entry) for label, entry in found if (entry.limit, entry.rule.unconfirmed) != _seen(city)]


def _seen(entry: Entry) -> tuple[str, bool]:
    return entry.limit, entry.rule.unconfirmed


@require_safe
@login_not_required
def regimes(request: HttpRequest) -> HttpResponse:
    """Which laws and orders apply to what began on a day."""
    today = legal_date()
    asked = _asked_day(request) or today
    context = {
        "title": _("Which rules apply when"),
        "crumbs": crumbs(Crumb(_("Which rules apply when"))),
        "on": asked,
        "instruments": law.regimes.table(),
        "in_force": {instrument.code for instrument in law.regime(asked)},
    }
    return render(request, "rulebook/regimes.html", context)


def _asked_day(request: HttpRequest) -> date | None:
    try:
        return parse_date(request.GET.get("on", ""))
    except ValueError:
        return None
