"""What a budget line is meant for: the code of an item of the catalogue or, by its first letters, of a category."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from catalog.services import items_in_force
from core.forms import CodeField

UNLISTED = _(
    "“%(code)s” does not stand in the catalogue in force. Enter the code of an item, such as A07, or of a category, "
    "such as A."
)


class CategoryField(CodeField):
    """Says what is wanted where something else than a code was typed."""

    def __init__(self, **kwargs: Any):
        super().__init__(
            r"^[A-Z][0-9]{0,6}\Z",
            label=_("Catalogue item or category"),
            max_length=16,
            required=False,
            error_messages={
                "invalid": _(
                    "“%(value)s” is no code. Enter that of an item of the catalogue, such as A07, or of a category, "
                    "such as A."
                )
            },
            **kwargs,
        )


def codes_in_force(place: str, *days: date) -> set[str]:
    """The codes of all items that a project may be filed under there on one of these days."""
    return {code for day in days for code in items_in_force(place, day).values_list("code", flat=True)}


def is_listed(category: str, codes: set[str]) -> bool:
    return any(code.startswith(category) for code in codes)
