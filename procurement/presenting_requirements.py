"""A requirement in words: its way, how it is bought, and what a new one takes from the application."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext_lazy as _

from core.components import Fact
from core.dates import long_date
from core.figures import amount_text, quantity_text
from procurement.models import Project, Requirement
from procurement.models.plan import Method
from workflow import law
from workflow.clock import legal_date


def way_of(found: Requirement) -> Iterator[tuple[Any, bool, bool, str]]:
    """What it must go through, what falls away, and what is behind it: (title, wanted, done, rule)."""
    needs, fixed = found.needs(found.regime_date()), found.state == Requirement.State.FIXED
    passed = found.reviewed()
    yield _("Survey among the market"), needs.survey, found.surveyed_on is not None, "RQ-1"
    yield _("Public opinion on the requirement"), needs.opinion, found.heard_at is not None, "RQ-8"
    if found.special_conditions:
        signed = found.cosigned_at is not None
        yield _("Special conditions co-signed by finance"), True, signed, "A2.7"
    yield _("General review by others than its authors"), True, "general" in passed, "RQ-4"
    yield _("Focused review"), needs.focused, "focused" in passed, "RQ-4"
    yield _("Fixed, and filed with finance"), True, fixed, "RQ-10"


def facts_of(found: Requirement) -> list[Fact]:
    project = found.project
    facts = [
        Fact(_("Project"), project, url=project.get_absolute_url()),
        Fact(_("Purchaser"), project.purchaser, url=project.purchaser.get_absolute_url()),
        Fact(_("Filed with"), project.finance),
    ]
    if found.special_conditions and found.cosigned_at:
        facts.append(Fact(_("Special conditions co-signed on"), long_date(found.cosigned_at)))
    if found.fixed_at:
        facts.append(Fact(_("Fixed on"), long_date(found.fixed_at)))
    if found.fixed_outside:
        facts.append(Fact(_("By document"), found.fixed_outside))
    return facts


def arrangements_of(found: Requirement) -> list[Fact]:
    return [
        Fact(_("Ceiling price (yuan)"), amount_text(found.ceiling), number=True),
        Fact(_("Sourcing begins"), long_date(found.begins_on)),
        Fact(_("Who carries it out"), found.get_organisation_display()),
        Fact(_("Procurement method"), found.get_method_display()),
        Fact(_("Pricing"), found.get_pricing_display()),
        Fact(_("Contracts of the same kind asked for"), str(found.similar_contracts), number=True),
    ]


def first_draft(project: Project) -> dict[str, Any]:
    """What need not be typed a second time."""
    amount = f"{quantity_text(project.quantity)}{project.unit}" if project.quantity else ""
    term = [f"{day.year}年{day.month}月{day.day}日" for day in (project.starts_on, project.ends_on) if day]
    at_stake = project.amount_at_stake()
    quality = project.quality_standard
    return {
        "project": project.pk,
        "goal": project.need,
        "quality": quality,
        "quantity": "\n".join(filter(None, [amount, "至".join(term), project.recipients])),
        "ceiling": at_stake,
        "method": project.plan_line.method if project.plan_line else method_for(project),
        "similar_contracts": 0,
        "recipients_accept": project.service_class == Project.ServiceClass.PUBLIC,
        "acceptance": "\n".join(
            f"{row.name}：{quantity_text(row.target)}{row.unit}" for row in project.indicators.all()[:6]
        ),
    }


def method_for(project: Project) -> str:
    """Open tendering from its threshold on; below it another method may do."""
    limit = law.threshold("open_goods_services", project.jurisdiction_code(), legal_date()).value
    return Method.OPEN if (project.amount_at_stake() or 0) >= limit else Method.CONSULTATION


def rules_of(found: Requirement) -> Iterator[tuple[Any, str]]:
    """What the plan of procurement says in sentences."""
    yield _("Conditions for providers"), found.eligibility
    if found.special_conditions:
        yield _("Special conditions for providers"), found.special_conditions
    yield _("Rules by which the provider is chosen"), found.rules_of_choice
    yield _("Plan of acceptance"), found.acceptance_plan
    yield _("Risks and how they are met"), found.risks
    if found.emergency:
        yield _("Unforeseen emergency"), found.emergency
