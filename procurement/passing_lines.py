"""One budget line divided between successors: a sequence of the moves that the ledger knows, in one act.

The grants that go are released on the old line, one entry of the book of moves takes them and what is free to a new
line of the other successor, and there they are granted again. Every limit of the database holds at each entry.
"""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import Any
from uuid import UUID

from django import forms
from django.db.models import F
from django.utils.translation import gettext as _

from accounts.models import Organisation, Reform
from core.figures import amount_text
from core.money import ZERO, MoneyFormField
from procurement.models import BudgetLine, BudgetMove, Commitment, CommitmentEntry, Project
from workflow.act import Act
from workflow.engine import follow, follow_create
from workflow.forms import StepForm
from workflow.obstacles import Mend, Obstacle, stop
from workflow.registry import effect, form_for

Going = list[tuple[Project, Organisation]]


@form_for("procurement.budgetline.divide_off")
class DivideOffForm(StepForm):
    """By the portal alone."""

    line = forms.ModelChoiceField(BudgetLine.objects.all())
    heir = forms.ModelChoiceField(Organisation.objects.all())


@form_for("procurement.budgetline.divide")
class DivideForm(StepForm):
    """By the portal alone."""

    target = forms.ModelChoiceField(BudgetLine.objects.all())
    amount = MoneyFormField(min_value=ZERO)
    projects = forms.ModelMultipleChoiceField(Project.objects.all(), required=False)
    approval_number = forms.CharField(max_length=80)


def divisible(line: BudgetLine) -> Decimal | None:
    """What is free on a line in use; nothing can be divided of another one."""
    return line.free if line.state == BudgetLine.State.OPEN else None


def is_bound(project: Project) -> bool:
    """Whether a contract draws on its grant: then the line goes whole, because the contract names its money.

    What lines of several years bear goes with them as well: no successor has the money of one year without the next.
    """
    return project.commitments.filter(contracted__gt=0).exists() or project.year_shares.exists()


def objections(
    reform: Reform, lines: Iterable[BudgetLine], projects: Iterable[Project]
) -> Iterable[Obstacle]:
    given = reform.heir_of()
    for project in projects:
        heir, of_the_line = given.get(project.pk), given.get(project.budget_line_id)
        if heir and of_the_line and heir != of_the_line and is_bound(project):
            text = _("“%(project)s” is under contract by now and goes with its budget line. Assign it there.")
            yield stop(text % {"project": project}, "A5.4", mend=_to(reform, "assign"))
    for line in lines:
        wanted = sum((part.amount for part in reform.parts_of(line.pk)), ZERO)
        if wanted > (divisible(line) or ZERO):
            facts = {
                "line": line,
                "wanted": amount_text(wanted),
                "free": amount_text(divisible(line) or ZERO),
            }
            text = _(
                "Of “%(line)s” %(wanted)s yuan are to be divided off, and only %(free)s are free by now."
            )
            yield stop(text % facts, "A5.4", mend=_to(reform, "divide"))


def _to(reform: Reform, step: str) -> Mend:
    labels = {"assign": _("Say what goes to whom"), "divide": _("Divide a budget line")}
    return Mend(f"{reform.get_absolute_url()}{step}/", labels[step])


def divide(act: Act, line: BudgetLine, heir: Organisation, projects: Going) -> dict[UUID, UUID]:
    """What of the line goes to others than the one that takes it. Returns the new lines and whose they are."""
    parts = {part.heir: part.amount for part in act.subject.parts_of(line.pk) if part.heir != heir}
    others = dict.fromkeys([*parts, *(to for _project, to in projects if to != heir)])
    return dict(_divide_off(act, line, other, parts.get(other, ZERO), projects) for other in others)


def _divide_off(
    act: Act, line: BudgetLine, other: Organisation, amount: Decimal, projects: Going
) -> tuple[UUID, UUID]:
    new = follow_create(act, BudgetLine, "divide_off", line=line, heir=other).subject
    going = [project for project, to in projects if to == other]
    values: dict[str, Any] = {"target": new, "amount": amount, "projects": going}
    follow(act, line, "divide", **values, approval_number=act.subject.basis)
    return new.pk, other.pk


@effect("procurement.divide_line")
def divide_line(act: Act) -> None:
    line, target, projects = act.subject, act.data["target"], list(act.data["projects"])
    grants = list(Commitment.objects.filter(line=line, project__in=projects, amount__gt=F("contracted")))
    for grant in grants:
        _enter(act, grant, CommitmentEntry.Kind.RELEASE, -grant.amount)
    amount = sum((grant.amount for grant in grants), act.data["amount"])
    if amount:
        BudgetMove.objects.create(
            source=line,
            target=target,
            kind=BudgetMove.Kind.TRANSFER,
            amount=amount,
            event_id=act.event_id,
            note=act.data["approval_number"],
        )
    for grant in grants:
        again, _made = Commitment.objects.get_or_create(project=grant.project, line=target)
        _enter(act, again, CommitmentEntry.Kind.GRANT, grant.amount)
    Project.objects.filter(pk__in=[project.pk for project in projects]).update(budget_line=target)


def _enter(act: Act, grant: Commitment, kind: str, amount: Decimal) -> None:
    CommitmentEntry.objects.create(
        commitment=grant, kind=kind, amount=amount, event_id=act.event_id, note=act.data["approval_number"]
    )
