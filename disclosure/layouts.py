"""Titles and labels of a kind as they stand today, in both languages: frozen with each notice."""

from __future__ import annotations

from typing import Any

from django.utils.translation import override

from disclosure.payloads import LANGUAGES
from disclosure.schema import Field, NoticeKind


def layout_of(kind: NoticeKind) -> list[dict[str, Any]]:
    """Sections with their fields, JSON types only."""
    sections = [
        {"title": _both(section.title), "fields": [_field(f) for f in section.fields]}
        for section in kind.sections
    ]
    if kind.closing:
        sections.append({"closing": _both(kind.closing), "fields": []})
    return sections


def _field(declared: Field) -> dict[str, Any]:
    made: dict[str, Any] = {
        "name": declared.name,
        "label": _both(declared.label),
        "type": str(declared.type),
    }
    if declared.columns:
        made["columns"] = [_field(column) for column in declared.columns]
    return made


def _both(text: Any) -> dict[str, str]:
    """Always both keys, so that a reader of the frozen layout needs no rule for what is missing."""
    found = {}
    for key, code in LANGUAGES.items():
        with override(code):
            found[key] = str(text)
    return found
