"""The scorecard: every figure of a result, worked out once from sheets and answers, and nothing hidden in it.

It is plain JSON with amounts as text, because it is frozen in the evaluation, published as it is, and
worked out again by `evaluation.recount` and by anyone who likes to.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from evaluation import parameters
from evaluation.kinds import Block, Grade, Party
from evaluation.rules import grouping, satisfaction
from evaluation.rules.combining import combine, final_grade, party_share
from evaluation.rules.satisfaction import Distribution, Tally


def build(evaluation: Any, why_few: str = "") -> dict[str, Any]:
    """The card of an evaluation as sheets and answers stand now. All three parties must have their part.

    `why_few` is the written reason where too few answered for the result to count statistically.
    """
    survey = tally(evaluation)
    survey["why_few"] = "" if survey["counts"] else why_few
    sheets = {party.value: evaluation.sheet(party) for party in (Party.PURCHASER, Party.THIRD_PARTY)}
    weights = parameters.weights(evaluation)
    scores = {party: _scores(sheet) for party, sheet in sheets.items()}
    lines = [_line(criterion, scores, survey, weights) for criterion in evaluation.criteria.all()]
    total = sum((Decimal(line["score"]) for line in lines), Decimal("0.00"))
    thresholds = parameters.thresholds(evaluation)
    diversion = [sheet.diversion for sheet in sheets.values() if sheet and sheet.diversion]
    grade = final_grade(total, thresholds, diverted=bool(diversion))
    return {
        "lines": lines,
        "blocks": [_block(block, lines) for block in Block if any(x["block"] == block for x in lines)],
        "total": str(total),
        "full": str(sum(Decimal(line["points"]) for line in lines)),
        "grade": grade.value,
        "grade_letter": Grade(grade).letter,
        "diversion": diversion,
        "thresholds": {
            "excellent": str(thresholds.excellent),
            "good": str(thresholds.good),
            "fair": str(thresholds.fair),
        },
        "weights": {party: str(weight) for party, weight in weights.items()},
        "parties": [_party(evaluation, party, lines, sheets) for party in Party],
        "survey": survey,
    }


def tally(evaluation: Any) -> dict[str, Any]:
    """What the survey came to: participation, and how the answers to each question are spread."""
    survey = evaluation.survey
    answers = [*survey.answers.all(), *survey.pendinganswers.all()]
    least, valid = parameters.least_shown(evaluation), len(answers)
    questions = [
        _question(question, satisfaction.distribution(a.ratings[str(question.pk)] for a in answers), least)
        for question in survey.questions.all()
    ]
    return {
        "frame": survey.frame,
        "sample": survey.sample,
        "census": survey.is_census,
        "error": str(survey.error),
        "seed": survey.seed,
        "strata": [{"name": s.name, "size": s.size, "asked": s.asked} for s in survey.strata.all()],
        "issued": survey.issued,
        "valid": valid,
        "by_others": _by_others(answers, least),
        "counts": satisfaction.enough(valid, survey.frame, parameters.least_valid(evaluation)),
        "wanted": min(parameters.least_valid(evaluation), survey.frame),
        "opened": survey.opens_at.isoformat(),
        "closed": (survey.closed_at or survey.closes_at).isoformat(),
        "questions": questions,
        "set_aside": evaluation.surveys.filter(set_aside_at__isnull=False).count(),
    }


def _question(question: Any, answers: Distribution, least: int) -> dict[str, Any]:
    """The card is published as it is: it holds no number of fewer people than may be shown."""
    groups = grouping.grouped(answers, least)
    return {
        "criterion": str(question.criterion_id),
        "text": question.text,
        "text_en": question.text_en,
        "n": answers.n,
        "worth": answers.worth,
        "groups": [group.facts() for group in groups],
        "rate": str(answers.rate),
        "satisfied": grouping.satisfied_share(answers, groups),
    }


def tally_of(survey: Mapping[str, Any], criterion: str) -> Tally:
    """The answers to all questions on one indicator, together."""
    mine = [q for q in survey["questions"] if q["criterion"] == criterion]
    return satisfaction.together([grouping.tally_of(question) for question in mine])


def _by_others(answers: list[Any], least: int) -> int | None:
    """How many answers were given for somebody else; None where there are some, but too few to be shown."""
    found = sum(answer.filled_by != "self" for answer in answers)
    return found if found == 0 or found >= least else None


def _scores(sheet: Any) -> dict[str, Any]:
    if sheet is None:
        return {}
    return {str(score.criterion_id): score for score in sheet.scores.all()}


def _line(
    criterion: Any,
    scores: Mapping[str, Mapping[str, Any]],
    survey: Mapping[str, Any],
    weights: Mapping[str, Decimal],
) -> dict[str, Any]:
    key = str(criterion.pk)
    marks: dict[str, dict[str, str]] = {}
    for party in Party:
        if not criterion.scored_by(party):
            continue
        if party == Party.RECIPIENTS:
            marks[party.value] = _recipients_mark(criterion, tally_of(survey, key))
        elif score := scores[party].get(key):
            marks[party.value] = {
                "points": str(score.points),
                "finding": f"{score.finding.normalize():f}",
                "note": score.note,
            }
    combined = combine({party: Decimal(mark["points"]) for party, mark in marks.items()}, weights)
    return {**criterion.facts(), "marks": marks, "score": str(combined)}


def _recipients_mark(criterion: Any, answers: Tally) -> dict[str, str]:
    if criterion.is_shared:
        given = satisfaction.plain_points(answers.rate, criterion.points)
    else:
        given = satisfaction.linear_points(
            answers.rate, criterion.points, full_at=criterion.full_at, zero_at=criterion.zero_at
        )
    return {"points": str(given), "finding": str(answers.rate), "note": ""}


def _block(block: Block, lines: list[dict[str, Any]]) -> dict[str, str]:
    mine = [line for line in lines if line["block"] == block]
    return {
        "block": block.value,
        "points": str(sum(Decimal(line["points"]) for line in mine)),
        "score": str(sum(Decimal(line["score"]) for line in mine)),
    }


def _unit(unit: Any) -> dict[str, str]:
    """In both languages: whoever combines, and whoever reads."""
    return {"name": unit.name, "name_en": unit.name_en} if unit else {"name": "", "name_en": ""}


def _party(
    evaluation: Any, party: Party, lines: list[dict[str, Any]], sheets: Mapping[str, Any]
) -> dict[str, Any]:
    mine = [line for line in lines if party.value in line["marks"]]
    marks = [(Decimal(line["marks"][party.value]["points"]), Decimal(line["points"])) for line in mine]
    sheet = sheets.get(party)
    return {
        "party": party.value,
        **_unit(evaluation.unit_of(party)),
        "indicators": len(mine),
        "share": str(party_share(marks)),
        "comment": sheet.comment if sheet else "",
        "problems": sheet.problems if sheet else "",
    }
