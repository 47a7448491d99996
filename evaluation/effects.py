"""What follows from a step: rows that hang on an evaluation, and what other rooms must know."""

from __future__ import annotations

import secrets as randomness
from typing import Any

from django.db.models import F
from django.utils.translation import gettext_lazy as _

from accounts import services as accounts
from accounts.telling.kinds import ASKED, RESULT
from core.phrases import Text, said
from documents.services import attach, request_pdf
from evaluation import answering, notices, parameters, secrets
from evaluation.kinds import Grade, Party
from evaluation.models import (
    Criterion,
    Evidence,
    Question,
    Score,
    Sheet,
    Stratum,
    Survey,
    SurveyToken,
    TokenBatch,
)
from evaluation.rules import sampling
from evaluation.rules.indicators import frozen
from evaluation.rules.points import points
from procurement import services as procurement
from providers import services as providers
from workflow.act import Act
from workflow.engine import follow
from workflow.registry import effect


@effect("evaluation.freeze_indicators")
def freeze_indicators(act: Act) -> None:
    """Copy the announced indicators; from here on nobody can change them (A4.1)."""
    Criterion.objects.bulk_create(
        Criterion(evaluation=act.subject, **frozen(row, position))
        for position, row in enumerate(act.subject.contract.tender.evaluation_standard, 1)
    )


@effect("evaluation.involve_evaluator")
def involve_evaluator(act: Act) -> None:
    """It sees the project from now on."""
    part = procurement.Part.EVALUATOR
    procurement.involve(act.subject.project, act.subject.evaluator_id, part)


@effect("evaluation.write_survey")
def write_survey(act: Act) -> None:
    """Size and draw of the sample follow from the register's size and a fresh seed; a new plan replaces the old."""
    act.subject.surveys.filter(set_aside_at__isnull=True).delete()
    data, strata = act.data, act.data["strata"]
    frame = sum(row["size"] for row in strata)
    precision = parameters.precision(act.subject, small=data["small"])
    wanted = sampling.sample_size(frame, precision)
    least = int(parameters.value(act.subject, "survey.stratum_min"))
    asked = sampling.allocate([row["size"] for row in strata], wanted, least)
    survey = Survey.objects.create(
        evaluation=act.subject,
        frame=frame,
        error=precision.error,
        sample=sum(asked),
        seed=randomness.token_hex(16),
        opens_at=data["opens_at"],
        closes_at=data["closes_at"],
    )
    Stratum.objects.bulk_create(
        Stratum(survey=survey, position=at, name=row["name"], size=row["size"], asked=ask)
        for at, (row, ask) in enumerate(zip(strata, asked, strict=True), 1)
    )
    Question.objects.bulk_create(
        Question(
            survey=survey,
            position=at,
            criterion_id=row["criterion"],
            text=row["text"],
            text_en=row["text_en"],
        )
        for at, row in enumerate(data["questions"], 1)
    )


@effect("evaluation.issue_links")
def issue_links(act: Act) -> None:
    """The secrets leave the portal in the outcome of this act, once; their digests stay."""
    survey, count = act.subject.survey, act.data["count"]
    number = survey.batches.count() + 1
    batch = TokenBatch.objects.create(
        survey=survey, stratum=act.data["stratum"], number=number, count=count, issued_at=act.now
    )
    made = [secrets.new() for _ in range(count)]
    SurveyToken.objects.bulk_create(
        SurveyToken(survey=survey, batch=batch, digest=secrets.digest(secret)) for secret in made
    )
    Survey.objects.filter(pk=survey.pk).update(issued=F("issued") + count)
    act.outcome |= {"secrets": made, "batch": batch}


@effect("evaluation.withdraw_batch")
def withdraw_batch(act: Act) -> None:
    """Unused links of a batch stop working."""
    batch = act.data["batch"]
    _revoke(act, SurveyToken.objects.filter(batch=batch, survey=act.subject.survey))
    TokenBatch.objects.filter(pk=batch.pk).update(revoked_at=act.now)


@effect("evaluation.set_survey_aside")
def set_survey_aside(act: Act) -> None:
    """A survey run by a third party that left no longer counts; its answers are kept, its links stop."""
    running = Survey.objects.filter(evaluation=act.subject, set_aside_at__isnull=True)
    _revoke(act, SurveyToken.objects.filter(survey__in=running))
    running.filter(issued=0).delete()
    running.update(set_aside_at=act.now, closed_at=act.now)


def _revoke(act: Act, tokens: Any) -> None:
    stopped = tokens.filter(used_at__isnull=True, revoked_at__isnull=True).update(revoked_at=act.now)
    act.outcome["withdrawn"] = stopped


@effect("evaluation.prolong_survey")
def prolong_survey(act: Act) -> None:
    Survey.objects.filter(pk=act.subject.survey.pk).update(closes_at=act.data["closes_at"])


@effect("evaluation.write_purchaser_sheet")
def write_purchaser_sheet(act: Act) -> None:
    _write_sheet(act, Party.PURCHASER)


@effect("evaluation.write_third_party_sheet")
def write_third_party_sheet(act: Act) -> None:
    _write_sheet(act, Party.THIRD_PARTY)


def _write_sheet(act: Act, party: Party) -> None:
    criteria = {c.pk: c for c in act.subject.criteria.all()}
    sheet = Sheet.objects.create(
        evaluation=act.subject,
        party=party,
        organisation_id=act.actor.organisation_id,
        user_id=act.actor.user_id,
        comment=act.data["comment"],
        problems=act.data["problems"],
        diversion=act.data["diversion"],
        round=act.subject.round,
        number=act.subject.sheets.filter(party=party).count() + 1,
        submitted_at=act.now,
        event_id=act.event_id,
    )
    for row in act.data["scores"]:
        criterion = criteria[row["criterion"]]
        score = Score.objects.create(
            sheet=sheet,
            criterion=criterion,
            finding=row["finding"],
            note=row["note"],
            points=points(criterion.formula, row["finding"]),
        )
        for file in row["files"]:
            Evidence.objects.create(score=score, file=file)
            attach(act.subject, file, f"evidence:{party}", title=f"{criterion.name}：{file.name}", act=act)


@effect("evaluation.decide_remarks")
def decide_remarks(act: Act) -> None:
    """Those that were left open wait on."""
    survey = act.subject.survey
    for row in act.data["remarks"]:
        if not row["decision"]:
            continue
        published = row["decision"] == "published"
        survey.remarks.filter(pk=row["remark"]).update(
            decision=row["decision"],
            public_text=row["public_text"].strip() if published else "",
            theme=row["theme"].strip(),
        )


@effect("evaluation.close_survey")
def close_survey(act: Act) -> None:
    """Nothing is taken in any more; all answers are mixed once more, as one."""
    survey = act.subject.survey
    answering.mix_everything(survey)
    Survey.objects.filter(pk=survey.pk, closed_at__isnull=True).update(closed_at=act.now)


@effect("evaluation.tell_evaluator")
def tell_evaluator(act: Act) -> None:
    _tell(
        act,
        act.subject.evaluator_id,
        _("You have been appointed third-party evaluator"),
        _("Declare your independence and plan the survey of recipients."),
        ASKED,
    )


@effect("evaluation.tell_provider")
def tell_provider(act: Act) -> None:
    _tell(
        act,
        act.subject.provider_id,
        _("The evaluation's result can be answered"),
        _("Look at the result. If you object to it, say so in writing within the period."),
        RESULT,
    )


def _tell(act: Act, organisation_id: Any, subject: Text, body: Text, kind: str) -> None:
    url = act.subject.get_absolute_url()
    titled = said("%(number)s %(subject)s", number=act.subject.number, subject=subject)
    accounts.notify(organisation_id, titled, body, url, kind=kind)


@effect("evaluation.keep_answer_files")
def keep_answer_files(act: Act) -> None:
    """The provider's own material stays with the evaluation."""
    for file in act.data["files"]:
        attach(act.subject, file, "answer", act=act)


@effect("evaluation.publish")
def publish(act: Act) -> None:
    """Tell the public, move the project on, and put the grade where budgets and providers are decided upon."""
    evaluation = act.subject
    notice = notices.announce(act)
    evaluation.notice_number = notice.number
    evaluation.save(update_fields=["notice_number"])
    if evaluation.is_final:
        follow(
            act,
            evaluation.project,
            "record_evaluation",
            score=evaluation.total,
            grade=_letter(evaluation),
        )
    _record_grade(evaluation, notice)
    SurveyToken.objects.filter(survey__evaluation=evaluation).delete()
    print_letter(act, evaluation, notice)
    _tell(
        act,
        evaluation.provider_id,
        _("The evaluation's result has been published"),
        _("The result stands in your performance record. Look at what must be put right."),
        RESULT,
    )


def print_letter(act: Act, evaluation: Any, notice: Any, replaced: Any = None) -> None:
    """The letter by which the parties are told the result; a new version takes a number of its own."""
    request_pdf(
        evaluation,
        "result_letter",
        "evaluation/letter.html",
        notices.letter(evaluation, notice),
        title=notices.letter_title(evaluation),
        issuer=evaluation.organiser,
        numbered=True,
        replaced=replaced,
        act=act,
    )


def _letter(evaluation: Any) -> str:
    """优, 良, 中 or 差: what budgets and records show."""
    return Grade(evaluation.grade).letter


def _record_grade(evaluation: Any, notice: Any) -> None:
    """A6.4 and A6.5."""
    procurement.record_grade(
        project=evaluation.project,
        year=evaluation.period_to.year,
        score=evaluation.total,
        grade=_letter(evaluation),
        provider_name=evaluation.provider.name,
    )
    providers.record_grade(
        organisation_id=evaluation.provider_id,
        project_id=evaluation.project_id,
        project_title=evaluation.project.title,
        purchaser_name=evaluation.purchaser.name,
        period=notices.period(evaluation),
        score=evaluation.total,
        grade=_letter(evaluation),
        notice_id=notice.pk,
    )
