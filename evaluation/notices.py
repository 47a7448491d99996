"""What the public is told of an evaluation: AN-17, its part of the OCDS release, and the letter to the parties."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

from django.utils.text import format_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from contracts.notices import part_of
from core.dates import span
from core.personal import without_numbers
from disclosure import registry, services
from disclosure.models import Notice
from disclosure.ocds.frame import party
from disclosure.payloads import both
from evaluation import presenting
from evaluation.kinds import Block, Grade, Kind, Party
from evaluation.models import Evaluation
from evaluation.models.evaluation import BudgetAdvice, Stance
from workflow.act import Act

CODE = "AN-17"
registry.kinds.set_page(CODE, "evaluation:result")


def announce(act: Act) -> Notice:
    """Publish the result. To be called in the effects of the publishing step."""
    evaluation = act.subject
    return services.publish(
        act, CODE, evaluation, payload(evaluation, act), title=title(evaluation), **about(evaluation)
    )


def about(evaluation: Evaluation) -> dict[str, Any]:
    """Options of `disclosure.services.publish` that follow from the evaluation."""
    project = evaluation.project
    return {
        "project_id": project.pk,
        "project_number": project.number,
        "purchaser": evaluation.purchaser,
        "providers": [evaluation.provider],
        "amount": evaluation.contract.total,
        "category": project.item.code,
        "category_name": project.item.in_both_languages,
    }


def title(evaluation: Evaluation) -> Any:
    """In both languages."""
    return format_lazy(gettext_lazy("Evaluation: {title}"), title=evaluation.project.title)


def period(evaluation: Evaluation) -> str:
    """In figures, for the provider's record."""
    return f"{evaluation.period_from.isoformat()} – {evaluation.period_to.isoformat()}"


def period_text(evaluation: Evaluation) -> str:
    """The same as people write it, in the reader's language."""
    return span(evaluation.period_from, evaluation.period_to)


def payload(evaluation: Evaluation, act: Act) -> dict[str, Any]:
    """AN-17 as `disclosure.kinds.results` declares it; the whole scorecard goes with it as figures."""
    card = evaluation.result
    return {
        "project_number": evaluation.project.number,
        "project_name": evaluation.project.title,
        "contract_number": evaluation.contract.number,
        "purchaser_name": evaluation.purchaser,
        "provider_name": evaluation.provider,
        "evaluation_kind": Kind(evaluation.kind),
        "period": both(lambda: period_text(evaluation)),
        "score": evaluation.total,
        "grade": Grade(evaluation.grade),
        "summary": without_numbers(evaluation.summary, of_office=True),
        "parties": list(_parties(card)),
        "indicators": list(_indicators(card)),
        "evaluator_name": evaluation.evaluator,
        "sample_size": card["survey"]["sample"],
        "sample_method": both(lambda: presenting.survey_method(card) + _validity(card)),
        "remarks": released_remarks(evaluation),
        "problems": without_numbers(evaluation.problems, of_office=True),
        "rectification": without_numbers(evaluation.rectification, of_office=True),
        "rectify_by": evaluation.rectify_by,
        "use": both(lambda: use(evaluation)),
        "answer": both(lambda: _answer(evaluation)),
        "reply": without_numbers(evaluation.reply, of_office=True),
        "date": act.today,
        "card": {**card, "evaluation": evaluation.number, "themes": themes(evaluation)},
    }


def _parties(card: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    for at, voice in enumerate(presenting.voices(card)):
        yield {
            "party": Party(voice.key),
            "who": both(lambda at=at: list(presenting.voices(card))[at].who),
            "rate": voice.share,
            "says": voice.says,
        }


def _indicators(card: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    for line in card["lines"]:
        row = presenting.row(card, line)
        yield {
            "block": Block(line["block"]),
            "name": row.name,
            "target": both(lambda line=line: presenting.target_text(card, line)),
            "scorer": both(lambda line=line: presenting.scorers_text(line["scorers"])),
            "points": row.points,
            "score": row.score,
        }


def _validity(card: Mapping[str, Any]) -> str:
    survey = card["survey"]
    if survey["counts"]:
        return ""
    said = _(" Fewer than the %(wanted)s valid answers needed: not statistically valid.") % survey
    if why := survey.get("why_few"):
        said += " " + _("Why no more could be had: %(why)s") % {"why": why}
    return said


def use(evaluation: Evaluation) -> str:
    """A6.4 and A6.5 in words: budget, and record of the provider."""
    advice = BudgetAdvice(evaluation.budget_advice).label
    noted = _("Next year's budget: %(advice)s (%(note)s)")
    plain = _("Next year's budget: %(advice)s")
    lines = [
        (noted if evaluation.budget_note else plain)
        % {"advice": advice, "note": without_numbers(evaluation.budget_note, of_office=True)},
        _("The grade enters the provider's performance record. By itself it neither wins nor costs a bid."),
    ]
    return "\n".join(lines)


def _answer(evaluation: Evaluation) -> str:
    stance = str(Stance(evaluation.stance).label)
    said = {"stance": stance, "answer": without_numbers(evaluation.answer_text, of_office=True)}
    return _("%(stance)s. %(answer)s") % said if evaluation.answer_text else stance


def released_remarks(evaluation: Evaluation) -> list[str]:
    """Texts that the third party let pass: the themes of many first, else in an order that says nothing."""
    counts = _counts(evaluation)
    rows = evaluation.survey.remarks.filter(decision="published")
    return [
        r.public_text for r in sorted(rows, key=lambda r: (-counts.get(r.theme, 0), r.theme, r.public_text))
    ]


def themes(evaluation: Evaluation) -> list[dict[str, Any]]:
    """What several people wrote about, with how many they were; single voices carry no number."""
    least = evaluation.least_shown
    ranked = sorted(_counts(evaluation).items(), key=lambda item: (-item[1], item[0]))
    return [{"theme": theme, "people": count} for theme, count in ranked if count >= least]


def _counts(evaluation: Evaluation) -> dict[str, int]:
    """How many remarks each theme has."""
    named = evaluation.survey.remarks.exclude(theme="")
    return Counter(named.values_list("theme", flat=True))


def letter_title(evaluation: Evaluation) -> str:
    with override("zh-hans"):
        return _("Letter on the evaluation result: %(project)s") % {"project": evaluation.project.title}


def letter(evaluation: Evaluation, notice: Notice) -> dict[str, Any]:
    """Context of the letter by which the parties are told the result."""
    card = evaluation.result
    with override("zh-hans"):
        return {
            "evaluation": evaluation,
            "notice": notice,
            "card": card,
            "full": presenting.plain(Decimal(card["full"])),
            "blocks": [row for row in presenting.rows(card) if row.is_block],
            "asked": presenting.asked_text(card),
            "use_lines": use(evaluation).splitlines(),
            "issuer": evaluation.organiser.name,
            "number": notice.number,
            "signed_by": evaluation.organiser.name,
            "signed_on": notice.published_at,
        }


@registry.release_for("AN-06", of="evaluation.evaluation")
def corrected_release(subject: Evaluation, values: Mapping[str, Any]) -> dict[str, Any]:
    """The result as it stands; a correction never touches its score."""
    said = {"project_name": subject.project.title, "score": subject.total}
    return {**release(subject, said), "tag": ["implementationUpdate"]}


@registry.release_for(CODE)
def release(subject: Evaluation, values: Mapping[str, Any]) -> dict[str, Any]:
    """A document of the contract's implementation; the evaluator is a party of its own."""
    document = {
        "id": subject.number,
        "documentType": "performanceEvaluation",
        "title": str(values["project_name"]),
        "description": f"{values['score']} {Grade(subject.grade).letter}",
        "language": "zh",
    }
    contract = {**part_of(subject.contract), "implementation": {"documents": [document]}}
    return {
        "tag": ["implementation"],
        "contracts": [contract],
        "parties": [party(subject.evaluator, "evaluator")],
    }
