"""Money that was approved first and imported afterwards, under another number: found, and made to stand once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from procurement.importing import Intent
from procurement.models import (
    BudgetEntry,
    BudgetLine,
    Commitment,
    CommitmentEntry,
    LineImport,
    Project,
    ProposalRow,
)
from workflow.act import Act
from workflow.engine import follow
from workflow.registry import effect

OVER = (Project.State.CLOSED, Project.State.TERMINATED)


@dataclass(frozen=True)
class Twin:
    """A row of a workbook, and the approved row that says the same under another number."""

    intent: Intent
    row: ProposalRow


def twins_of(found: LineImport) -> list[Twin]:
    """What would stand twice, or does, once the workbook is entered."""
    known: dict[tuple[Any, ...], list[ProposalRow]] = defaultdict(list)
    for row in ProposalRow.objects.entered_by_approval().filter(proposal__finance_id=found.finance_id):
        key = (row.proposal.purchaser_id, row.proposal.round.year, row.source, row.approved)
        known[key].append(row)
    return list(_twins(found, known)) if known else []


def _twins(found: LineImport, known: dict[tuple[Any, ...], list[ProposalRow]]) -> Iterator[Twin]:
    intents = found.plan.intents
    lines = [intent.line.pk for intent in intents if intent.line]
    settled = set(ProposalRow.objects.filter(line__in=lines).values_list("line", flat=True))
    for intent in intents:
        says, line = intent.values, intent.line
        if line and (line.pk in settled or line.state != BudgetLine.State.OPEN):
            continue
        for row in known.get((intent.purchaser.pk, says["year"], says.get("source"), says["amount"]), ()):
            if row.item.code.startswith(says.get("category") or ""):
                yield Twin(intent, row)


@effect("procurement.take_the_row")
def take_the_row(act: Act) -> None:
    """The line of the approval gives up its money, and what rests on it comes along."""
    line, row = act.subject, act.data["row"]
    former, document = row.line, row.proposal.document_number
    grants = list(Commitment.objects.filter(line=former, amount__gt=0))
    for grant in grants:
        _enter(act, grant, CommitmentEntry.Kind.RELEASE, -grant.amount)
    follow(act, former, "give_way", line=line, document_number=document)
    ProposalRow.objects.filter(pk=row.pk).update(line=line)
    for grant in grants:
        again, _made = Commitment.objects.get_or_create(project=grant.project, line=line)
        _enter(act, again, CommitmentEntry.Kind.GRANT, grant.amount)
    Project.objects.filter(budget_line=former).exclude(state__in=OVER).update(budget_line=line)
    plan = list(former.plan_years.values("year", "amount"))
    if plan and not line.plan_years.exists():
        follow(act, line, "plan", plan_years=plan, reason=str(row.proposal))


def _enter(act: Act, grant: Commitment, kind: str, amount: Decimal) -> None:
    note = act.data["row"].proposal.document_number
    CommitmentEntry.objects.create(
        commitment=grant, kind=kind, amount=amount, event_id=act.event_id, note=note
    )


@effect("procurement.give_way")
def give_way(act: Act) -> None:
    """All of it, by an entry of its own; then nothing but the way to the other line is left."""
    line, document = act.subject, act.data["document_number"]
    BudgetEntry.objects.create(
        line=line, kind=BudgetEntry.Kind.JOINED, amount=-line.amount, event_id=act.event_id, note=document
    )
    BudgetLine.objects.filter(pk=line.pk).update(gave_way_to=act.data["line"])
