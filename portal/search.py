"""One search for everything: what has been published, and for officials also the projects they may see."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.contrib.auth.decorators import login_not_required
from django.db.models import Q
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts.reforms import names
from core.actor import Actor
from disclosure.filters import found_by_text
from disclosure.models import Facet, Notice
from procurement.models import Project

SHOWN = 8
LONGEST = 200


@dataclass(frozen=True)
class Hit:
    title: Any
    url: str
    note: Any = ""


@require_safe
@login_not_required
def search(request: HttpRequest) -> HttpResponse:
    """A number leads straight to its notice; anything else to what contains it."""
    text = clean(request.GET.get("q", ""))
    if exact := Notice.objects.filter(number__iexact=text).only("number").first() if text else None:
        return HttpResponseRedirect(exact.get_absolute_url())
    too_long = len(request.GET.get("q", "").strip()) > LONGEST
    context: dict[str, Any] = {"title": _("Search"), "q": text, "longest": LONGEST if too_long else None}
    if text:
        context |= results(text, request.actor)  # type: ignore[attr-defined]
    return render(request, "portal/search.html", context)


def clean(text: str) -> str:
    return text.replace("\x00", "").strip()[:LONGEST]


def results(text: str, actor: Actor) -> dict[str, Any]:
    notices = found_by_text(Notice.objects.for_lists(), text)
    return {
        "notices": notices[:SHOWN],
        "notice_count": notices.count(),
        "all_notices": address(q=text),
        "purchasers": facets(text, Facet.Dimension.PURCHASER),
        "units": units(text),
        "categories": facets(text, Facet.Dimension.CATEGORY),
        "projects": projects(text, actor),
    }


def facets(text: str, dimension: str) -> list[Hit]:
    """Purchasers or catalogue items that have notices, by name or code; purchasers also by what they were called."""
    named = Q(label__icontains=text) | Q(label_en__icontains=text) | Q(value__iexact=text)
    if dimension == Facet.Dimension.PURCHASER:
        named |= Q(value__in=[str(pk) for pk in names.called(text)])
    english = (get_language() or "").startswith("en")
    found = Facet.objects.filter(named, dimension=dimension).order_by("sort_key")[:SHOWN]
    return [Hit((f.label_en if english else "") or f.label, address(**{dimension: f.value})) for f in found]


def units(text: str) -> list[Hit]:
    """Units that were called so before, with what they are called today."""
    return [
        Hit(unit, unit.get_absolute_url(), names.formerly(unit)) for unit in names.renamed_from(text)[:SHOWN]
    ]


def projects(text: str, actor: Actor) -> list[Hit]:
    """Projects by title or number, for those who may see them."""
    named = Q(title__icontains=text) | Q(number__icontains=text) | names.named(text, "purchaser")
    found = Project.objects.visible_to(actor).filter(named).order_by("-number")[:SHOWN]
    return [
        Hit(p.title, reverse("portal:project", args=[p.pk]), f"{p.number} {p.get_state_display()}".strip())
        for p in found
    ]


def address(**query: str) -> str:
    return f"{reverse('disclosure:list')}?{urlencode(query)}"
