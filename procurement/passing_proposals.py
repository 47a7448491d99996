"""Budget proposals go on with the successor of a unit that is closed, while their compilation is under way."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from uuid import UUID

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy

from accounts.models import Organisation
from accounts.reforms.passing import Heirs, Item, Passing, register
from procurement.models import BudgetProposal
from workflow.act import Act
from workflow.engine import follow

SETTLED = ("approved", "nothing", "lapsed", "called_off")
PROPOSAL = gettext_lazy("budget proposal")


@register
class Proposals(Passing):
    """A unit has one proposal in a compilation: where the successor has its own, the old one lapses and stays with the
    closed unit's files; what is still wanted is entered in the successor's."""

    def items(self, unit: Organisation) -> Iterable[Item]:
        yield from (Item(row.pk, str(row), PROPOSAL, row.get_absolute_url()) for row in proposals_of(unit))

    def pass_on(self, act: Act, unit: Organisation, heir_of: Callable[[UUID], Organisation]) -> Heirs:
        moved: Heirs = {}
        for proposal in proposals_of(unit):
            heir = heir_of(proposal.pk)
            if BudgetProposal.objects.filter(purchaser=heir, round=proposal.round_id).exists():
                if proposal.state not in SETTLED:
                    follow(act, proposal, "lapse")
                continue
            BudgetProposal.objects.filter(pk=proposal.pk).update(purchaser=heir)
            moved[proposal.pk] = heir.pk
            moved |= {pk: heir.pk for pk in proposal.open_questions().values_list("pk", flat=True)}
        return moved


def proposals_of(unit: Organisation) -> QuerySet[BudgetProposal]:
    """Those of compilations under way."""
    rows = BudgetProposal.objects.filter(purchaser=unit, round__state="open")
    return rows.select_related("round", "purchaser")
