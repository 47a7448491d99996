"""Parts of sentences that each language puts together in its own way."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.utils.functional import Promise, lazy
from django.utils.translation import get_language, gettext, override

Text = str | Promise
"""A text that is finished, or one that is said in the language of whoever reads it."""


def _ask(function: Any, given: tuple[Any, ...]) -> str:
    return str(function(*given))


_asked = lazy(_ask, str)


def later(function: Any, /, *given: Any) -> Text:
    """What a function says, asked anew in the language of each reader: a day, a label, a name."""
    return _asked(function, given)


def said(text: Any, /, **values: Any) -> Text:
    """A sentence with its values, put together anew in the language of each reader.

    `text % values` would be finished in that of the moment, even where the text itself is lazy. Values may be texts of
    this kind themselves, or things that have a name in each language.
    """
    return later(lambda: str(text) % values)


def in_both(thing: Any, most: int) -> tuple[str, str]:
    """What a thing is called in Chinese and in English, to be kept where it can't be asked again; English stays empty
    where it is the same, such as a title that a person typed."""
    with override(settings.LANGUAGE_CODE):
        chinese = str(thing)[:most]
    with override("en"):
        english = str(thing)[:most]
    return chinese, "" if english == chinese else english


def in_either(chinese: str, english: str) -> str:
    """What `in_both` has kept, in the reader's language."""
    return english if english and str(get_language()).startswith("en") else chinese


def paragraphs(*texts: Any) -> Text:
    """One below the other, without those that say nothing."""
    return later(lambda: "\n\n".join(filter(None, map(str, texts))))


def listed(things: Iterable[Any]) -> str:
    """A、B、C / A, B, C, in the reader's language."""
    return gettext(", ").join(str(thing) for thing in things)


def bracketed(text: Any, detail: Any) -> str:
    """What says more about a thing stands in brackets behind it: A（B） / A (B)."""
    return gettext("%(text)s (%(detail)s)") % {"text": text, "detail": detail}


def remarks(texts: Iterable[Any]) -> str:
    """Whole remarks side by side, each perhaps with commas of its own: A；B / A; B."""
    return gettext("; ").join(str(text) for text in texts)
