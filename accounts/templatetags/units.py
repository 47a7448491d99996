"""How units are named."""

from __future__ import annotations

from django import template

from accounts.reforms import names

register = template.Library()


@register.filter
def unit_name(recorded: str) -> str:
    """A unit's name that was recorded in Chinese, in the reader's language where the unit has a name in it."""
    return names.in_language(recorded)
