"""Rules that no test sees at work through an act, or not from both sides: where they will be, or why.

`elsewhere.toml` is reviewed by people. It must stay true: a rule that is seen after all is struck from it, a new
rule that nobody sees is entered.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from workflow import law

TABLE = Path(__file__).with_name("elsewhere.toml")
KINDS = ("built_in", "later", "outside")
MET_ONLY = "met_only"
"""Rules at work in a step that leaves nothing to refuse: they are seen met, and never violated."""
REPORTED_AS = "reported_as"
"""A figure and the sentence of law in which it stands are two records: a refusal names one of them, for both."""
Seen = Mapping[str, Mapping[str, object]]


@dataclass(frozen=True)
class Line:
    """One rule of the table: of which kind, and what is said of it."""

    rule: str
    kind: str
    said: str


def read() -> dict[str, Any]:
    """By kind and reason, the rules."""
    return tomllib.loads(TABLE.read_text(encoding="utf-8"))


def reported_as() -> dict[str, str]:
    """By id of a record that no refusal names: the one that stands for it."""
    return dict(read()[REPORTED_AS])


def lines(*kinds: str) -> list[Line]:
    data = read()
    return [
        Line(rule, kind, said)
        for kind in kinds or KINDS
        for said, rules in data.get(kind, {}).items()
        for rule in rules
    ]


def is_observed(rule_id: str, seen: Seen) -> bool:
    """What stops or warns must have been seen violated and met; all else at work."""
    kinds = seen.get(rule_id, {})
    if not stops_or_warns(rule_id):
        return bool(kinds.get("violated") or kinds.get("met"))
    named = seen.get(reported_as().get(rule_id, rule_id), {})
    return bool(named.get("violated")) and bool(kinds.get("met"))


def stops_or_warns(rule_id: str) -> bool:
    return any(
        rule.enforcement in {law.Enforcement.STOP, law.Enforcement.WARN} for rule in law.history(rule_id)
    )


def figures(seen: Seen) -> dict[str, int]:
    """How many rules there are of each kind."""
    counted = {"observed": sum(is_observed(rule_id, seen) for rule_id in law.ids())}
    kinds = (*KINDS, MET_ONLY)
    return counted | {kind: sum(line.kind == kind for line in lines(*kinds)) for kind in kinds}


def faults(seen: Seen) -> Iterator[str]:
    """What is wrong with the table after a run of all tests."""
    listed = {line.rule for line in lines()}
    met_only = {line.rule for line in lines(MET_ONLY)}
    for rule_id in reported_as():
        if seen.get(rule_id, {}).get("violated"):
            yield f"{rule_id} is named by a refusal itself: strike it from elsewhere.toml"
    for rule_id in law.ids():
        if rule_id in met_only:
            yield from _of_met_only(rule_id, seen)
            continue
        if is_observed(rule_id, seen) and rule_id in listed:
            yield f"{rule_id} is observed: strike it from elsewhere.toml"
        elif not is_observed(rule_id, seen) and rule_id not in listed:
            half = ", ".join(kind for kind, tests in seen.get(rule_id, {}).items() if tests)
            yield f"{rule_id} is not observed{f' (only {half})' if half else ''} and stands nowhere in elsewhere.toml"


def _of_met_only(rule_id: str, seen: Seen) -> Iterator[str]:
    kinds = seen.get(rule_id, {})
    if not kinds.get("met"):
        yield f"{rule_id} is not observed at all, though elsewhere.toml says that a step meets it"
    if kinds.get("violated"):
        yield f"{rule_id} is observed violated: strike it from elsewhere.toml"
