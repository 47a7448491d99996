"""A language in which every message stands between markers, so that what was never marked shows."""

from __future__ import annotations

from typing import Any

import pytest
from django.utils.translation import trans_real
from django.utils.translation.trans_real import CONTEXT_SEPARATOR

OPEN, CLOSE = "⟦", "⟧"


class Pseudo:
    """Takes the place of a language's catalogue. Remembers which messages were asked for."""

    def __init__(self, language: str, asked: set[tuple[str, str]]):
        self.language, self.asked = language, asked
        self.real = trans_real.DjangoTranslation(language)

    def gettext(self, message: str) -> str:
        self.asked.add((message, ""))
        return marked(message.rpartition(CONTEXT_SEPARATOR)[2])

    def ngettext(self, singular: str, plural: str, number: int) -> str:
        self.asked.add((singular, plural))
        return marked((singular if number == 1 else plural).rpartition(CONTEXT_SEPARATOR)[2])

    def to_language(self) -> str:
        return self.language

    def __getattr__(self, name: str) -> Any:
        return getattr(self.real, name)


def marked(text: str) -> str:
    """Line ends stay outside: templates and mails are joined by them."""
    body = text.strip()
    return text.replace(body, f"{OPEN}{body}{CLOSE}", 1) if body else text


def speak(monkeypatch: pytest.MonkeyPatch) -> set[tuple[str, str]]:
    """Both languages of the portal become this one. Returns the messages asked for, filled while one walks."""
    asked: set[tuple[str, str]] = set()
    both = {language: Pseudo(language, asked) for language in ("zh-hans", "en")}
    monkeypatch.setattr(trans_real, "_translations", {**trans_real._translations, **both})
    monkeypatch.setattr(trans_real, "_default", both["zh-hans"])
    monkeypatch.delattr(trans_real._active, "value", raising=False)
    return asked
