"""The page of an item of the catalogue: what it says of itself, and which projects, contracts and money hang on it.

Everyone gets the same page, filtered. What it shows comes from each app's `panels.py`.
"""

from __future__ import annotations

from uuid import UUID

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from catalog.models import Item
from core.actor import Actor
from core.components import Crumb
from core.panels import collect


@login_not_required
@require_safe
def item(request: HttpRequest, pk: UUID) -> HttpResponse:
    actor: Actor = request.actor  # type: ignore[attr-defined]
    rows = Item.objects.visible_to(actor).select_related("edition__jurisdiction", "parent__parent")
    found = rows.filter(pk=pk).first()
    if found is None:
        raise Http404
    context = {
        "title": str(found),
        "crumbs": [Crumb(str(found.edition), found.edition.get_absolute_url()), Crumb(found.code)],
        "item": found,
        "sections": sorted(collect("item_sections", found, actor), key=lambda panel: panel.order),
    }
    return render(request, "portal/item.html", context)
