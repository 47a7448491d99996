"""Works a published result out again, from its own figures only.

It shares nothing with how the result was made but the formulas, so that a changed figure is found: by the guard
before publication, by the tests, and by anyone who runs it over a notice.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

from evaluation.kinds import Method, Party
from evaluation.rules import combining, grouping, satisfaction
from evaluation.rules.points import Formula, points
from evaluation.rules.satisfaction import STEPS, Tally


def differences(card: Mapping[str, Any]) -> list[str]:
    """Where the figures of a scorecard don't follow from each other; empty when all do."""
    return [*_lines(card), *_blocks(card), *_total(card), *_parties(card), *_survey(card)]


def _lines(card: Mapping[str, Any]) -> Iterator[str]:
    weights = {party: Decimal(weight) for party, weight in card["weights"].items()}
    if not combining.weights_are_valid(weights):
        yield "weights"
        return
    for line in card["lines"]:
        for party, mark in line["marks"].items():
            if Decimal(mark["points"]) != _mark(card, line, party, Decimal(mark["finding"])):
                yield f"{line['name']}: {party}"
        marks = {party: Decimal(mark["points"]) for party, mark in line["marks"].items()}
        if set(marks) != set(line["scorers"]) or combining.combine(marks, weights) != Decimal(line["score"]):
            yield line["name"]


def _mark(card: Mapping[str, Any], line: Mapping[str, Any], party: str, finding: Decimal) -> Decimal:
    full = Decimal(line["points"])
    if party == Party.RECIPIENTS:
        counts = _answers(card, line["id"])
        if counts.rate != finding:
            return Decimal(-1)
        if len(line["scorers"]) > 1:
            return satisfaction.plain_points(finding, full)
        full_at, zero_at = Decimal(line["full_at"]), Decimal(line["zero_at"])
        return satisfaction.linear_points(finding, full, full_at=full_at, zero_at=zero_at)
    formula = Formula(
        method=Method(line["method"]),
        points=full,
        full_at=None if line["full_at"] is None else Decimal(line["full_at"]),
        zero_at=Decimal(line["zero_at"]),
        steps=tuple((Decimal(at), Decimal(worth)) for at, worth in line["steps"]),
    )
    return points(formula, finding)


def _answers(card: Mapping[str, Any], criterion: str) -> Tally:
    questions = [q for q in card["survey"]["questions"] if q["criterion"] == criterion]
    return satisfaction.together([grouping.tally_of(question) for question in questions])


def _blocks(card: Mapping[str, Any]) -> Iterator[str]:
    for block in card["blocks"]:
        mine = [line for line in card["lines"] if line["block"] == block["block"]]
        for name in ("points", "score"):
            if sum(Decimal(line[name]) for line in mine) != Decimal(block[name]):
                yield f"{block['block']}: {name}"


def _total(card: Mapping[str, Any]) -> Iterator[str]:
    total = sum((Decimal(block["score"]) for block in card["blocks"]), Decimal(0))
    thresholds = combining.Thresholds(**{name: Decimal(at) for name, at in card["thresholds"].items()})
    if total != Decimal(card["total"]):
        yield "total"
    if combining.final_grade(total, thresholds, diverted=bool(card["diversion"])) != card["grade"]:
        yield "grade"


def _parties(card: Mapping[str, Any]) -> Iterator[str]:
    for party in card["parties"]:
        mine = [line for line in card["lines"] if party["party"] in line["marks"]]
        marks = [(Decimal(x["marks"][party["party"]]["points"]), Decimal(x["points"])) for x in mine]
        if not mine or combining.party_share(marks) != Decimal(party["share"]):
            yield f"{party['party']}: share"


def _survey(card: Mapping[str, Any]) -> Iterator[str]:
    survey = card["survey"]
    for question in survey["questions"]:
        tally = grouping.tally_of(question)
        sound = tally.n == survey["valid"] and str(tally.rate) == question["rate"]
        if not (sound and _groups_hold(question, tally)):
            yield question["text"]
    if survey["valid"] > survey["issued"]:
        yield "survey"


def _groups_hold(question: Mapping[str, Any], tally: Tally) -> bool:
    """Every step in one group, every answer counted, and a sum that these groups can have."""
    groups = grouping.groups_of(question)
    lowest, highest = (sum(group.range[end] for group in groups) for end in (0, 1))
    steps = tuple(step for group in groups for step in group.steps)
    people = sum(group.people for group in groups)
    return steps == STEPS and people == tally.n and lowest <= tally.worth <= highest
