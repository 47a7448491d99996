"""What an address names, among what the reader may see."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404

from catalog.models import Edition, EditionQuerySet
from core.actor import Actor


def find_edition(pk: UUID, actor: Actor) -> Edition:
    """One that the reader may know of. Raises `Http404` for any other."""
    return _first(Edition.objects.visible_to(actor).filter(pk=pk))


def find_open(pk: UUID, actor: Actor) -> Edition:
    """One whose items the reader may read as they stand. Raises `Http404` for any other."""
    return _first(Edition.objects.open_to(actor).filter(pk=pk))


def _first(rows: EditionQuerySet) -> Edition:
    found = rows.select_related("jurisdiction", "publisher").first()
    if found is None:
        raise Http404
    return found
