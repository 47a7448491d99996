"""What upper apps may ask of the catalogue."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Q

from catalog.models import Edition, Item, ItemQuerySet
from catalog.models.edition import IN_FORCE
from workflow.law import jurisdictions


def edition_in_force(jurisdiction_code: str, on: date) -> Edition | None:
    """The edition that governs there on that day: its own government's, else that of the nearest one above.

    City units therefore use the city's, and a district without a catalogue of its own the city's too.
    """
    for code in jurisdictions.chain(jurisdiction_code):
        found = (
            Edition.objects.in_force(on).filter(jurisdiction__code=code).order_by("-effective_from").first()
        )
        if found is not None:
            return found
    return None


def items_in_force(jurisdiction_code: str, on: date) -> ItemQuerySet:
    """Items that a project may be filed under there on that day (A3.5), in the catalogue's order."""
    edition = edition_in_force(jurisdiction_code, on)
    rows = Item.objects.selectable().select_related("parent", "edition")
    return rows.filter(edition=edition) if edition is not None else rows.none()


def is_in_force(item_id: UUID | Any, jurisdiction_code: str, on: date) -> bool:
    """A3.5: whether a project of that place may refer to this item on that day."""
    return items_in_force(jurisdiction_code, on).filter(pk=item_id).exists()


def counterparts(item: Item) -> ItemQuerySet:
    """The same item over the years, and what corresponds to it in the catalogues of the governments below (O102-12)."""
    place = item.edition.jurisdiction
    same = Q(edition__jurisdiction=place, code=item.code)
    below = Q(edition__jurisdiction__parent=place, upper_code=item.code)
    return Item.objects.filter(same | below, edition__state__in=IN_FORCE)
