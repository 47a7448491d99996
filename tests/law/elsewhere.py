"""Rules that no test sees at work through an act: where they will be, or why they are not the portal's to watch.

`elsewhere.toml` is reviewed by people. It must stay true: a rule that is seen after all is struck from it, a new
rule that nobody sees is entered.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from workflow import law

TABLE = Path(__file__).with_name("elsewhere.toml")
KINDS = ("built_in", "later", "outside")
Seen = Mapping[str, Mapping[str, object]]


@dataclass(frozen=True)
class Line:
    """One rule of the table: of which kind, and what is said of it."""

    rule: str
    kind: str
    said: str


def lines() -> list[Line]:
    data = tomllib.loads(TABLE.read_text(encoding="utf-8"))
    return [
        Line(rule, kind, said)
        for kind in KINDS
        for said, rules in data.get(kind, {}).items()
        for rule in rules
    ]


def is_observed(rule_id: str, seen: Seen) -> bool:
    """What stops or warns must have been seen violated and met; all else at work."""
    kinds = seen.get(rule_id, {})
    if stops_or_warns(rule_id):
        return bool(kinds.get("violated")) and bool(kinds.get("met"))
    return bool(kinds.get("violated") or kinds.get("met"))


def stops_or_warns(rule_id: str) -> bool:
    return any(
        rule.enforcement in {law.Enforcement.STOP, law.Enforcement.WARN} for rule in law.history(rule_id)
    )


def figures(seen: Seen) -> dict[str, int]:
    """How many rules there are of each kind."""
    counted = {"observed": sum(is_observed(rule_id, seen) for rule_id in law.ids())}
    return counted | {kind: sum(line.kind == kind for line in lines()) for kind in KINDS}


def faults(seen: Seen) -> Iterator[str]:
    """What is wrong with the table after a run of all tests."""
    listed = {line.rule for line in lines()}
    for rule_id in law.ids():
        if is_observed(rule_id, seen) and rule_id in listed:
            yield f"{rule_id} is observed: strike it from elsewhere.toml"
        elif not is_observed(rule_id, seen) and rule_id not in listed:
            half = ", ".join(kind for kind, tests in seen.get(rule_id, {}).items() if tests)
            yield f"{rule_id} is not observed{f' (only {half})' if half else ''} and stands nowhere in elsewhere.toml"
