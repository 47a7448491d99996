"""Contracts bind whoever takes the place of a party; what both are about to sign is signed first."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from uuid import UUID

from django.utils.translation import gettext as _

from accounts.models import Organisation
from accounts.reforms.passing import Heirs, Passing, register
from contracts.lifecycle.states import ContractState
from contracts.models import Contract
from workflow.act import Act
from workflow.obstacles import Mend, Obstacle, stop

BEING_SIGNED = (ContractState.PROPOSED, ContractState.PURCHASER_SIGNED)


@register
class Contracts(Passing):
    def hindrances(self, unit: Organisation, heirs: list[Organisation]) -> Iterable[Obstacle]:
        """The text that is being signed names the parties."""
        for contract in Contract.objects.filter(purchaser=unit, state__in=BEING_SIGNED):
            mend = Mend(contract.get_absolute_url(), _("See the contract"))
            text = _("“%(contract)s” is being signed. Let both parties sign first, or withdraw it.")
            yield stop(text % {"contract": contract}, mend=mend)

    def pass_on(self, act: Act, unit: Organisation, heir_of: Callable[[UUID], Organisation]) -> Heirs:
        """With the project; what an authority had to approve, whoever keeps its files approves."""
        moved: Heirs = {}
        for heir in act.subject.heirs():
            rows = Contract.objects.filter(purchaser=unit, project__purchaser=heir)
            moved |= dict.fromkeys(rows.values_list("pk", flat=True), heir.pk)
            rows.update(purchaser=heir)
        named = Contract.objects.filter(authority=unit).exclude(state=ContractState.TERMINATED)
        moved |= {pk: act.subject.keeper_id for pk in named.values_list("pk", flat=True) if pk not in moved}
        named.update(authority=act.subject.keeper)
        return moved
