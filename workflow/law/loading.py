"""Reads the records: numbers from `params.json`, names and texts from the TOML files beside it.

- `params.json`: the numeric rules as they were collected (its thresholds are in `numbers/thresholds.toml`);
- `names.toml`: what those rules are called in both languages, and which way is stricter;
- `numbers/*.toml`: thresholds, earlier versions of numeric rules and the portal's own parameters;
- `texts/*.toml`: rules that are not numbers, one file per part.

A TOML file holds `[[rule]]` tables, and may hold `[defaults]` for all of them.
"""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

from workflow.law import citation
from workflow.law.instruments import DATA
from workflow.law.records import Rule
from workflow.law.strictness import default_direction
from workflow.law.terms import Certainty, Enforcement, Op, Stricter, Unit


@cache
def built_in() -> dict[str, tuple[Rule, ...]]:
    """Every record that comes with the portal, by id; of one id and place the latest first."""
    found: dict[str, list[Rule]] = {}
    for rule in (*_params(), *_tables("numbers"), *_tables("texts")):
        found.setdefault(rule.id, []).append(rule)
    return {
        rule_id: tuple(sorted(rules, key=lambda r: r.effective_from, reverse=True))
        for rule_id, rules in found.items()
    }


def _params() -> Iterator[Rule]:
    names = _toml("names.toml")
    for row in json.loads((DATA / "params.json").read_text(encoding="utf-8"), parse_float=Decimal)["rules"]:
        extra = dict(names[row["id"]])
        also = extra.pop("also", None)
        rule_id = row.pop("id")
        merged = {**row, **extra}
        yield record(rule_id, merged)
        if also:
            yield record(also, merged)


def _tables(folder: str) -> Iterator[Rule]:
    for path in sorted((DATA / folder).glob("*.toml")):
        data = _toml(path.relative_to(DATA))
        defaults = data.get("defaults", {})
        for row in data["rule"]:
            yield record(row.pop("id"), {**defaults, **row})


def _toml(name: str | Path) -> dict[str, Any]:
    return tomllib.loads((DATA / name).read_text(encoding="utf-8"), parse_float=Decimal)


def record(rule_id: str, row: dict[str, Any]) -> Rule:
    """A row of the data files as a rule."""
    op = Op(row.get("op", ""))
    article = row.get("article", "")
    enforcement = str(row.get("enforcement", "H"))
    certainty, percent = _certainty(str(row.get("status", "full")))
    pieces = citation.parse(article)
    return Rule(
        id=rule_id,
        scope=row.get("scope", "general"),
        name_en=row["en"],
        name_zh=row["zh"],
        text_en=row.get("text_en", ""),
        text_zh=row.get("text_zh", ""),
        article=article,
        op=op,
        unit=Unit(row.get("unit", "")),
        noun=row.get("noun", ""),
        trigger=row.get("trigger", ""),
        regime=row.get("regime") or (pieces[0].instrument.code if pieces else ""),
        jurisdiction=row.get("jurisdiction", ""),
        effective_from=_day(row.get("effective_from")) or date.min,
        effective_to=_day(row.get("effective_to")),
        enforcement=Enforcement(enforcement[0]),
        switchable=enforcement.endswith("(switchable)"),
        certainty=certainty,
        percent=percent,
        source=row.get("source", ""),
        note_en=row.get("note_en", ""),
        note_zh=row.get("note_zh", ""),
        stricter=Stricter(row["stricter"]) if "stricter" in row else default_direction(op),
        rolls=row.get("rolls", True),
        binds_below=row.get("binds_below", certainty is not Certainty.DESIGN),
        fixed=row.get("fixed", False),
        least=_number(row.get("least")),
        most=_number(row.get("most")),
        odd=row.get("odd", False),
        fields=tuple(row.get("fields", ())),
        **_value(row.get("value")),
    )


def _value(value: Any) -> dict[str, Any]:
    """A number, a fraction such as "2/3", a range, or a list of words."""
    if value is None:
        return {}
    if isinstance(value, list):
        if all(isinstance(item, str) for item in value):
            return {"choices": tuple(value)}
        return {"value": Decimal(value[0]), "upper": Decimal(value[1])}
    top, _, bottom = str(value).partition("/")
    return {"value": Decimal(top) / Decimal(bottom) if bottom else Decimal(top)}


def _number(value: Any) -> Decimal | None:
    return None if value is None else Decimal(value)


def _certainty(status: str) -> tuple[Certainty, int | None]:
    if status.startswith("know"):
        return Certainty.KNOWLEDGE, int(status[4:])
    return Certainty(status), None


def _day(value: date | str | None) -> date | None:
    return date.fromisoformat(value) if isinstance(value, str) else value
