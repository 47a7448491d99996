"""What follows from acts on requirements: their rows, the notices of the consultation (AN-15), the filing (RQ-10)."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import Organisation
from accounts.services import notify
from accounts.telling import kinds
from core.phrases import said
from disclosure.models import Notice
from disclosure.payloads import both
from disclosure.services import publish
from documents.services import attach
from procurement.models import (
    Hand,
    Indicator,
    Project,
    PublicComment,
    Requirement,
    RequirementReview,
    Respondent,
)
from workflow import duties
from workflow.act import Act
from workflow.engine import follow
from workflow.registry import effect

KIND, COSIGNING = "AN-15", "cosign.decide"


@effect("procurement.write_authors")
def write_authors(act: Act) -> None:
    """Whoever saves it is one of its authors, and who else is named stays one."""
    _enter(act, Hand.Part.AUTHOR, act.data["authors"])


@effect("procurement.turn_of_one")
def turn_of_one(act: Act) -> None:
    """The handler's or the head's, as it is written now: nobody else is waited for."""
    duties.let_go(act, act.subject, "send_to_review" if act.subject.puts_up_id else "put_up")


@effect("procurement.write_respondents")
def write_respondents(act: Act) -> None:
    Respondent.objects.bulk_create(
        Respondent(requirement=act.subject, position=n, event_id=act.event_id, **row)
        for n, row in enumerate(act.data["respondents"])
    )


@effect("procurement.write_comments")
def write_comments(act: Act) -> None:
    PublicComment.objects.bulk_create(
        PublicComment(requirement=act.subject, position=n, event_id=act.event_id, **row)
        for n, row in enumerate(act.data["comments"])
    )


@effect("procurement.write_review")
def write_review(act: Act) -> None:
    """The review with all who took part; whoever records it is one of them."""
    _enter(act, Hand.Part.REVIEWER, act.data["reviewers"])
    own = {"name": act.actor.user_name, "unit": _unit_of(act)}
    _review(act, act.facts["kind"], act.data["finding"], [own, *_named(act.data["reviewers"])])


@effect("procurement.write_outside_reviews")
def write_outside_reviews(act: Act) -> None:
    """What was reviewed outside of the portal, by those who are named."""
    named = _named(act.data["reviewers"])
    for row in named:
        Hand.objects.get_or_create(requirement=act.subject, **row, defaults={"part": Hand.Part.REVIEWER})
    _review(act, RequirementReview.Kind.GENERAL, act.data["general_finding"], named)
    if act.data["focused_finding"].strip():
        _review(act, RequirementReview.Kind.FOCUSED, act.data["focused_finding"], named)


def _review(act: Act, kind: str, finding: str, reviewers: list[dict[str, str]]) -> None:
    RequirementReview.objects.create(
        requirement=act.subject,
        round=act.subject.round,
        kind=kind,
        finding=finding,
        reviewers=reviewers,
        reviewed_on=act.data.get("reviewed_on") or act.done_on,
        event_id=act.event_id,
    )


def _enter(act: Act, part: str, rows: list[dict[str, Any]]) -> None:
    """Whoever acts, and who is named beside them. The database lets nobody be both author and reviewer (CF-6)."""
    requirement: Requirement = act.subject
    known = {"part": part, "name": act.actor.user_name, "unit": _unit_of(act)}
    Hand.objects.get_or_create(requirement=requirement, user_id=act.actor.user_id, defaults=known)
    for row in _named(rows):
        Hand.objects.get_or_create(requirement=requirement, **row, defaults={"part": part})


def _named(rows: list[dict[str, Any]]) -> list[dict[str, str]]:
    return [{"name": row["name"], "unit": row["unit"]} for row in rows]


def _unit_of(act: Act) -> str:
    return Organisation.objects.values_list("name", flat=True).get(pk=act.actor.organisation_id)


@effect("procurement.keep_requirement_papers")
def keep_requirement_papers(act: Act) -> None:
    for file in act.data["papers"]:
        attach(act.subject, file, "requirement", act=act)


@effect("procurement.nothing_to_cosign")
def nothing_to_cosign(act: Act) -> None:
    """Nobody waits for a signature below conditions that were taken out."""
    if not act.subject.special_conditions:
        duties.meet(act, act.subject, COSIGNING)


@effect("procurement.publish_requirement")
def publish_requirement(act: Act) -> None:
    announce(act)


@effect("procurement.publish_feedback")
def publish_feedback(act: Act) -> None:
    """The same again with what was said and what became of it: an outcome, which corrects nothing."""
    announce(act, {"feedback": both(lambda: feedback_of(act))})


def announce(act: Act, outcome: dict[str, Any] | None = None) -> Notice:
    """The call for comments; with its `outcome` once they were heard."""
    requirement: Requirement = act.subject
    project: Project = requirement.project
    payload = {
        "project_name": project.title,
        "project_number": project.number,
        "recipients": project.recipients,
        "requirement": both(lambda: draft_of(requirement)),
        "performance_standard": both(lambda: standard_of(project)),
        "channel": requirement.channel,
        "opens_at": requirement.comments_from,
        "closes_at": requirement.comments_until,
        **(outcome or {}),
    }
    return publish(
        act,
        KIND,
        requirement,
        payload,
        title=both(lambda: titled(project, outcome=bool(outcome))),
        project_id=project.pk,
        project_number=project.number,
        purchaser=project.purchaser,
        category=project.item.code,
        category_name=project.item.in_both_languages,
        closes_at=None if outcome else requirement.comments_until,
    )


def titled(project: Project, *, outcome: bool) -> str:
    pattern = _("Outcome: requirement of %(project)s") if outcome else _("Comments wanted: %(project)s")
    return pattern % {"project": project}


def draft_of(requirement: Requirement) -> str:
    """What is wanted, group by group, each under its name."""
    return "\n".join(f"{label}：{text}" for label, text in requirement.drafts())


def standard_of(project: Project) -> str:
    """The draft of the performance standard: each indicator with its points."""
    rows = project.indicators.order_by("position")
    said = gettext_lazy("%(block)s, %(name)s: %(points)s points; %(formula)s")
    return "\n".join(
        str(said)
        % {
            "block": Indicator.Block(row.block).label,
            "name": row.name,
            "points": f"{row.points.normalize():f}",
            "formula": row.formula,
        }
        for row in rows
    )


def feedback_of(act: Act) -> str:
    """The summary, then each comment with what became of it."""
    rows = [(row.told_text, row) for row in act.subject.portal_comments_of_round().exclude(shown_at=None)]
    rows += [(row.text, row) for row in PublicComment.objects.filter(event_id=act.event_id)]
    told = [f"“{said}”{row.get_treatment_display()}：{row.answer}" for said, row in rows]
    return "\n".join([act.subject.feedback, *told])


@effect("procurement.file_requirement")
def file_requirement(act: Act) -> None:
    """RQ-10: the requirement and the plan of its procurement lie with finance from now on."""
    project = act.subject.project
    subject = said(gettext_lazy("Filed: %(requirement)s"), requirement=act.subject)
    text = gettext_lazy("%(unit)s has fixed the requirement and the plan of its procurement.")
    body = said(text, unit=project.purchaser)
    url = act.subject.get_absolute_url()
    notify(project.finance_id, subject, body, url, kind=kinds.NEWS)


@effect("procurement.lapse_requirement")
def lapse_requirement(act: Act) -> None:
    """With a project that is given up nobody works on its requirement any more."""
    requirement = Requirement.objects.filter(project=act.subject).first()
    if requirement is not None and requirement.state not in {"fixed", "lapsed"}:
        follow(act, requirement, "lapse")
