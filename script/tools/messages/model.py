"""A message: what stands in the source, and its translation."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, order=True)
class Key:
    """What makes a message itself: its context, its text and its plural."""

    text: str
    plural: str = ""
    context: str = ""

    def __str__(self) -> str:
        context = f" [{self.context}]" if self.context else ""
        return f"“{self.text}”{context}"


@dataclass
class Message:
    """A message in one catalogue."""

    key: Key
    translation: str = ""
    files: set[str] = field(default_factory=set)
    comments: list[str] = field(default_factory=list)
    fuzzy: bool = False


Catalogue = dict[Key, Message]
Name = tuple[str, str]
"""(app, domain): `django` for Python and templates, `djangojs` for scripts."""
