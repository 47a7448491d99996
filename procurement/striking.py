"""What follows from taking back a line that was entered by mistake."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from accounts.services import notify
from core.phrases import paragraphs, said
from procurement.closing import TOLD
from procurement.models import BudgetEntry, BudgetLine
from procurement.publication import nothing_to_tell
from workflow.act import Act
from workflow.registry import effect


@effect("procurement.reverse_amount")
def reverse_amount(act: Act) -> None:
    """The books keep the entry, and a reversing one beside it."""
    line: BudgetLine = act.subject
    BudgetEntry.objects.create(
        line=line,
        kind=BudgetEntry.Kind.REVERSED,
        amount=-line.amount,
        event_id=act.event_id,
    )


@effect("procurement.tell_struck")
def tell_struck(act: Act) -> None:
    line: BudgetLine = act.subject
    subject = said(_("The budget line %(line)s was entered by mistake"), line=str(line))
    text = said(
        _("Finance has taken the entry back. Nothing is granted from it, and nothing is published of it.")
    )
    notify(line.purchaser_id, subject, paragraphs(text, act.reason), line.get_absolute_url(), roles=TOLD)


@effect("procurement.budget_as_before")
def budget_as_before(act: Act) -> None:
    """Nobody publishes what nobody approved (A5.3)."""
    nothing_to_tell(act, act.subject)
