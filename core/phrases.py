"""Parts of sentences that each language puts together in its own way."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext


def listed(things: Iterable[Any]) -> str:
    """A、B、C / A, B, C, in the reader's language."""
    return gettext(", ").join(str(thing) for thing in things)


def bracketed(text: Any, detail: Any) -> str:
    """What says more about a thing stands in brackets behind it: A（B） / A (B)."""
    return gettext("%(text)s (%(detail)s)") % {"text": text, "detail": detail}


def remarks(texts: Iterable[Any]) -> str:
    """Whole remarks side by side, each perhaps with commas of its own: A；B / A; B."""
    return gettext("; ").join(str(text) for text in texts)
