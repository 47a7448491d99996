"""What a handler is told about the negative list: examples, what to do instead, and words that point at it (A3)."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from django.utils.translation import get_language

_RULED_OUT = re.compile(r"(不|未|无|非|禁|除外)[^，。；！？,.;!?\n]{0,8}$")
"""What stands before a word that is ruled out, in the same part of the sentence."""
FILE = Path(__file__).resolve().parent / "data" / "exclusions.toml"


@dataclass(frozen=True)
class Words:
    """A text in both languages, shown in the reader's."""

    zh: str
    en: str

    def __str__(self) -> str:
        return self.en if (get_language() or "").startswith("en") else self.zh


@dataclass(frozen=True)
class Guidance:
    """Beside one point of the negative list."""

    examples: Words
    instead: Words


@dataclass(frozen=True)
class Signal:
    """Words that often point at something excluded, and why."""

    words: tuple[str, ...]
    points: tuple[str, ...]
    reason: Words


@dataclass(frozen=True)
class Hint:
    """What was noticed in an application. It stops nothing: a person judges."""

    points: tuple[str, ...]
    word: str
    where: Any
    """The label of the field in which the word stands."""
    reason: Words


@cache
def everything() -> Mapping[str, Any]:
    """The file as it stands: points by their id, and the signals."""
    return tomllib.loads(FILE.read_text(encoding="utf-8"))


def guidance_on(point: str) -> Guidance:
    row = everything()[point]
    examples = Words(row["examples_zh"], row["examples_en"])
    return Guidance(examples, Words(row["instead_zh"], row["instead_en"]))


@cache
def signals() -> tuple[Signal, ...]:
    return tuple(
        Signal(tuple(row["words"]), tuple(row["points"]), Words(row["reason_zh"], row["reason_en"]))
        for row in everything()["signal"]
    )


def noticed(texts: Iterable[tuple[Any, str]], points: Iterable[str]) -> Iterator[Hint]:
    """Hints in texts, each given with the label of its field, as far as one of these points stands.

    Each signal is told once, with the first word and the first field in which it was noticed.
    """
    standing, given = set(points), list(texts)
    for signal in signals():
        about = tuple(point for point in signal.points if point in standing)
        if about and (found := _first(signal.words, given)):
            word, where = found
            yield Hint(about, word, where, signal.reason)


def _first(words: Iterable[str], texts: Iterable[tuple[Any, str]]) -> tuple[str, Any] | None:
    """The longest word first: “装修工程” says more than “装修”."""
    by_length = sorted(words, key=len, reverse=True)
    return next(
        ((word, label) for label, text in texts for word in by_length if _speaks_of(word, text)), None
    )


def _speaks_of(word: str, text: str) -> bool:
    """Whether the text holds the word other than to rule it out (“不参与行政处罚”)."""
    return any(not _RULED_OUT.search(text[: found.start()]) for found in re.finditer(re.escape(word), text))
