"""A contract goes along when what it draws on is reserved in the next year's budget."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from django.db.models import Q

from contracts import years
from contracts.effects.contract import bind
from contracts.models import Contract, ContractEntry, FundYear
from core.money import ZERO
from procurement.closing import companions
from workflow.engine import follow

if TYPE_CHECKING:
    from procurement.models import Commitment
    from workflow.act import Act


@contextmanager
def contracts_go_along(act: Act, old: Commitment, new: Commitment) -> Iterator[None]:
    """What isn't paid is bound no longer by the old year and from now on by the new one."""
    moved = {contract: years.unpaid_on(contract, old) for contract in _drawing_on(old)}
    for contract, rest in moved.items():
        bind(act, contract, old, -rest, ContractEntry.Kind.CARRIED)
    yield
    for contract, rest in moved.items():
        bind(act, contract, new, rest, ContractEntry.Kind.CARRIED)
        _plan_funds_anew(contract, old.year)
        follow(act, contract, "draw_on", commitment=new)


companions.append(contracts_go_along)


def _drawing_on(commitment: Commitment) -> list[Contract]:
    """Those that begin to draw there, and those of several years that have reached it."""
    same = Q(commitment=commitment)
    reached = Q(commitment__year__lt=commitment.year, entries__commitment=commitment)
    found = Contract._base_manager.filter(same | reached, project_id=commitment.project_id)
    keys = set(found.exclude(state="withdrawn").values_list("pk", flat=True))
    rows = Contract._base_manager.filter(pk__in=keys).select_for_update(of=("self",)).order_by("pk")
    return [each for each in rows if each.commitment_id == commitment.pk or years.unpaid_on(each, commitment)]


def _plan_funds_anew(contract: Contract, year: int) -> None:
    """What the fund plan meant for the year that ends, and nobody approved, is planned for the next (A7.8)."""
    ending = contract.fund_years.filter(year=year).first()
    if ending is None or not ending.open_amount:
        return
    rest = ending.open_amount
    contract.fund_years.filter(pk=ending.pk).update(amount=ending.agreed)
    following, _made = FundYear.objects.get_or_create(
        contract=contract, year=year + 1, defaults={"amount": ZERO}
    )
    contract.fund_years.filter(pk=following.pk).update(amount=following.amount + rest)
