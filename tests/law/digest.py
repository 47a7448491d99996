"""The ids of the digest of rules, from which the records were made.

The digest (`../shared/domain/rules.md`) may stand beside the project; where it doesn't, the ids kept here serve.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from django.conf import settings

DIGEST = settings.BASE_DIR.parent / "shared" / "domain" / "rules.md"
ROW = re.compile(r"^\|\s*(A\d\.\d+|[A-Z]{2,3}-\d+(?:…\d+)?|B\d+\.\d+b?|T-\d+)[^|]*\|")
BOLD = re.compile(r"^\*\*([A-Z]\d\.\d+)\*\*")
HEAD = re.compile(r"^##? ([A-F]\d*)\b")
OF_THE_MAIN_TABLE = re.compile(r"^\| (\d+) \|")
MARKS = {"FULL": "full", "SEC": "sec", "KNOW": "know", "design": "design"}
WITHOUT_RECORD = {"A", "B", "C", "D", "E", "F", "F1", "F4"}
"""Parts; how days are counted is the rules T; the test vectors are no rule."""


SHARED = ("B2.", "AN-")
"""Rows that tell of several methods, or of a format beside its law: their sources are not one."""


@dataclass(frozen=True)
class Row:
    """A row of the digest: how it is enforced, and by which sources it (or its section) is known."""

    id: str
    enforcement: str
    marks: frozenset[str]


def rows() -> list[Row]:
    """Rows that name a class or a source of their own; none without the digest."""
    return [
        _read(*named) for named in _lines() if named[1].startswith("|") and not named[0].startswith(SHARED)
    ]


def ids() -> set[str]:
    """Every id: of rows, and of sections that have none."""
    return {rule_id for rule_id, _line, _head in _lines()} or KEPT


def _read(rule_id: str, line: str, head: str) -> Row:
    cells = [cell.strip() for cell in line.strip().strip("|").split("|")]
    classes = [cell[0] for cell in cells[1:] if re.fullmatch(r"[HWCP](?:[→ (].*)?", cell)]
    found = re.findall("|".join(MARKS), line + head)
    return Row(rule_id, classes[0] if classes else "", frozenset(MARKS[mark] for mark in found))


def _lines() -> Iterator[tuple[str, str, str]]:
    """Each id with its line and the heading of its section."""
    if not DIGEST.exists():
        return
    section, title, answered = "", "", True
    for line in DIGEST.read_text(encoding="utf-8").split("# G. Conflicts")[0].splitlines():
        if head := HEAD.match(line):
            if not answered:
                yield section, "", title
            section, title, answered = head[1], line, head[1] in WITHOUT_RECORD
        for rule_id in _named(section, line):
            answered = True
            yield rule_id, line, title


def _named(section: str, line: str) -> Iterator[str]:
    if section == "B2" and (row := OF_THE_MAIN_TABLE.match(line)):
        yield f"B2.{row[1]}"
    if found := ROW.match(line) or BOLD.match(line):
        first, _dots, last = found[1].partition("…")
        if not last:
            yield first
            return
        stem, number = first.split("-")
        yield from (f"{stem}-{n}" for n in range(int(number), int(last) + 1))


def _span(stem: str, last: int, first: int = 1) -> set[str]:
    return {f"{stem}{n}" for n in range(first, last + 1)}


KEPT = (
    _span("A0.", 3)
    | {"A2.7"}
    | _span("A3.", 5)
    | _span("A4.", 9)
    | _span("A5.", 4)
    | _span("A6.", 5)
    | _span("A7.", 20)
    | _span("PUR-", 3)
    | _span("PRO-", 3)
    | _span("ELG-", 6)
    | _span("NEG-", 18)
    | _span("B1.", 12)
    | _span("B2.", 17)
    | _span("B3.", 8)
    | _span("B4.", 18)
    | _span("B6.", 8)
    | _span("B7.", 6)
    | _span("B8.", 20)
    | {"B8.6b", "B8.8b"}
    | _span("SME-", 10)
    | _span("PAY-", 8)
    | _span("CH-", 10)
    | _span("CO-", 19)
    | _span("BL-", 8)
    | _span("CF-", 11)
    | _span("SP-", 2)
    | _span("RC-", 3)
    | _span("RQ-", 10)
    | _span("IN-", 7)
    | _span("FA-", 12)
    | {f"AN-{n:02}" for n in range(1, 23)}
    | _span("T-", 9)
    | {"B0", "B14", "B16", "B18", "B19", "B20", "B21", "B22"}
    | {"E1", "E2", "E3", "E4", "F2", "F3"}
)
