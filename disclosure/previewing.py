"""A notice before it is published: what everybody would read, for whoever is about to publish it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from accounts.models import Organisation
from disclosure import layouts, payloads, registry
from disclosure.models import Notice
from disclosure.rendering import Part, Reader


@dataclass(frozen=True)
class Preview:
    """As its page would show it, in the reader's language (`disclosure/_preview.html`)."""

    title: str
    publisher: Organisation
    day: date
    parts: list[Part]
    corrects: Notice | None = None
    """The notice whose place it would take."""


def preview(
    kind: str,
    payload: Mapping[str, Any],
    *,
    title: Any,
    publisher: Organisation,
    day: date,
    corrects: Notice | None = None,
) -> Preview:
    """What `services.publish` would make of the same payload now."""
    declared = registry.kinds[kind]
    frozen = payloads.freeze(declared, payload)
    language = Notice.language()
    parts = Reader(language, frozen.personal).parts(layouts.layout_of(declared), frozen.values)
    shown = payloads.in_language(payloads.text_value(title), language)
    return Preview(shown, publisher, day, parts, corrects)
