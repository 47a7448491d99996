"""What is entered once comes out as papers: the application form, the approval sheet, the requirement (A4)."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import override

from documents.services import request_pdf
from procurement.models import Project, Requirement
from procurement.presenting_requirements import arrangements_of, rules_of
from procurement.proportion import demands_of
from procurement.side_by_side import asked_of_each_year, granted_in_each_year
from workflow.act import Act
from workflow.registry import effect

CHINESE = "zh-hans"


@effect("procurement.print_application")
def print_application(act: Act) -> None:
    """As it goes to finance: one page where the short way is enough, else with its tables."""
    _request(
        act, "application_form", _in_chinese(lambda: _("Application form: %(project)s"), act.subject), {}
    )


@effect("procurement.print_approval")
def print_approval(act: Act) -> None:
    """What the unit asked for, what finance has decided, and what follows from it."""
    decided = {"reviewer": act.actor.user_name, "reason": act.reason, "decided_on": act.done_on}
    title = _in_chinese(lambda: _("Approval sheet: %(project)s"), act.subject)
    _request(act, "approval_sheet", title, decided)


def _in_chinese(pattern: Any, project: Project) -> str:
    with override(CHINESE):
        return str(pattern() % {"project": project})


def _request(act: Act, kind: str, title: str, more: dict[str, Any]) -> None:
    project: Project = act.subject
    context = context_of(project, act.today) | more
    template = f"procurement/print/{kind}.html"
    issuer = project.finance if kind == "approval_sheet" else project.purchaser
    request_pdf(project, kind, template, context, title=title, issuer=issuer, act=act)


def context_of(project: Project, today: Any) -> dict[str, Any]:
    """What both papers draw."""
    demands = demands_of(project, today)
    return {
        "project": project,
        "small": project.is_short(today),
        "cost_rows": list(project.cost_rows.all()),
        "asked": asked_of_each_year(project),
        "granted_years": granted_in_each_year(project),
        "indicators": list(project.indicators.all()),
        "applying": list(project.exclusions.filter(applies=True)),
        "answered": project.exclusions.count(),
        "wanted": [demand for demand in demands if demand.applies],
        "fallen_away": [demand for demand in demands if not demand.applies],
    }


@effect("procurement.print_requirement")
def print_requirement(act: Act) -> None:
    """The requirement with the plan of its procurement, as it lies with finance."""
    requirement: Requirement = act.subject
    with override(CHINESE):
        context = {
            "requirement": requirement,
            "project": requirement.project,
            "contents": [(str(label), text) for label, text in requirement.drafts()],
            "arrangements": arrangements_of(requirement),
            "rules": list(rules_of(requirement)),
            "respondents": list(requirement.respondents()),
            "reviews": list(requirement.reviews.filter(round=requirement.round)),
        }
        title = str(requirement)
    template = "procurement/print/requirement.html"
    issuer = requirement.project.purchaser
    request_pdf(requirement, "requirement", template, context, title=title, issuer=issuer, act=act)
