"""A scorecard in words: the same for the page of an evaluation, the public result, the letter and the files.

Everything is read from the frozen card; nothing is looked up anywhere else.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from django.utils.translation import get_language, ngettext, pgettext
from django.utils.translation import gettext as _

from core.figures import with_unit
from core.phrases import listed, remarks
from evaluation.kinds import Block, Grade, Kind, Method, Party
from evaluation.rules.arithmetic import share
from evaluation.rules.grouping import Group, groups_of, tally_of
from evaluation.rules.satisfaction import WORTH, Tally

TONES = {Party.PURCHASER: "", Party.RECIPIENTS: "v2", Party.THIRD_PARTY: "v3"}


@dataclass(frozen=True)
class Row:
    """A line of the table of scores, or the head of a part of it (`is_block`)."""

    name: str
    points: str
    score: str
    share: Decimal
    detail: str = ""
    note: str = ""
    scorers: str = ""
    working: list[str] = field(default_factory=list)
    is_block: bool = False


@dataclass(frozen=True)
class Voice:
    """One party: its share of the points that it could give, and what it says."""

    party: str
    who: str
    share: str
    tone: str
    says: str
    key: str


@dataclass(frozen=True)
class Answers:
    """How the answers to one question are spread."""

    text: str
    rate: str
    satisfied: str
    n: int
    working: str
    steps: list[tuple[str, int, Decimal]]
    """Each group of steps in words, its people and their share."""
    merged: bool = False
    """Whether steps that few chose are shown together."""


def party_label(party: str) -> str:
    return str(Party(party).label)


def block_label(block: str) -> str:
    return str(Block(block).label)


def grade_label(grade: str) -> str:
    return str(Grade(grade).label) if grade else ""


def kind_label(kind: str) -> str:
    return str(Kind(kind).label)


def scorers_text(scorers: list[str]) -> str:
    """One party by name, all of them as one word."""
    if len(scorers) == len(Party):
        return _("All three")
    return _(" and ").join(party_label(party) for party in scorers)


def rows(card: Mapping[str, Any]) -> Iterator[Row]:
    """Parts with their lines, in the order of the indicators."""
    for block in card["blocks"]:
        points, score = Decimal(block["points"]), Decimal(block["score"])
        yield Row(
            block_label(block["block"]), plain(points), f"{score:.2f}", share(score, points), is_block=True
        )
        for line in card["lines"]:
            if line["block"] == block["block"]:
                yield row(card, line)


def target_text(card: Mapping[str, Any], line: Mapping[str, Any]) -> str:
    """What was asked and what was found, with the grounds."""
    found = row(card, line)
    return f"{found.detail}；{found.note}" if found.note else found.detail


def row(card: Mapping[str, Any], line: Mapping[str, Any]) -> Row:
    points, score = Decimal(line["points"]), Decimal(line["score"])
    marks = line["marks"]
    notes = [mark["note"] for mark in marks.values() if mark["note"]]
    return Row(
        name=line["name"],
        points=plain(points),
        score=f"{score:.2f}",
        share=share(score, points),
        detail=_shared(card, line) if len(marks) > 1 else _single(line),
        note=remarks(dict.fromkeys(note.rstrip("。；") for note in notes)),
        scorers=scorers_text(line["scorers"]),
        working=list(workings(card, line)),
    )


def _shared(card: Mapping[str, Any], line: Mapping[str, Any]) -> str:
    marks = " / ".join(f"{Decimal(mark['points']):.2f}" for mark in line["marks"].values())
    weights = "∶".join(plain(Decimal(card["weights"][party]) * 100) for party in line["marks"])
    return _("Scored by several: %(marks)s, weighted %(weights)s") % {"marks": marks, "weights": weights}


def _single(line: Mapping[str, Any]) -> str:
    (mark,) = line["marks"].values()
    found = Decimal(mark["finding"])
    said = {"finding": plain(found), "standard": line["standard"]}
    match line["method"]:
        case Method.SURVEY:
            return _("%(rate)s %%; all points from %(full)s %%, none below %(zero)s %%") % {
                "rate": mark["finding"],
                "full": line["full_at"],
                "zero": line["zero_at"],
            }
        case Method.YES_NO:
            reached = _("reached") if Decimal(mark["finding"]) else _("not reached")
            return _("%(standard)s: %(reached)s") % {**said, "reached": reached}
        case Method.DEDUCT:
            return _("%(standard)s: %(finding)s cases") % said
        case Method.ASSESSED:
            return line["standard"]
    actual = with_unit(plain(found), line["unit"], found)
    return _("Target %(standard)s; actual %(actual)s") % {**said, "actual": actual}


def workings(card: Mapping[str, Any], line: Mapping[str, Any]) -> Iterator[str]:
    """How each figure of a line follows from the ones before it, to be done again with a pencil."""
    marks = line["marks"]
    for party, mark in marks.items():
        yield (
            f"{party_label(party)}：{_working(line, party, mark)}"
            if len(marks) > 1
            else _working(line, party, mark)
        )
    if len(marks) > 1:
        weights = {party: Decimal(card["weights"][party]) for party in marks}
        terms = " ＋ ".join(f"{marks[p]['points']}×{plain(w)}" for p, w in weights.items())
        whole = sum(weights.values(), Decimal(0))
        divided = "" if whole == 1 else f" ÷ {plain(whole)}"
        yield f"({terms}){divided} = {line['score']}"


def _working(line: Mapping[str, Any], party: str, mark: Mapping[str, str]) -> str:
    points, result = plain(Decimal(line["points"])), mark["points"]
    finding = plain(Decimal(mark["finding"]))
    if party == Party.RECIPIENTS and len(line["scorers"]) > 1:
        return f"{mark['finding']}% × {points} = {result}"
    match line["method"]:
        case Method.YES_NO:
            return f"{points} × {finding} = {result}"
        case Method.ASSESSED:
            return _("given: %(result)s") % {"result": result}
        case Method.STEPS:
            return _("%(finding)s by the table of steps: %(result)s") % {"finding": finding, "result": result}
    full, zero = plain(Decimal(line["full_at"])), plain(Decimal(line["zero_at"]))
    return f"({finding}－{zero}) ÷ ({full}－{zero}) × {points} = {result} (0–{points})"


def asked_text(card: Mapping[str, Any]) -> str:
    """How many were asked, and how many answered."""
    survey = card["survey"]
    said = {"sample": survey["sample"], "valid": survey["valid"]}
    return _("%(sample)s people asked, %(valid)s valid answers") % said


def voices(card: Mapping[str, Any]) -> Iterator[Voice]:
    """The three parties, always in the same order and colours."""
    for party in card["parties"]:
        key = party["party"]
        indicators = counted(party["indicators"])
        name = asked_text(card) if key == Party.RECIPIENTS else _named(party)
        yield Voice(
            party_label(key),
            f"{name} · {indicators}",
            party["share"],
            TONES[Party(key)],
            party["comment"],
            key,
        )


def _named(party: Mapping[str, Any]) -> str:
    """Cards of earlier versions hold the Chinese name alone."""
    english = party.get("name_en") if (get_language() or "").startswith("en") else ""
    return str(english or party["name"])


def counted(number: int) -> str:
    """How many indicators a party scores."""
    return ngettext("%(number)s indicator", "%(number)s indicators", number) % {"number": number}


def answers(card: Mapping[str, Any]) -> Iterator[Answers]:
    """The distribution of each question, largest satisfaction first."""
    for question in card["survey"]["questions"]:
        groups, tally = groups_of(question), tally_of(question)
        yield Answers(
            text=_question(question),
            rate=question["rate"],
            satisfied=question["satisfied"],
            n=tally.n,
            working=f"{_sum_of(groups, tally)} ÷ ({tally.n}×100) = {question['rate']}%",
            steps=[(group_label(group), group.people, share(group.people, tally.n)) for group in groups],
            merged=any(len(group.steps) > 1 for group in groups),
        )


def _sum_of(groups: list[Group], tally: Tally) -> str:
    """Term by term where each step stands by itself, else the sum alone."""
    if any(len(group.steps) > 1 for group in groups):
        return str(tally.worth)
    return f"({'＋'.join(f'{group.people}×{WORTH[group.steps[0]]}' for group in groups)})"


def group_label(group: Group) -> str:
    """The word of its step, or of its first and last."""
    first, last = step_label(group.steps[0]), step_label(group.steps[-1])
    if first == last:
        return first
    return pgettext("answers", "%(first)s to %(last)s") % {"first": first, "last": last}


def _question(question: Mapping[str, Any]) -> str:
    english = (get_language() or "").startswith("en")
    return (question["text_en"] if english else "") or question["text"]


def step_label(step: int) -> str:
    """The word that stands beside a step on the page of questions."""
    return {
        5: _("Very satisfied"),
        4: _("Satisfied"),
        3: _("So-so"),
        2: _("Dissatisfied"),
        1: _("Very dissatisfied"),
    }[step]


def survey_method(card: Mapping[str, Any]) -> str:
    """Frame, sample and answers in a sentence."""
    survey = card["survey"]
    said = {
        "frame": survey["frame"],
        "sample": survey["sample"],
        "valid": survey["valid"],
        "rate": share(survey["valid"], survey["sample"]),
        "error": plain(Decimal(survey["error"]) * 100),
        "groups": listed(s["name"] for s in survey["strata"]),
        "seed": survey["seed"],
    }
    if survey["census"]:
        return _("All %(frame)s recipients were asked; %(valid)s answers, %(rate)s %%.") % said
    return (
        _(
            "Of %(frame)s recipients %(sample)s were drawn at random by group (%(groups)s), for a margin of "
            "error of %(error)s %%; %(valid)s valid answers, %(rate)s %%. Seed of the draw: %(seed)s."
        )
        % said
    )


def scale(card: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The four grades as parts of a hundred, from poor to excellent; the one that was reached is `on`."""
    at = card["thresholds"]
    fair, good, excellent = (plain(Decimal(at[name])) for name in ("fair", "good", "excellent"))
    spans = [
        (Grade.POOR, _("below %(to)s") % {"to": fair}),
        (Grade.FAIR, f"{fair}–{good}"),
        (Grade.GOOD, f"{good}–{excellent}"),
        (Grade.EXCELLENT, f"{excellent}+"),
    ]
    return [
        {"grade": grade.value, "label": str(grade.label), "span": span, "on": grade.value == card["grade"]}
        for grade, span in spans
    ]


def plain(number: Decimal) -> str:
    """Without needless noughts: 15, 97.2."""
    return f"{Decimal(number).normalize():f}"
