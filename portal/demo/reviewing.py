"""From an accepted service to its published evaluation by three parties."""

from __future__ import annotations

from accounts import demo as people
from contracts.models import Contract
from evaluation import demo as evaluation
from evaluation.kinds import Party
from evaluation.models import Evaluation
from portal.demo import accepting, judgements
from portal.demo.scenes import AFTERNOON, MORNING, NOON, kept, together
from portal.demo.specs import Fate, Spec
from procurement.demo.acts import finance_key
from workflow.clock import legal_date
from workflow.play import Play, Story

EVALUATORS = ("mz3", "ggfw")
KEY_AMOUNT = 650_000
"""Evaluations of contracts above it are led by finance (重点评价)."""
LONG, SHORT = 28, 14
"""Days of a survey: of one that is still running, and of one that ended."""
HEARING_DAYS = 5


def play(play: Play, spec: Spec, contract: Contract) -> Story:
    """The review, while the last payment is on its way. Returns whether the result was published."""
    came: list[bool] = []
    yield from together(accepting.last_payment(play, contract), kept(review(play, spec, contract), came))
    return came == [True]


def review(play: Play, spec: Spec, contract: Contract) -> Story:
    """Open, appoint, declare, plan, start, hear, score, combine, answer, publish. Returns True at the end."""
    yield play.after(working_days=3, at=MORNING)
    review = yield from prepared(play, spec, contract)
    if review is None:
        return False
    yield from together(answers(play, spec, review), sheets(play, spec, review))
    if spec.fate is Fate.REVIEW_SCORING:
        return False
    yield review.survey.closes_at
    yield play.after(working_days=1, at=NOON)
    return (yield from concluded(play, spec, review))


def prepared(play: Play, spec: Spec, contract: Contract) -> Story:
    """Up to the start of scoring; None where it hangs before."""
    review = opened(play, spec, contract)
    if spec.fate is Fate.REVIEW_OPENED:
        return None
    yield play.after(working_days=2, at=AFTERNOON)
    evaluator = people.organisation(EVALUATORS[sum(map(ord, spec.title)) % 2])
    review = evaluation.appointed(play, review, evaluator)
    if spec.fate is Fate.REVIEW_APPOINTED:
        return None
    yield play.after(working_days=1, at=MORNING)
    review = evaluation.declared(play, review)
    if spec.fate is Fate.REVIEW_DECLARED:
        return None
    yield play.after(working_days=2, at=MORNING)
    days = SHORT if spec.fate >= Fate.REVIEW_COMBINED else LONG
    review = evaluation.planned(play, review, [(spec.recipients, spec.number)], days=days, small=True)
    if spec.fate is Fate.REVIEW_PLANNED:
        return None
    yield play.after(working_days=1, at=MORNING)
    return evaluation.started(play, review)


def opened(play: Play, spec: Spec, contract: Contract) -> Evaluation:
    contract = Contract.objects.get(pk=contract.pk)
    if spec.amount <= KEY_AMOUNT:
        return evaluation.opened(play, contract, kind="final")
    leader = people.actor(f"{finance_key(spec.purchaser)}.shenhe")
    return evaluation.opened(play, contract, actor=leader, kind="final")


def answers(play: Play, spec: Spec, review: Evaluation) -> Story:
    """Recipients answer over a week; the third party reads what they remark."""
    spread, remarks = judgements.spread(spec), judgements.remarks(spec)
    yield play.after(hours=2)
    yield from evaluation.hearing(
        play, review, spread, remarks, days=HEARING_DAYS, seed=sum(map(ord, spec.title))
    )


def sheets(play: Play, spec: Spec, review: Evaluation) -> Story:
    """The two sheets, the purchaser's first."""
    for days, party in ((2, Party.PURCHASER), (2, Party.THIRD_PARTY)):
        yield play.after(working_days=days, at=AFTERNOON)
        review = Evaluation.objects.get(pk=review.pk)  # what was paid meanwhile counts
        found = judgements.findings(spec, review, party)
        evaluation.scored(play, review, party, judgements.comment(spec, party), **found)


def concluded(play: Play, spec: Spec, review: Evaluation) -> Story:
    review = Evaluation.objects.get(pk=review.pk)
    review = evaluation.combined(play, review, **judgements.conclusion(spec, legal_date(play.now)))
    evaluation.moderated(play, review, judgements.THEMES)
    if spec.fate is Fate.REVIEW_COMBINED:
        return False
    yield play.after(working_days=3, at=AFTERNOON)
    stance, text, reply = judgements.answer(spec)
    review = evaluation.replied(play, review, stance, text)
    if spec.fate is Fate.REVIEW_ANSWERED:
        return False
    yield play.after(working_days=2, at=MORNING)
    evaluation.published(play, review, reply)
    return True
