"""What follows from reports, inspections and findings."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from accounts.roles import Role
from accounts.telling.kinds import RETURNED
from contracts.effects.shared import keep, tell
from contracts.models import Contract, Finding, ProgressEntry
from contracts.rules.shared import HUNDRED
from core.phrases import said
from workflow import duties
from workflow.engine import follow
from workflow.registry import effect
from workflow.steps import Clock

if TYPE_CHECKING:
    from workflow.act import Act

DELIVER = Clock("A4.9", step="deliver", party="provider_id", role=Role.PROVIDER_AGENT)
POINT = Decimal("0.01")


@effect("contracts.report.keep_files")
def keep_report(act: Act) -> None:
    keep(act, "files", "report")


@effect("contracts.report.enter_progress")
def enter_progress(act: Act) -> None:
    """What is new since the last verification goes into the ledger; the database keeps the totals.

    What rises goes first: the total never falls below what payments rest on while the rows are entered.
    """
    done = {row["milestone"]: row["done"] for row in act.data["progress"]}
    milestones = act.subject.contract.milestones.all()
    verified = {each: (each.weight * done[each.number] / 100).quantize(POINT) for each in milestones}
    for milestone, points in sorted(verified.items(), key=lambda each: each[0].verified - each[1]):
        if points != milestone.verified:
            ProgressEntry.objects.create(
                contract=act.subject.contract,
                milestone=milestone,
                report=act.subject,
                points=points - milestone.verified,
                event_id=act.event_id,
            )
    contract = Contract.objects.get(pk=act.subject.contract_id)
    if contract.progress >= HUNDRED and contract.delivered_at is None:
        duties.open_for(act, contract, DELIVER)


@effect("contracts.inspection.keep_photos")
def keep_photos(act: Act) -> None:
    keep(act, "photos", "photo")


@effect("contracts.inspection.raise_findings")
def raise_findings(act: Act) -> None:
    """Each finding is a matter of its own, with its own deadline."""
    for row in act.data["findings"]:
        contract = act.subject.contract
        finding = follow(
            act,
            Finding(inspection=act.subject),
            "demand",
            contract=contract,
            found_on=act.data["visited_on"],
            text=row["text"],
            demand_text=row["demand_text"],
            answer_by=row["answer_by"],
        ).subject
        tell(
            contract.provider_id,
            said(_("An inspection of %(number)s found something to put right"), number=contract.number),
            row["demand_text"],
            finding.get_absolute_url(),
            [Role.PROVIDER_AGENT, Role.PROVIDER_HEAD],
            kind=RETURNED,
        )


@effect("contracts.finding.keep_files")
def keep_answer(act: Act) -> None:
    keep(act, "files", "rectification")
