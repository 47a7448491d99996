"""Evaluations on the pages that several apps make together."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.roles import OrganisationKind
from contracts.models import Contract
from core.actor import Actor
from core.components import NavItem, Panel, Person
from core.components import Voice as Share
from disclosure import services as disclosure
from evaluation import presenting
from evaluation.kinds import Grade, Kind
from evaluation.models import Evaluation
from evaluation.notices import CODE
from workflow.availability import Available, offer

LATEST = 3
TAKING_PART = {
    OrganisationKind.FINANCE,
    OrganisationKind.PURCHASER,
    OrganisationKind.PROVIDER,
    OrganisationKind.EVALUATOR,
    OrganisationKind.AUDITOR,
}


def navigation(actor: Actor) -> Iterator[NavItem]:
    if actor.is_user and actor.organisation_kind in TAKING_PART:
        yield NavItem(_("Evaluations"), reverse("evaluation:evaluations"), order=60)
    yield NavItem(_("Answer a survey"), reverse("evaluation:survey-entry"), order=30, place="take_part")


def home_panels(actor: Actor) -> Iterator[Panel]:
    """The three latest results, each with the three parties' shares."""
    notices = list(disclosure.latest([CODE], LATEST).defer(None).defer("html", "layout", "release"))
    if notices:
        yield Panel("evaluation/_home.html", {"results": [_brief(notice) for notice in notices]}, order=40)


def _brief(notice: Any) -> dict[str, Any]:
    card = notice.payload["card"]
    return {
        "notice": notice,
        "letter": Grade(card["grade"]).letter,
        "total": card["total"],
        "voices": [Share(presenting.party_label(p["party"]), _decimal(p["share"])) for p in card["parties"]],
    }


def _decimal(text: str) -> Any:
    return presenting.Decimal(text)


def project_subjects(project: Any, actor: Actor) -> Iterator[Evaluation]:
    yield from (
        Evaluation.objects.visible_to(actor).with_parties().filter(project=project).order_by("opened_on")
    )


def project_offers(project: Any, actor: Actor) -> Iterator[Available]:
    """Opening the final evaluation of accepted contracts."""
    if not actor.belongs_to(project.purchaser_id):
        return
    accepted = Contract.objects.visible_to(actor).filter(project=project, state="accepted")
    for contract in accepted.exclude(evaluations__kind=Kind.FINAL):
        if found := offer(Evaluation(contract=contract, project=project), "open", actor):
            yield found


def project_people(project: Any, actor: Actor) -> Iterator[Person]:
    for evaluation in project_subjects(project, actor):
        if evaluation.evaluator:
            yield Person(evaluation.evaluator, _("Third-party evaluator"))


def project_sections(project: Any, actor: Actor) -> Iterator[Panel]:
    """Each evaluation of the project: how far it is, or what came of it."""
    for evaluation in project_subjects(project, actor):
        card = evaluation.result if evaluation.is_combined else None
        voices = (
            [Share(presenting.party_label(p["party"]), _decimal(p["share"])) for p in card["parties"]]
            if card
            else []
        )
        context = {
            "evaluation": evaluation,
            "letter": Grade(evaluation.grade).letter if card else "",
            "voices": voices,
            "answered": _answered(evaluation),
        }
        yield Panel("evaluation/_project.html", context, order=70)


def _answered(evaluation: Evaluation) -> int | None:
    """Answers so far, where there are enough to be told."""
    survey = evaluation.survey
    return survey.answered if survey and survey.answered >= evaluation.least_shown else None
