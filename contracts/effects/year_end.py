"""A contract goes along when what it draws on is reserved in the next year's budget."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from decimal import Decimal
from typing import TYPE_CHECKING

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
    moved = {contract: _bound(contract) for contract in _drawing_on(old)}
    for contract, rest in moved.items():
        _enter(act, contract, old, -rest)
    yield
    for contract, rest in moved.items():
        _enter(act, contract, new, rest)
        _plan_funds_anew(contract, old.line.year)
        follow(act, contract, "draw_on", commitment=new)


companions.append(contracts_go_along)


def _drawing_on(commitment: Commitment) -> list[Contract]:
    found = Contract._base_manager.filter(commitment=commitment).exclude(state="withdrawn")
    return list(found.select_for_update(of=("self",)).order_by("pk"))


def _bound(contract: Contract) -> Decimal:
    """What the contract has bound and nobody has paid; nothing before it is signed."""
    entries = contract.entries.filter(commitment_id=contract.commitment_id)
    bound = sum((entry.amount for entry in entries), ZERO)
    drawn = contract.payment_entries.filter(commitment_id=contract.commitment_id)
    return bound - sum((entry.paid for entry in drawn), ZERO)


def _enter(act: Act, contract: Contract, commitment: Commitment, amount: Decimal) -> None:
    if amount:
        ContractEntry.objects.create(
            contract=contract,
            commitment=commitment,
            kind=ContractEntry.Kind.CARRIED,
            amount=amount,
            event_id=act.event_id,
        )


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
