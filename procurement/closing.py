"""What follows from the closing of a year, and from reserving in the next one what this one leaves open."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager, ExitStack
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.roles import Role
from accounts.services import notify
from core.dates import long_date
from core.figures import amount_text
from core.money import ZERO
from core.phrases import later, paragraphs, said
from procurement.models import BudgetEntry, BudgetLine, BudgetMove, Commitment, CommitmentEntry, YearClosing
from procurement.publication import to_be_made_public
from procurement.rules.closing import LESS
from workflow.act import Act
from workflow.engine import follow
from workflow.registry import effect

TOLD = (Role.HANDLER, Role.HEAD, Role.CASHIER)

Companion = Callable[[Act, Commitment, Commitment], AbstractContextManager[Any]]
companions: list[Companion] = []
"""What goes along with a commitment that is reserved in the next year. Upper apps add theirs: a context in which the
entries are written, because what draws on the old commitment leaves it before, and draws on the new one after."""


@effect("procurement.tell_the_cutoff")
def tell_the_cutoff(act: Act) -> None:
    """Every unit with a line of the year learns until when it is paid; nobody is called for a day gone by."""
    closing: YearClosing = act.subject
    if closing.payments_until < act.today:
        return
    units = _units_of(closing)
    day = later(long_date, closing.payments_until)
    subject = said(_("Payments of %(year)s are made until %(day)s"), year=closing.year, day=day)
    text = _(
        "After that day nothing is paid from the budget of %(year)s. What is open then is reserved in the next "
        "year's budget and paid from there. Hand in what is due in time."
    )
    body = said(text, year=closing.year)
    for unit in units:
        notify(unit, subject, body, reverse("procurement:budgetline-list"), roles=TOLD)


@effect("procurement.settle_lines")
def settle_lines(act: Act) -> None:
    """Each unit learns that the year is over, and what of its money has lapsed with it."""
    closing: YearClosing = act.subject
    for unit in _units_of(closing):
        rows = closing.lines.filter(purchaser_id=unit)
        lapsed = sum((line.free for line in rows), ZERO)
        subject = said(_("The budget year %(year)s has been closed"), year=closing.year)
        text = _(
            "What was free on your lines of that year has lapsed: %(lapsed)s yuan. What was reserved goes on in "
            "the next year's budget."
        )
        body = said(text, lapsed=later(amount_text, lapsed))
        notify(unit, subject, body, reverse("procurement:budgetline-list"), roles=TOLD)
    for line in closing.lines:
        follow(act, line, "settle")


def _units_of(closing: YearClosing) -> list[UUID]:
    return list(closing.lines.order_by("purchaser_id").values_list("purchaser_id", flat=True).distinct())


@effect("procurement.tell_line_closed")
def tell_line_closed(act: Act) -> None:
    line: BudgetLine = act.subject
    subject = said(_("The budget line %(line)s has been closed"), line=str(line))
    text = _("Nothing more is granted from it. What is granted already stays.")
    notify(
        line.purchaser_id, subject, paragraphs(said(text), act.reason), line.get_absolute_url(), roles=TOLD
    )


@effect("procurement.reserve")
def reserve(act: Act) -> None:
    """Money and commitment go to the next year's line in one act; what is under contract goes along."""
    old, target = act.data["commitment"], act.data["target"]
    rest, line = old.unpaid, act.subject
    new, _made = Commitment.objects.get_or_create(project=old.project, line=target)
    with ExitStack() as along:
        for companion in companions:
            along.enter_context(companion(act, old, new))
        _entry(act, old, -rest)
        BudgetMove.objects.create(
            source=line,
            target=target,
            kind=BudgetMove.Kind.CARRIED,
            amount=rest,
            event_id=act.event_id,
            note=act.data["approval_number"],
        )
        _entry(act, new, rest)
    to_be_made_public(act, target)


def _entry(act: Act, commitment: Commitment, amount: Any) -> None:
    CommitmentEntry.objects.create(
        commitment=commitment,
        kind=CommitmentEntry.Kind.CARRIED,
        amount=amount,
        event_id=act.event_id,
        note=act.data["approval_number"],
    )


@effect("procurement.adjust")
def adjust(act: Act) -> None:
    """The one entry that a closed year still takes."""
    line: BudgetLine = act.subject
    amount = act.data["amount"]
    BudgetEntry.objects.create(
        line=line,
        kind=BudgetEntry.Kind.ADJUSTMENT,
        amount=-amount if act.data["direction"] == LESS else amount,
        event_id=act.event_id,
        note=act.data["approval_number"],
    )
