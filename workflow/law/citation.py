"""Citations: "GPL 36; O87 41,43" is read once and written out as officials quote it, in both languages."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from workflow.law import instruments, numerals

ARTICLE = re.compile(r"(\d+)(?:\((\d+)\))?")
FILLER = re.compile(r"^[\s§]*(?:arts?\.?\s*)?")


class BadCitation(ValueError):
    """A citation names an instrument that is not in `data/instruments/`, or cannot be read."""


@dataclass(frozen=True, slots=True)
class Piece:
    """One instrument and the articles cited from it, each with its item number or nought."""

    instrument: instruments.Instrument
    articles: tuple[tuple[int, int], ...]


@cache
def parse(text: str) -> tuple[Piece, ...]:
    """The instruments and articles that `text` cites, in its order."""
    return tuple(_piece(part.strip()) for part in text.split(";") if part.strip())


def _piece(part: str) -> Piece:
    names = instruments.by_alias()
    found = [name for name in names if part == name or (part.startswith(name) and _ends(part, name))]
    if not found:
        raise BadCitation(part)
    name = max(found, key=len)
    rest = FILLER.sub("", part[len(name) :])
    if rest and not re.fullmatch(r"[\d(),/\s–§]+", rest):
        raise BadCitation(part)
    return Piece(names[name], tuple((int(a), int(i or 0)) for a, i in ARTICLE.findall(rest)))


def _ends(part: str, name: str) -> bool:
    return part[len(name)] in " §," or not name.isascii()


@cache
def chinese(text: str) -> str:
    """E.g. 《政府采购法》第三十六条."""
    return "；".join(_chinese(piece) for piece in parse(text))


@cache
def english(text: str) -> str:
    """E.g. Government Procurement Law, art. 36."""
    return "; ".join(_english(piece) for piece in parse(text))


@cache
def short(text: str) -> str:
    """As `chinese`, with an order named by its number: 财政部令第87号第四十七条."""
    return "；".join(_chinese(piece, piece.instrument.brief_zh) for piece in parse(text))


def _chinese(piece: Piece, name: str = "") -> str:
    last = "部分" if piece.instrument.sections else "条"
    articles = [
        f"第{numerals.chinese(number)}{last}" + (f"第（{numerals.chinese(item)}）项" if item else "")
        for number, item in piece.articles
    ]
    return (name or piece.instrument.short_zh) + "、".join(articles)


def _english(piece: Piece) -> str:
    if not piece.articles:
        return piece.instrument.short_en
    one, many = ("section", "sections") if piece.instrument.sections else ("art.", "arts")
    numbers = [f"{number}({item})" if item else str(number) for number, item in piece.articles]
    return f"{piece.instrument.short_en}, {one if len(numbers) == 1 else many} {', '.join(numbers)}"
