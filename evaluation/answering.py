"""Taking in recipients' answers, in a way that leads from no answer to any person.

A link is used up in one statement, together with the answer; looking at the page uses up nothing. There is
no event for an answer, and no time. Waiting answers are mixed five at a time or more (`mix`); the used links
are then touched once more, so that neither kind of row says by its transaction which belongs to which.
What remains is the database's own write-ahead log, which the operator must not keep longer than for recovery.
"""

from __future__ import annotations

import secrets as randomness
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db import connection, transaction
from django.db.models import Count, F

from evaluation import secrets
from evaluation.models import Answer, PendingAnswer, PendingRemark, Remark, Survey, SurveyToken
from evaluation.triggers import LEAST_TOGETHER
from workflow.clock import legal_date, legal_now


class NotTaken(Exception):
    """The link can't be used: it was used, withdrawn or never issued, or the survey doesn't take answers now."""


@dataclass(frozen=True)
class Reply:
    """One person's answer: question id → 1…5, who filled it in, and perhaps a remark."""

    ratings: Mapping[str, int]
    filled_by: str
    remark: str = ""


def survey_for(secret: str) -> Survey | None:
    """The survey that a link opens now; None when it can't be used. Nothing is changed by asking."""
    token = (
        SurveyToken.objects.filter(
            digest=secrets.digest(secret),
            used_at__isnull=True,
            revoked_at__isnull=True,
            survey__closed_at__isnull=True,
            survey__set_aside_at__isnull=True,
        )
        .select_related("survey__evaluation")
        .first()
    )
    if token is None:
        return None
    now = legal_now()
    survey = token.survey
    return survey if survey.opens_at <= now <= survey.closes_at and is_scoring(survey) else None


def is_scoring(survey: Survey) -> bool:
    return survey.evaluation.state == "scoring"


@transaction.atomic
def redeem(secret: str, reply: Reply) -> None:
    """Use a link up and take its answer in. Raises `NotTaken`, having changed nothing.

    The survey's row is locked first: answers come in one after the other, and none after it was closed.
    """
    found = survey_for(secret)
    if found is None:
        raise NotTaken
    survey = Survey.objects.select_for_update().get(pk=found.pk)
    now = legal_now()
    if survey.closed_at or survey.set_aside_at or not survey.opens_at <= now <= survey.closes_at:
        raise NotTaken
    if not _use_up(secret, legal_date(now)):
        raise NotTaken
    Survey.objects.filter(pk=survey.pk).update(answered=F("answered") + 1)
    PendingAnswer.objects.create(survey=survey, ratings=dict(reply.ratings), filled_by=reply.filled_by)
    if reply.remark:
        PendingRemark.objects.create(survey=survey, text=reply.remark)
    if survey.pendinganswers.count() >= LEAST_TOGETHER:
        mix(survey)


def _use_up(secret: str, day: Any) -> bool:
    """One statement, so that of any number of attempts at once exactly one succeeds."""
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE evaluation_surveytoken SET used_at = %s "
            "WHERE digest = %s AND used_at IS NULL AND revoked_at IS NULL RETURNING id",
            [day, secrets.digest(secret)],
        )
        return cursor.fetchone() is not None


def mix(survey: Survey) -> None:
    """Write what waits anew, shuffled, under new keys; touch every used link.

    Call it with the survey's row locked and at least five answers waiting.
    """
    answers, remarks = list(survey.pendinganswers.all()), list(survey.pendingremarks.all())
    survey.pendinganswers.all().delete()
    survey.pendingremarks.all().delete()
    _write(survey, answers, remarks)


def mix_everything(survey: Survey) -> None:
    """At the end of a survey: all answers become one batch, and those still waiting get lost in it.

    With fewer than five answers in all, they stay where they are and are shown to nobody.
    """
    if survey.answers.count() + survey.pendinganswers.count() < LEAST_TOGETHER:
        return
    answers = [*survey.answers.all(), *survey.pendinganswers.all()]
    remarks = list(survey.pendingremarks.all())
    for waiting in (survey.answers, survey.pendinganswers, survey.pendingremarks):
        waiting.all().delete()
    _write(survey, answers, remarks)


def _write(survey: Survey, answers: list[Any], remarks: list[Any]) -> None:
    shuffle = randomness.SystemRandom().shuffle
    shuffle(answers)
    shuffle(remarks)
    Answer.objects.bulk_create(
        [Answer(survey=survey, ratings=a.ratings, filled_by=a.filled_by) for a in answers]
    )
    Remark.objects.bulk_create([Remark(survey=survey, text=r.text) for r in remarks])
    survey.tokens.filter(used_at__isnull=False).update(used_at=F("used_at"))


@dataclass(frozen=True)
class Participation:
    """How far a group has come. Who looks at it must be allowed to (`policies.sees_participation`)."""

    name: str
    size: int
    asked: int
    issued: int
    answered: int


def participation(survey: Survey) -> list[Participation]:
    """Links issued and used by group: for who runs the survey. It says nothing about what was answered."""
    rows = []
    for stratum in survey.strata.all():
        tokens = survey.tokens.filter(batch__stratum=stratum, revoked_at__isnull=True)
        used = tokens.filter(used_at__isnull=False).count()
        rows.append(Participation(stratum.name, stratum.size, stratum.asked, tokens.count(), used))
    return rows


@dataclass(frozen=True)
class Day:
    """Answers of one day. `burst`: more than half of a fair number came on it, which somebody should look into."""

    day: Any
    count: int
    burst: bool


LOOKED_AT = 20
"""Answers from which a burst says anything."""


def by_day(survey: Survey) -> list[Day]:
    """Links used on each day. Bursts are pointed out, never dropped: a care home answers in one afternoon."""
    rows = survey.tokens.filter(used_at__isnull=False).values_list("used_at").annotate(Count("pk"))
    total = sum(count for _day, count in rows)
    return [Day(day, n, total >= LOOKED_AT and n * 2 > total) for day, n in sorted(rows)]


def shown(count: int, least: int) -> int | None:
    """A number of answers as purchaser, provider and public may see it: none below `least`, except nought."""
    return count if count == 0 or count >= least else None
