"""What an address names, among what the reader may see."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404

from catalog.models import Edition
from core.actor import Actor


def find_edition(pk: UUID, actor: Actor) -> Edition:
    """Raises `Http404` for what isn't there for that reader."""
    found = (
        Edition.objects.visible_to(actor).filter(pk=pk).select_related("jurisdiction", "publisher").first()
    )
    if found is None:
        raise Http404
    return found
