"""The guidance catalogue for everyone, and its editions."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_not_required
from django.db.models import Count, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from catalog.consulting import CALL, OUTCOME
from catalog.models import Comment, Edition, Item, Opinion
from catalog.notices import notice_of
from catalog.policies import edition_editor
from catalog.services import edition_in_force
from catalog.standard import first_edition
from catalog.views.finding import find_edition
from core.actor import Actor
from core.excel import sheet
from disclosure.models import Notice
from disclosure.reading import NoticePage, tombstones
from disclosure.services import notices_of
from workflow.availability import available, can_create
from workflow.clock import legal_date, legal_now
from workflow.views import StepView

CITY = "220100"
HEADS = (
    gettext_lazy("Code"),
    gettext_lazy("First level"),
    gettext_lazy("Second level"),
    gettext_lazy("Third level"),
    gettext_lazy("Description"),
    gettext_lazy("Department in charge"),
)


@dataclass
class Category:
    """A first-level category with those of its items that were asked for."""

    item: Item
    items: list[Item] = field(default_factory=list)


@login_not_required
@require_safe
def catalogue(request: HttpRequest) -> HttpResponse:
    """The edition that is in force in the city today."""
    edition = edition_in_force(CITY, legal_date())
    if edition is None:
        return render(request, "catalog/none.html", {"title": _("Guidance catalogue")})
    return _show(request, edition)


@login_not_required
@require_safe
def edition(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One edition. What isn't for everybody as it stands, everybody reads as it was told."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    found = find_edition(pk, actor)
    as_it_stands = Edition.objects.open_to(actor).filter(pk=pk).exists()
    return _show(request, found) if as_it_stands else _retell(request, found)


def _show(request: HttpRequest, found: Edition) -> HttpResponse:
    if request.GET.get("export"):
        return sheet(str(found), HEADS, _rows(found))
    actor, asked = request.actor, request.GET.get("q", "").strip()[:40]  # type: ignore[attr-defined]
    context = {
        "title": str(found),
        "edition": found,
        "notice": notice_of(found),
        **_spoken(found, actor),
        "asked": asked,
        "categories": list(categories(found, asked)),
        "with_departments": found.items.exclude(department="").exists(),
        "others": _others(found, actor),
        "steps": available(found, actor),
        "may_edit": edition_editor(actor, found) or can_create(Edition, "draft", actor),
        "may_draft": can_create(Edition, "draft", actor),
        "former": found.former(),
        **heard(found, actor),
    }
    return render(request, "catalog/edition.html", context)


def _spoken(found: Edition, actor: Actor) -> dict[str, str]:
    """The texts around the list; in the place of one that has been withheld from the public stands why."""
    texts = {name: getattr(found, name) for name in ("consultation", "contact")}
    last = notices_of(found).order_by("published_at").last()
    if last is None or actor.belongs_to(found.publisher_id):
        return texts
    if last.kind == CALL:
        texts["consultation"] = ""  # not before it is closed, whatever has been written down so far
    return texts | tombstones(last)


def _retell(request: HttpRequest, found: Edition) -> HttpResponse:
    """The page of an edition whose items are no longer those that were told: the notice, and what was said to it."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    if request.GET.get("export"):
        raise Http404
    notice = notices_of(found).exclude(kind=OUTCOME).order_by("published_at").last()
    context = {
        "title": str(found),
        "edition": found,
        "page": NoticePage(notice) if notice else None,
        "others": _others(found, actor),
        **heard(found, actor),
    }
    return render(request, "catalog/retold.html", context)


def _others(found: Edition, actor: Actor) -> QuerySet[Edition]:
    """What else there is to read: drafts only for those who may see them."""
    rows = Edition.objects.visible_to(actor).exclude(pk=found.pk).select_related("jurisdiction")
    return rows.order_by("jurisdiction__code", "-effective_from")


def heard(found: Edition, actor: Actor) -> dict[str, Any]:
    """How the consultation stands, as far as the reader may see it: what was heard at hearings the public reads in the
    notice of the outcome."""
    if found.comments_from is None:
        return {}
    return {
        "opinions": Opinion.objects.visible_to(actor).filter(edition=found).select_related("department"),
        "hearings": found.hearings.all() if actor.belongs_to(found.publisher_id) else [],
        "told": notices_of(found).order_by("published_at"),
        "last_day": found.last_day_of_comment,
        "comments": Comment.objects.visible_to(actor).filter(edition=found),
        "may_comment": found.takes_comments(legal_now()),
    }


def notices_by_item() -> dict[str, int]:
    """How many notices there are for each item, by its code."""
    rows = Notice.objects.exclude(category="").values_list("category").annotate(Count("pk"))
    return dict(rows.order_by())


def categories(found: Edition, asked: str = "") -> Iterator[Category]:
    """Categories with their items and how many notices each has; with `asked`, those whose code or name holds it."""
    counts = notices_by_item()
    made: dict[Any, Category] = {}
    for item in found.items.select_related("parent__parent"):
        if item.level == 1:
            made[item.pk] = Category(item)
    for item in found.items.selectable().select_related("parent__parent"):
        top = item.parent if item.level == 2 else item.parent.parent
        if not asked or asked.lower() in f"{item.code} {item.name} {item.name_en}".lower():
            item.notices = counts.get(item.code, 0)  # type: ignore[attr-defined]
            made[top.pk].items.append(item)
    yield from (category for category in made.values() if category.items)


def _rows(found: Edition) -> Iterator[list[Any]]:
    for item in found.items.selectable().select_related("parent__parent"):
        above = item.parent
        levels = (
            [above.label, item.label, ""]
            if item.level == 2
            else [above.parent.label, above.label, item.label]
        )
        yield [item.code, *levels, item.description, item.department]


class EditionStep(StepView):
    """Drafting starts from the catalogue in force, or from the first edition; revising from what stands there."""

    template_name = "catalog/draft.html"

    def get_initial(self) -> dict[str, Any]:
        if not self.step.first:
            return {
                name: getattr(self.subject, name)
                for name in ("year", "number", "issued_on", "effective_from", "consultation", "contact")
            } | {"items": rows_of(self.subject)}
        today = legal_date()
        present = edition_in_force(self.actor.jurisdiction, today)
        return {"year": today.year, "items": rows_of(present) if present else first_edition()}


def rows_of(found: Edition) -> list[dict[str, Any]]:
    """The items as rows of the form."""
    return [
        {
            "code": item.code,
            "level": item.level,
            "parent": item.parent.code if item.parent else "",
            "name": item.name,
            "name_en": item.name_en,
            "description": item.description,
            "department": item.department,
        }
        for item in found.items.select_related("parent")
    ]
