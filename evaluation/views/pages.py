"""The list of evaluations, and an evaluation's own page as its reader may see it."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from django_tables2 import RequestConfig

from accounts import history
from accounts.next_step import next_for
from core import excel
from core.components import Crumb, Fact, Person
from corrections.services import on_page
from documents import services as documents
from documents.showing import shown
from evaluation import answering, notices, parameters, policies, presenting
from evaluation.filters import EvaluationFilter
from evaluation.kinds import Party
from evaluation.models import Evaluation
from evaluation.rules import sampling
from evaluation.tables import EvaluationTable
from workflow.availability import can_create
from workflow.clock import legal_now

PER_PAGE = 30


def find(request: HttpRequest, pk: Any) -> Evaluation:
    """The evaluation among what the reader may see; 404 otherwise."""
    actor = request.actor  # type: ignore[attr-defined]
    found = Evaluation.objects.visible_to(actor).with_parties().filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


@require_safe
def evaluations(request: HttpRequest) -> HttpResponse:
    """Every evaluation that the reader may see."""
    actor = request.actor  # type: ignore[attr-defined]
    rows = Evaluation.objects.visible_to(actor).with_parties()
    chosen = EvaluationFilter(request.GET, rows)
    if request.GET.get("format") == "xlsx":
        return excel.sheet(_("Evaluations"), *EvaluationTable(chosen.qs).for_excel())
    table = EvaluationTable(chosen.qs)
    RequestConfig(request, paginate={"per_page": PER_PAGE}).configure(table)
    context = {
        "title": _("Evaluations"),
        "table": table,
        "filter": chosen,
        "may_open": can_create(Evaluation, "open", actor),
    }
    return render(request, "evaluation/list.html", context)


@require_safe
def evaluation(request: HttpRequest, pk: Any) -> HttpResponse:
    """What waits, what has been found, and how far recipients have answered: each as the reader may see it."""
    subject = find(request, pk)
    actor = request.actor  # type: ignore[attr-defined]
    context = {
        "title": subject.project.title,
        "crumbs": [
            Crumb(_("Evaluations"), reverse("evaluation:evaluations")),
            Crumb(subject.number),
        ],
        "evaluation": subject,
        "next": next_for([subject], actor),
        "facts": list(facts(subject)),
        "people": list(people(subject)),
        "papers": shown(documents.papers(subject, actor)),
        "criteria": criteria(subject),
        "sheets": sheets(subject, actor),
        "progress": progress(subject, actor),
        "events": history.of_subjects([subject]),
        "corrections": on_page([subject], actor),
        "now": legal_now(),
        "shares_participation": policies.sees_participation(actor, subject),
    }
    if policies.sees_result(actor, subject):
        context |= card_context(subject.result) | {"remarks": remarks(subject)}
    return render(request, "evaluation/evaluation.html", context)


def facts(subject: Evaluation) -> Any:
    yield Fact(_("Evaluation number"), subject.number, number=True)
    yield Fact(_("Kind"), subject.get_kind_display())
    if subject.is_key:
        yield Fact(_("Led by"), _("finance (key evaluation)"))
    yield Fact(_("Contract"), subject.contract.number, subject.contract.get_absolute_url())
    yield Fact(_("Period evaluated"), notices.period_text(subject))
    if subject.engagement_number:
        yield Fact(_("Engagement contract"), subject.engagement_number)


def people(subject: Evaluation) -> Any:
    yield Person(subject.purchaser, _("Purchaser"))
    yield Person(subject.provider, _("Provider"))
    if subject.evaluator:
        yield Person(subject.evaluator, _("Third-party evaluator"))
    if subject.is_key:
        yield Person(subject.organiser, _("Organiser"))


def criteria(subject: Evaluation) -> list[dict[str, Any]]:
    """The announced indicators, by block."""
    return [
        {
            "block": presenting.block_label(criterion.block),
            "criterion": criterion,
            "scorers": presenting.scorers_text(criterion.scorers),
        }
        for criterion in subject.criteria.all()
    ]


def sheets(subject: Evaluation, actor: Any) -> list[dict[str, Any]]:
    """Of both parties: whether a sheet was handed in, and the sheet itself where the reader may see it."""
    rows = []
    for party in (Party.PURCHASER, Party.THIRD_PARTY):
        sheet = subject.sheet(party)
        seen = sheet and policies.sees_sheet(actor, subject, party)
        rows.append(
            {
                "party": presenting.party_label(party),
                "handed_in": sheet.submitted_at if sheet else None,
                "sheet": sheet if seen else None,
                "scores": list(sheet.scores.select_related("criterion").prefetch_related("evidence__file"))
                if seen
                else [],
            }
        )
    return rows


def progress(subject: Evaluation, actor: Any) -> dict[str, Any] | None:
    """How far the survey has come: in numbers of five or more for everybody, by group for who runs it."""
    survey = subject.survey
    if survey is None:
        return None
    least = parameters.least_shown(subject)
    sees = policies.sees_participation(actor, subject)
    return {
        "survey": survey,
        "shown": survey.answered if sees else answering.shown(survey.answered, least),
        "least": least,
        "wanted": min(parameters.least_valid(subject), survey.frame),
        "groups": answering.participation(survey) if sees else [],
        "days": answering.by_day(survey) if sees else [],
        "batches": list(survey.batches.select_related("stratum")) if sees else [],
        "waiting": survey.remarks.filter(decision="pending").count()
        if actor.belongs_to(subject.evaluator_id)
        else 0,
    }


def card_context(card: Any) -> dict[str, Any]:
    """What the templates of a result draw."""
    return {
        "card": card,
        "full": presenting.plain(presenting.Decimal(card["full"])),
        "grade_label": presenting.grade_label(card["grade"]),
        "rows": list(presenting.rows(card)),
        "voices": list(presenting.voices(card)),
        "answers": list(presenting.answers(card)),
        "scale": presenting.scale(card),
        "method": presenting.survey_method(card),
    }


def remarks(subject: Evaluation) -> list[Any]:
    """Recipients' remarks that the third party released."""
    survey = subject.survey
    return (
        list(survey.remarks.filter(decision="published").order_by("theme", "public_text")) if survey else []
    )


@require_safe
def sample(request: HttpRequest, pk: Any) -> HttpResponse:
    """Whom to ask: positions in the third party's own register, drawn from the published seed."""
    subject = find(request, pk)
    actor = request.actor  # type: ignore[attr-defined]
    survey = subject.survey
    if survey is None or not policies.sees_participation(actor, subject):
        raise Http404
    groups = []
    for stratum in survey.strata.all():
        drawn = sampling.draw(survey.seed, stratum.position, stratum.size)
        groups.append(
            {
                "stratum": stratum,
                "asked": sorted(drawn[: stratum.asked]),
                "reserve": drawn[stratum.asked : 2 * stratum.asked],
            }
        )
    context = {
        "title": _("Whom to ask"),
        "crumbs": [Crumb(subject.number, subject.get_absolute_url()), Crumb(_("Whom to ask"))],
        "survey": survey,
        "groups": groups,
    }
    return render(request, "evaluation/sample.html", context)
