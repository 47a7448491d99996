"""How versions of what people wrote keep a catalogue item: in both languages, whoever acts in whichever."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from catalog.models import Item
from catalog.models.item import Named


def kept_name(item: Item) -> dict[str, str]:
    kept = {"item_name": f"{item.code} {item.name}"}
    return kept | {"item_name_en": f"{item.code} {item.name_en}"} if item.name_en else kept


def shown_name(kept: Mapping[str, Any]) -> str:
    """It again, in the reader's language."""
    return str(Named(kept["item_name"], kept.get("item_name_en", "")))
