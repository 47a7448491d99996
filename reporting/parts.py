"""The parts into which figures are divided, by name: categories of the catalogue, methods, kinds, places."""

from __future__ import annotations

from typing import Any

from accounts.models import Jurisdiction
from catalog.services import edition_in_force
from reporting.figures import CATEGORY, DIMENSIONS, FIXED_PARTS, PLACE
from workflow.clock import legal_date


def categories(place: str) -> list[tuple[str, str]]:
    """Code and name of the first level of the catalogue in force there."""
    edition = edition_in_force(place, legal_date())
    if edition is None:
        return []
    return [(item.code, item.label) for item in edition.items.filter(level=1).order_by("position")]


def places_below(place: str) -> list[tuple[str, str]]:
    """The governments one level below, each by its code."""
    rows = Jurisdiction.objects.filter(parent__code=place).order_by("position", "code")
    return [(row.code, str(row)) for row in rows]


def all_parts(place: str) -> dict[str, list[tuple[str, Any]]]:
    """By dimension: value and name, for a form kept in that place."""
    found = dict(FIXED_PARTS)
    found[CATEGORY] = categories(place)
    found[PLACE] = [*FIXED_PARTS[PLACE], *places_below(place)]
    return {dimension: found[dimension] for dimension in DIMENSIONS}


def choices(place: str) -> list[tuple[Any, Any]]:
    """For a list with groups, in the order of the dimensions."""
    groups = [
        (DIMENSIONS[dimension], [(f"{dimension}:{value}", label) for value, label in parts])
        for dimension, parts in all_parts(place).items()
        if parts
    ]
    return [("", "—"), *groups]


def names(place: str) -> dict[str, str]:
    """Each part in words, in the reader's language."""
    return {
        f"{dimension}:{value}": str(label)
        for dimension, values in all_parts(place).items()
        for value, label in values
    }
