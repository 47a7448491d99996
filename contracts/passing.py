"""Contracts bind whoever takes the place of a party; what both are about to sign is signed first."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from uuid import UUID

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import Organisation
from accounts.reforms.passing import Heirs, Item, Passing, register
from contracts.effects.shared import tell
from contracts.lifecycle.states import UNSIGNED, ContractState
from contracts.lifecycle.supplement import SupplementState
from contracts.models import Contract, Supplement
from core.figures import amount_text
from core.phrases import said
from procurement.models import Project
from sourcing.models import Award
from workflow.act import Act
from workflow.obstacles import Mend, Obstacle, stop

CONTRACT = gettext_lazy("contract")
BEING_SIGNED = (ContractState.PROPOSED, ContractState.PURCHASER_SIGNED)
SUPPLEMENT_BEING_SIGNED = (SupplementState.PROPOSED, SupplementState.PURCHASER_SIGNED)
ENDED = (ContractState.TERMINATED, ContractState.WITHDRAWN)
ACCOUNT = gettext_lazy(
    "The successor has its rights and duties (Civil Code, art. 67). The account to which is paid stays as the contract "
    "names it until both parties agree on another one in a supplement: ask before you pay."
)
FILED = (Project.State.CLOSED, Project.State.TERMINATED, Project.State.REFUSED)


@register
class Contracts(Passing):
    def items(self, unit: Organisation) -> Iterable[Item]:
        """Of a provider; a purchaser's go with their projects."""
        for contract in open_contracts_of(unit):
            label = _("%(contract)s, %(total)s yuan") % {
                "contract": contract,
                "total": amount_text(contract.total),
            }
            yield Item(contract.pk, label, CONTRACT, contract.get_absolute_url())

    def hindrances(self, unit: Organisation, heirs: list[Organisation]) -> Iterable[Obstacle]:
        """The text that is being signed names the parties."""
        for contract in Contract.objects.filter(purchaser=unit, state__in=BEING_SIGNED):
            mend = Mend(contract.get_absolute_url(), _("See the contract"))
            text = _("“%(contract)s” is being signed. Let both parties sign first, or withdraw it.")
            yield stop(text % {"contract": contract}, mend=mend)
        for award in unsigned_awards_of(unit):
            text = _(
                "%(unit)s has won “%(tender)s” and the contract isn't signed yet. Let both parties sign first; it "
                "then passes to the successor."
            )
            yield stop(text % {"unit": unit, "tender": award.tender.title}, "B8.1")
        going_round = Supplement.objects.filter(contract__provider=unit, state__in=SUPPLEMENT_BEING_SIGNED)
        for supplement in going_round:
            mend = Mend(supplement.get_absolute_url(), _("See the supplement"))
            text = _("“%(supplement)s” is being signed. Let both parties sign first, or withdraw it.")
            yield stop(text % {"supplement": supplement}, mend=mend)

    def pass_on(self, act: Act, unit: Organisation, heir_of: Callable[[UUID], Organisation]) -> Heirs:
        """With the project; what an authority had to approve, whoever keeps its files approves. A provider's go with
        the provider."""
        moved: Heirs = {}
        for heir in act.subject.heirs():
            rows = Contract.objects.filter(purchaser=unit, project__purchaser=heir)
            moved |= dict.fromkeys(rows.values_list("pk", flat=True), heir.pk)
            rows.update(purchaser=heir)
        named = Contract.objects.filter(authority=unit).exclude(state=ContractState.TERMINATED)
        moved |= {pk: act.subject.keeper_id for pk in named.values_list("pk", flat=True) if pk not in moved}
        named.update(authority=act.subject.keeper)
        return moved | _pass_to_provider(act, unit)


def unsigned_awards_of(unit: Organisation) -> Iterable[Award]:
    """Announced, so that it is no secret who has won; before, the bid isn't decided."""
    won = Award.objects.filter(provider=unit, announced_at__isnull=False)
    won = won.exclude(tender__project__state__in=FILED).select_related("tender")
    concluded = Contract.objects.exclude(state__in=(*UNSIGNED, ContractState.WITHDRAWN))
    return won.exclude(pk__in=concluded.values("award"))


def open_contracts_of(provider: Organisation) -> QuerySet[Contract]:
    """Signed, not ended, and of a project that isn't filed: something is still to be done, paid or judged."""
    rows = Contract.objects.filter(provider=provider).exclude(state__in=(*ENDED, *UNSIGNED))
    return rows.exclude(project__state__in=FILED)


def _pass_to_provider(act: Act, unit: Organisation) -> Heirs:
    """Its rights and duties whole: service, claims to payment, deposit. Only the account is nobody's to change."""
    heir, rows = act.subject.keeper, list(open_contracts_of(unit))
    Contract.objects.filter(pk__in=[contract.pk for contract in rows]).update(provider=heir)
    for contract in rows:
        text = said(
            gettext_lazy("%(contract)s goes on with %(after)s, into which %(before)s has been merged."),
            contract=contract,
            before=unit,
            after=heir,
        )
        for party in (contract.purchaser_id, contract.finance_id):
            tell(party, text, ACCOUNT, contract.get_absolute_url())
    return dict.fromkeys((contract.pk for contract in rows), heir.pk)
