"""How the work of a section or a unit stands: who has how much, what is overdue, and what is the oldest."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db.models import Count, Min, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts.models import Membership, Section
from core.actor import Actor
from core.components import Crumb
from portal.duties import Calendar
from portal.filters import NONE
from workflow.clock import legal_now
from workflow.models import Duty

FIGURES = ("open", "late", "week")


@dataclass
class Line:
    """One person's share, or what nobody has yet."""

    name: str
    url: str
    title: str = ""
    is_chief: bool = False
    is_free: bool = False
    open: int = 0
    late: int = 0
    week: int = 0
    oldest: datetime | None = None

    @property
    def rest(self) -> int:
        return self.open - self.late - self.week


@dataclass
class Block:
    """A section with its people; `section` is None for what is the whole unit's."""

    section: Section | None
    url: str
    lines: list[Line] = field(default_factory=list)

    def total(self, name: str) -> int:
        return sum(getattr(line, name) for line in self.lines)

    @property
    def open(self) -> int:
        return self.total("open")

    @property
    def late(self) -> int:
        return self.total("late")

    @property
    def week(self) -> int:
        return self.total("week")

    @property
    def oldest(self) -> datetime | None:
        return min((line.oldest for line in self.lines if line.oldest), default=None)


@require_safe
def board(request: HttpRequest) -> HttpResponse:
    """A chief sees their own section, a head all of the unit."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    if not actor.leads:
        raise PermissionDenied
    now = legal_now()
    blocks = blocks_for(actor, Calendar(now))
    lines = [line for block in blocks for line in block.lines]
    context = {
        "title": _("How the work stands"),
        "crumbs": [Crumb(_("Worklist"), reverse("portal:worklist")), Crumb(_("How the work stands"))],
        "blocks": blocks,
        "most": max((line.open for line in lines), default=0),
        "total": {name: sum(block.total(name) for block in blocks) for name in FIGURES},
        "now": now,
    }
    return render(request, "portal/board.html", context)


def blocks_for(actor: Actor, calendar: Calendar) -> list[Block]:
    """The sections that the actor leads, each with its people, those with the most overdue first."""
    figures = _figures(actor, calendar)
    members = list(
        Membership.objects.filter(organisation_id=actor.organisation_id)
        .current()
        .select_related("user")
        .order_by("-is_chief", "user__username")
    )
    sections: list[Section | None] = list(Section.objects.visible_to(actor).open())
    if actor.leads_unit:
        sections.append(None)
    else:
        sections = [section for section in sections if section and section.pk == actor.section_id]
    blocks = [_block(section, members, figures, _where(actor, section, sections)) for section in sections]
    return [block for block in blocks if block.section or block.lines]


def _figures(actor: Actor, calendar: Calendar) -> dict[tuple[UUID | None, UUID | None], dict[str, Any]]:
    """Counts by section and person, in one query."""
    found = (
        Duty.objects.open()
        .visible_to(actor)
        .filter(personal=False)
        .order_by()
        .values("section_id", "user_id")
        .annotate(
            open=Count("pk"),
            late=Count("pk", filter=calendar.within("late")),
            week=Count("pk", filter=Q(due_at__gte=calendar.now, due_at__lt=calendar.ends["week"])),
            oldest=Min("arose_at"),
        )
    )
    return {(row.pop("section_id"), row.pop("user_id")): row for row in found}


def _where(actor: Actor, section: Section | None, sections: list[Section | None]) -> dict[str, str]:
    """The list that shows the same: a chief's own section, or that section among all of the unit's."""
    if not actor.leads_unit:
        return {"tab": "section"}
    named = {"section": str(section.pk if section else NONE)} if len(sections) > 1 else {}
    return {"tab": "unit", **named}


def _block(
    section: Section | None,
    members: Iterable[Membership],
    figures: dict[Any, dict[str, Any]],
    where: dict[str, str],
) -> Block:
    key = section.pk if section else None
    block = Block(section, _url(**where))
    for member in members:
        mine = figures.get((key, member.user_id))
        if mine or member.section_id == key:
            url = _url(person=str(member.user_id), **where)
            block.lines.append(Line(member.user.name, url, member.title, member.is_chief, **(mine or {})))
    block.lines.sort(key=lambda line: (-line.late, -line.open))
    if free := figures.get((key, None)):
        url = _url(person=NONE, **where)
        block.lines.append(Line(_("Not yet assigned"), url, is_free=True, **free))
    return block


def _url(**query: str) -> str:
    return f"{reverse('portal:worklist')}?{urlencode(query)}"
