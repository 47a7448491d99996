"""The acts from an accepted contract to a published result. `hand` is a `workflow.play.Play` or anything with its
`make` and `do`; tests use them too."""

from __future__ import annotations

import random
from collections.abc import Iterable, Sequence
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

from accounts.demo import holder
from accounts.models import Organisation
from core.actor import Actor
from evaluation import answering, ledger
from evaluation.kinds import Method, Party
from evaluation.models import Evaluation
from evaluation.models.answers import FilledBy
from workflow.clock import SHANGHAI, legal_date
from workflow.engine import execute

QUESTIONS = {
    "服务对象满意度": ("您对这项服务总的来说满意吗？", "All in all, are you satisfied with the service?"),
    "质量达标率": (
        "服务人员每次都按约定把事情做好了吗？您满意吗？",
        "Was the work done as agreed each time?",
    ),
}
"""Wording of the survey, by the name of the indicator."""


def organiser(evaluation: Evaluation, *, head: bool = False) -> Actor:
    """The handler or head of who leads it: purchaser or finance."""
    roles = ("reviewer", "finance_head") if evaluation.is_key else ("handler", "head")
    return holder(evaluation.organiser, roles[head])


def opened(hand: Any, contract: Any, *, actor: Actor | None = None, **values: Any) -> Evaluation:
    """An evaluation of a contract, by its purchaser unless somebody else is named."""
    kind = "final" if contract.state == "accepted" else "interim"
    data = {
        "contract": contract,
        "kind": kind,
        "period_from": contract.starts_on,
        "period_to": min(contract.ends_on, legal_date()),
    }
    return hand.make(Evaluation, "open", actor or holder(contract.purchaser, "handler"), **{**data, **values})


def appointed(hand: Any, evaluation: Evaluation, evaluator: Organisation, **values: Any) -> Evaluation:
    """A third party with its engagement contract."""
    data = {
        "evaluator": evaluator,
        "engagement_number": f"WT-{evaluation.number}",
        "engagement_fee": Decimal("18000.00"),
        "report_due_at": end_of(legal_date() + timedelta(days=45)),
    }
    return hand.do(evaluation, "appoint", organiser(evaluation), **{**data, **values})


def declared(hand: Any, evaluation: Evaluation) -> Evaluation:
    points = {name: True for name in ("no_shares", "no_people", "no_business", "no_benefit")}
    return hand.do(evaluation, "declare", holder(evaluation.evaluator, "evaluator"), **points)


def planned(
    hand: Any, evaluation: Evaluation, groups: Iterable[tuple[str, int]], *, days: int = 21, **values: Any
) -> Evaluation:
    """A survey of these groups (name, people), open from today on."""
    today = legal_date()
    data = {
        "small": False,
        "opens_at": datetime.combine(today, time.min, SHANGHAI),
        "closes_at": end_of(today + timedelta(days=days)),
        "strata": [{"name": name, "size": size} for name, size in groups],
        "questions": [_question(c) for c in evaluation.criteria_of(Party.RECIPIENTS)],
    }
    return hand.do(evaluation, "plan_survey", holder(evaluation.evaluator, "evaluator"), **{**data, **values})


def _question(criterion: Any) -> dict[str, Any]:
    text, english = QUESTIONS.get(criterion.name, (f"您对“{criterion.name}”满意吗？", ""))
    return {"criterion": criterion.pk, "text": text, "text_en": english}


def started(hand: Any, evaluation: Evaluation) -> Evaluation:
    return hand.do(evaluation, "start", organiser(evaluation))


def issued(evaluation: Evaluation, stratum: Any, count: int, why: str = "") -> list[str]:
    """Links for a group; their secrets are in the outcome of the act alone. `why`: more than the plan asks for."""
    actor, data = holder(evaluation.evaluator, "evaluator"), {"stratum": stratum, "count": count}
    done = execute(evaluation, "issue_links", actor, data, overrides={"E4": why} if why else None)
    return list(done.outcome["secrets"])


def answered(
    evaluation: Evaluation,
    secrets: Sequence[str],
    spread: Sequence[int],
    remarks: Sequence[str] = (),
    *,
    seed: int = 1,
    after: int = 0,
) -> None:
    """Use the links up: `spread` says how many are very satisfied … very dissatisfied with the service.

    `after` is the number of answers that were given before, by an earlier call with the same seed.
    """
    questions = list(evaluation.survey.questions.select_related("criterion"))
    main = next(q for q in questions if not q.criterion.is_shared)
    given = [step for step, count in zip((5, 4, 3, 2, 1), spread, strict=True) for _ in range(count)]
    random.Random(seed).shuffle(given)
    for number, (secret, rating) in enumerate(zip(secrets, given[after:], strict=False), after):
        lot = random.Random(seed * 10_000 + number)
        ratings = {str(q.pk): rating if q == main else _near(lot, rating) for q in questions}
        filled_by = FilledBy.FAMILY if number % 9 == 4 else FilledBy.SELF
        remark = remarks[number] if number < len(remarks) else ""
        answering.redeem(secret, answering.Reply(ratings, filled_by, remark))


LOST = "前一批卡片部分遗失，由替补名单依次补上。"
"""Why a story that was cut off asks more people than the plan says."""


def hearing(
    play: Any,
    evaluation: Evaluation,
    spread: Sequence[int],
    remarks: Sequence[str] = (),
    *,
    days: int = 5,
    seed: int = 1,
) -> Any:
    """A story's scenes in which recipients answer over some working days. Goes on where a run was cut off.

    The secrets live in this generator alone: what was issued and not used before a cut is left unused.
    """
    survey = evaluation.surveys.get(set_aside_at__isnull=True)
    missing = sum(spread) - survey.answered
    secrets = _links_for(evaluation, survey, missing) if missing else []
    random.Random(seed).shuffle(secrets)
    each = -(-missing // days)
    for day in range(days):
        today = secrets[day * each : (day + 1) * each]
        survey.refresh_from_db()
        if today:
            answered(evaluation, today, spread, remarks, seed=seed, after=survey.answered)
        yield play.after(working_days=1)


def _links_for(evaluation: Evaluation, survey: Any, wanted: int) -> list[str]:
    """Links of all groups, as many as there is room for, the number drawn first."""
    found: list[str] = []
    for stratum in survey.strata.all():
        taken = stratum.links_alive()
        count = min(stratum.asked, stratum.size - taken)
        if count > 0:
            why = LOST if taken + count > stratum.asked else ""
            found += issued(evaluation, stratum, count, why)
    if len(found) < wanted:
        raise ValueError(f"{evaluation}: {wanted} answers wanted of {len(found)} people asked")
    return found


def _near(lot: random.Random, rating: int) -> int:
    return max(1, min(5, rating + lot.choice((-1, 0, 0, 0, 1))))


def scores(evaluation: Evaluation, party: Party, **found: Any) -> list[dict[str, Any]]:
    """A whole sheet. `found` maps an indicator's name to (finding, grounds); the rest reaches its target."""
    rows = []
    for criterion in evaluation.criteria_of(party):
        finding, note = found.get(criterion.name, (_target(criterion), "经核查，达到目标。"))
        rows.append({"criterion": criterion.pk, "finding": Decimal(finding), "note": note})
    return rows


def _target(criterion: Any) -> Decimal:
    if criterion.method == Method.YES_NO:
        return Decimal(1)
    return criterion.points if criterion.method == Method.ASSESSED else criterion.full_at


def scored(hand: Any, evaluation: Evaluation, party: Party, comment: str, **found: Any) -> Evaluation:
    """Hand in a party's sheet. `problems` and `diversion` may be among `found`."""
    texts = {name: found.pop(name, "") for name in ("problems", "diversion")}
    step, organisation, role = {
        Party.PURCHASER: ("score_as_purchaser", evaluation.purchaser, "handler"),
        Party.THIRD_PARTY: ("score_as_third_party", evaluation.evaluator, "evaluator"),
    }[party]
    rows = scores(evaluation, party, **found)
    texts |= why_not_the_ledgers(evaluation, rows)
    return hand.do(evaluation, step, holder(organisation, role), scores=rows, comment=comment, **texts)


def why_not_the_ledgers(evaluation: Evaluation, rows: list[dict[str, Any]]) -> dict[str, str]:
    """The reason for a figure of money that isn't the ledger's."""
    evaluation = Evaluation.objects.get(pk=evaluation.pk)  # what was paid meanwhile counts
    criteria = {criterion.pk: criterion for criterion in evaluation.criteria.all()}
    for row in rows:
        known = ledger.known(evaluation, criteria[row["criterion"]])
        if known and known.differs(row["finding"]):
            return {"overrides-A6.2": "尾款已审核同意，正在国库支付途中，按审核数计算。"}
    return {}


def moderated(hand: Any, evaluation: Evaluation, themes: dict[str, str] | None = None) -> Evaluation:
    """Let every remark pass as it is, under the theme whose word it contains."""
    rows = [
        {
            "remark": r.pk,
            "decision": "published",
            "public_text": r.text,
            "theme": _theme(r.text, themes or {}),
        }
        for r in evaluation.survey.remarks.filter(decision="pending")
    ]
    if not rows:
        return evaluation
    return hand.do(evaluation, "moderate", holder(evaluation.evaluator, "evaluator"), remarks=rows)


def _theme(text: str, themes: dict[str, str]) -> str:
    return next((theme for word, theme in themes.items() if word in text), "")


def combined(hand: Any, evaluation: Evaluation, **values: Any) -> Evaluation:
    data = {
        "summary": "服务数量如约完成，资金使用合规;服务对象对预约等候时间和人员更换意见较多。",
        "problems": "",
        "rectification": "",
        "rectify_by": None,
        "budget_advice": "keep",
        "budget_note": "",
    }
    return hand.do(evaluation, "combine", organiser(evaluation), **{**data, **values})


def replied(hand: Any, evaluation: Evaluation, stance: str = "accepts", text: str = "") -> Evaluation:
    """The provider's answer."""
    actor = holder(evaluation.provider, "provider_head")
    return hand.do(evaluation, "answer", actor, stance=stance, answer_text=text)


def published(hand: Any, evaluation: Evaluation, reply: str = "") -> Evaluation:
    actor = organiser(evaluation, head=True)
    return hand.do(evaluation, "publish", actor, reply=reply, publication_reviewed=True)


def end_of(day: date) -> datetime:
    """The last moment of a day in Beijing."""
    return datetime.combine(day, time.max, SHANGHAI)
