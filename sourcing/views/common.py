"""What several pages of sourcing need."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from core.actor import Actor
from core.components import Crumb
from sourcing.models import Tender


def actor_of(request: HttpRequest) -> Actor:
    return request.actor  # type: ignore[attr-defined]


def visible_or_404(queryset: Any, **which: Any) -> Any:
    """The one row among what the actor may see. What they may not see is as absent as what doesn't exist."""
    found = queryset.filter(**which).first()
    if found is None:
        raise Http404
    return found


def crumbs(tender: Tender, *more: Crumb) -> list[Crumb]:
    """The way to a tender's page, or to one below it."""
    way = [Crumb(_("Tenders"), reverse("sourcing:tenders"))]
    if more:
        return [*way, Crumb(tender.number, tender.get_absolute_url()), *more]
    return [*way, Crumb(tender.number)]


def tender_or_404(request: HttpRequest, pk: UUID) -> Tender:
    rows = Tender.objects.visible_to(actor_of(request)).select_related(
        "project", "purchaser__jurisdiction", "finance"
    )
    return visible_or_404(rows, pk=pk)
