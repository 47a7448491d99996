"""How digests are written."""

from __future__ import annotations

from django import template

register = template.Library()


@register.filter
def fours(digest: str) -> str:
    """`7d20 e1b4 83fa …`: in groups of four, to be compared by eye."""
    return " ".join(digest[i : i + 4] for i in range(0, len(digest), 4))
