"""What follows from acts of procurement: ledger entries, the parts of an application, what was submitted."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from core.money import yuan
from documents.services import attach
from procurement.copying import take_over_rows
from procurement.models import (
    BudgetEntry,
    Commitment,
    CommitmentEntry,
    CostRow,
    Exclusion,
    Indicator,
    PlanYear,
    Project,
    Submission,
    YearShare,
)
from procurement.notices import announce_budget
from procurement.publication import to_be_made_public
from procurement.snapshots import content_of
from procurement.starting import template_for
from workflow.act import Act
from workflow.registry import effect


@effect("procurement.enter_amount")
def enter_amount(act: Act) -> None:
    _book(act, BudgetEntry.Kind.APPROVED, act.data["amount"], act.data["approval_number"])


@effect("procurement.increase_amount")
def increase_amount(act: Act) -> None:
    _book(act, BudgetEntry.Kind.INCREASE, act.data["amount"], act.data["approval_number"])


@effect("procurement.cut_amount")
def cut_amount(act: Act) -> None:
    _book(act, BudgetEntry.Kind.CUT, -act.data["amount"], act.reason[:300])


def _book(act: Act, kind: str, amount: Decimal, note: str) -> None:
    BudgetEntry.objects.create(line=act.subject, kind=kind, amount=amount, event_id=act.event_id, note=note)


@effect("procurement.write_plan_years")
def write_plan_years(act: Act) -> None:
    act.subject.plan_years.all().delete()
    PlanYear.objects.bulk_create(PlanYear(line=act.subject, **row) for row in act.data["plan_years"])


@effect("procurement.budget_changed")
def budget_changed(act: Act) -> None:
    """The unit's budget is to be made public, or made public anew (A5.3)."""
    to_be_made_public(act, act.subject)


@effect("procurement.publish_budget")
def publish_budget(act: Act) -> None:
    announce_budget(act)


@effect("procurement.prepare_templates")
def prepare_templates(act: Act) -> None:
    """A new application starts from an earlier one, or from the indicators of its category."""
    if (earlier := act.data["earlier"]) is not None:
        take_over_rows(act.subject, earlier)
    else:
        _write_indicators(act.subject, template_for(act.subject.item.code).indicators)


@effect("procurement.write_application")
def write_application(act: Act) -> None:
    """The parts of the application are those just handed in."""
    project = act.subject
    _write_costs(project, act.data["cost_rows"])
    _write_shares(project, act.data.get("later_years", []))
    _write_exclusions(project, act.data["exclusions"], none_applies=act.data.get("none_applies", False))
    _write_indicators(project, act.data["indicators"])


def _write_costs(project: Project, rows: list[dict[str, Any]]) -> None:
    project.cost_rows.all().delete()
    CostRow.objects.bulk_create(
        CostRow(project=project, position=n, total=yuan(row["quantity"] * row["unit_price"]), **row)
        for n, row in enumerate(rows)
    )


def _write_shares(project: Project, rows: list[dict[str, Any]]) -> None:
    project.year_shares.all().delete()
    YearShare.objects.bulk_create(YearShare(project=project, **row) for row in rows)


def _write_exclusions(project: Project, rows: list[dict[str, Any]], *, none_applies: bool) -> None:
    """`none_applies`: the handler has read all points and says of the rest that none applies."""
    project.exclusions.all().delete()
    Exclusion.objects.bulk_create(
        Exclusion(project=project, rule=row["rule"], applies=bool(row["applies"]), law=row["law"])
        for row in rows
        if none_applies or row["applies"] is not None
    )


def _write_indicators(project: Project, rows: list[dict[str, Any]]) -> None:
    project.indicators.all().delete()
    Indicator.objects.bulk_create(Indicator(project=project, position=n, **row) for n, row in enumerate(rows))


@effect("procurement.keep_submission")
def keep_submission(act: Act) -> None:
    """The text that finance decides on is kept as it was."""
    project = act.subject
    Submission.objects.create(
        project=project,
        number=project.submissions.count() + 1,
        content=content_of(project),
        event_id=act.event_id,
        submitted_at=act.now,
    )


@effect("procurement.commit")
def commit(act: Act) -> None:
    """A grant reserves what each year bears on a line of that year."""
    for share in act.subject.granted_shares(act.data):
        commitment, _made = Commitment.objects.get_or_create(project=act.subject, line=share.line)
        CommitmentEntry.objects.create(
            commitment=commitment,
            kind=CommitmentEntry.Kind.GRANT,
            amount=share.amount,
            event_id=act.event_id,
            note=act.data["decision_number"],
        )


@effect("procurement.release_rest")
def release_rest(act: Act) -> None:
    """What is not under contract becomes free again."""
    for commitment in Commitment.objects.filter(project=act.subject).select_for_update():
        if commitment.free > 0:
            CommitmentEntry.objects.create(
                commitment=commitment,
                kind=CommitmentEntry.Kind.RELEASE,
                amount=-commitment.free,
                event_id=act.event_id,
                note=str(act.step.name),
            )


@effect("procurement.keep_papers")
def keep_papers(act: Act) -> None:
    """Files that were added become papers of the subject."""
    for file in act.data["papers"]:
        attach(act.subject, file, "application", act=act)
