"""A person's home: what waits for them and for their section, what they watch, and what they have done."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.core.paginator import Paginator
from django.db.models import F
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from accounts.roles import Role
from core import dates, excel
from core.actor import Actor
from core.components import Beginning
from core.panels import collect
from portal import watching
from portal.duties import Calendar, dress, groups, totals
from portal.filters import DutyFilter
from workflow.clock import legal_now
from workflow.models import Duty, DutyQuerySet, Event

PER_PAGE = 50
MOST_EXPORTED = 5000
TABS = {
    "mine": gettext_lazy("Mine"),
    "section": gettext_lazy("My section's"),
    "unit": gettext_lazy("My organisation's"),
    "watched": gettext_lazy("Watched"),
    "done": gettext_lazy("Done"),
}


EXPECTED = {
    Role.CASHIER: gettext_lazy(
        "As a payment officer you see that others pay in time: once a provider has handed in an invoice, a line “See "
        "that the invoice is paid in time” stands here with the last day for it, until the treasury has paid."
    ),
}
"""What will come to those whose role doesn't tell it, said while nothing is there yet."""


@dataclass(frozen=True)
class Tab:
    key: str
    label: Any
    count: int | None
    current: bool


@require_safe
def worklist(request: HttpRequest) -> HttpResponse:
    actor: Actor = request.actor  # type: ignore[attr-defined]
    tab = chosen_tab(request.GET.get("tab", "mine"), actor)
    context = {"title": _("Worklist"), "tab": tab, "tabs": tabs(actor, tab), "now": legal_now()}
    if tab == "watched":
        return render(request, "portal/watched.html", context | {"watched": watching.rows(actor)})
    if tab == "done":
        return _done(request, actor, context)
    return _open(request, scope(tab, actor), actor, context)


def tabs_of(actor: Actor) -> list[str]:
    """A section's own for who belongs to one; the whole unit's for who leads, and where there is no section."""
    hidden = {"section"} if actor.section_id is None else set()
    hidden |= set() if actor.sees_whole_unit else {"unit"}
    return [tab for tab in TABS if tab not in hidden]


def colleagues_tab(actor: Actor) -> Any:
    """What the tab is called under which this person finds their colleagues' work."""
    return TABS[next((tab for tab in ("section", "unit") if tab in tabs_of(actor)), "mine")]


def expected(actor: Actor) -> list[Any]:
    """Sentences about what will come to this person."""
    return [text for role, text in EXPECTED.items() if actor.has_role(role)]


def chosen_tab(wanted: str, actor: Actor) -> str:
    """The tab that was asked for, or the one that comes closest to it."""
    open_to = tabs_of(actor)
    wider = {"section": "unit", "unit": "section"}.get(wanted, "mine")
    return wanted if wanted in open_to else wider if wider in open_to else "mine"


def scope(tab: str, actor: Actor) -> DutyQuerySet:
    """The open duties of a tab. What is mine is also my section's and my organisation's."""
    duties = Duty.objects.open()
    if tab == "mine":
        return duties.for_actor(actor)
    seen = duties.visible_to(actor)
    return seen.of_section(actor.section_id) if tab == "section" else seen


def done_by(actor: Actor) -> DutyQuerySet:
    """Duties of one's organisation that were met by an act of one's own."""
    acts = Event.objects.filter(user_id=actor.user_id, outcome="done").values("uuid")
    return Duty.objects.visible_to(actor).filter(met_at__isnull=False, met_by__in=acts)


def tabs(actor: Actor, current: str) -> list[Tab]:
    counts: dict[str, int | None] = {"watched": watching.count(actor), "done": None}
    open_to = tabs_of(actor)
    for key in open_to:
        if key not in counts:
            counts[key] = scope(key, actor).count()
    return [Tab(key, TABS[key], counts[key], key == current) for key in open_to]


def _open(request: HttpRequest, duties: DutyQuerySet, actor: Actor, context: dict[str, Any]) -> HttpResponse:
    calendar = Calendar(context["now"])
    chosen = DutyFilter(request.GET, duties, calendar, actor, context["tab"])
    found = chosen.qs.order_by(F("due_at").asc(nulls_last=True), "arose_at", "pk")
    if "export" in request.GET:
        return _excel(found, actor)
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    rows = dress(list(page.object_list), actor)
    counted = totals(found, calendar)
    return render(
        request,
        "portal/worklist.html",
        context
        | {
            "colleagues": colleagues_tab(actor),
            "expected": expected(actor),
            "filter": chosen,
            "page": page,
            "groups": list(groups(rows, calendar, counted)),
            "counted": totals(duties, calendar),
            "filtered": any(request.GET.get(name) for name in chosen.filters),
            "export_url": _export_url(request),
            "leads": bool(actor.leads),
            "beginning": None if rows else _beginning(actor),
            "here": request.get_full_path(),
        },
    )


def _beginning(actor: Actor) -> Beginning | None:
    """What leads somebody on for whom nothing waits: the nearest app above knows best."""
    found = list(collect("beginnings", actor))
    return found[-1] if found else None


def _done(request: HttpRequest, actor: Actor, context: dict[str, Any]) -> HttpResponse:
    found = done_by(actor).order_by("-met_at", "pk")
    if words := request.GET.get("q", "").replace("\x00", "").strip():
        found = found.named(words)
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    rows = dress(list(page.object_list), actor)
    return render(request, "portal/done.html", context | {"page": page, "rows": rows, "words": words})


def _export_url(request: HttpRequest) -> str:
    query = request.GET.copy()
    query.pop("page", None)
    query["export"] = "xlsx"
    return f"?{query.urlencode()}"


def _excel(duties: DutyQuerySet, actor: Actor) -> HttpResponse:
    heads = [
        _("Matter"),
        _("Title"),
        _("Kind"),
        _("Amount (yuan)"),
        _("Due on"),
        _("Legal basis"),
        _("Section"),
        _("Waits for"),
        _("Since"),
        _("Urged on"),
    ]
    return excel.sheet(_("Worklist"), heads, _lines(duties, actor))


def _lines(duties: DutyQuerySet, actor: Actor) -> Iterator[list[Any]]:
    for duty in dress(list(duties[:MOST_EXPORTED]), actor):
        section = str(duty.section or "")  # type: ignore[attr-defined]
        about = [duty.what, duty.about, duty.kind, duty.amount, _last_day(duty.due_at), duty.rule]  # type: ignore[attr-defined]
        yield [*about, section, duty.handler, _day(duty.arose_at), _day(duty.reminded_at)]  # type: ignore[attr-defined]


def _last_day(moment: datetime | None) -> date | None:
    return dates.last_day(moment) if moment else None


def _day(moment: datetime | None) -> date | None:
    read = dates.read(moment)
    return dates.day_of(read) if read else None
