"""The account to which is paid: that of the contract, or of the last supplement in force that agreed on another."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

COLUMNS = ("payee_name", "payee_bank", "payee_account")


@dataclass(frozen=True, slots=True)
class Payee:
    """Where money goes. `supplement` is the one that agreed on it; None for the contract's own account."""

    name: str
    bank: str
    account: str
    supplement: Any = None

    @property
    def tail(self) -> str:
        """The account as pages show it: its last four digits."""
        return f"**** {self.account[-4:]}" if self.account else ""

    @property
    def number(self) -> int:
        """The number of that supplement; 0 for the contract."""
        return self.supplement.number if self.supplement else 0


def payee_of(contract: Any) -> Payee:
    """In force now. One change of the account is under way at a time, so the last number is the last one signed."""
    changed = contract.supplements.filter(state="signed").exclude(payee_account="").order_by("number").last()
    return _payee(changed or contract, changed)


def proposed_in(supplement: Any) -> Payee | None:
    """The account on which a supplement agrees, where it does."""
    return _payee(supplement, supplement) if supplement.payee_account else None


def account_before(supplement: Any) -> Payee | None:
    """To which is paid as long as a supplement that agrees on another account isn't signed."""
    pending = supplement.payee_account and supplement.state != "signed"
    return payee_of(supplement.contract) if pending else None


def _payee(source: Any, supplement: Any) -> Payee:
    return Payee(source.payee_name, source.payee_bank, source.payee_account, supplement)


def unseen(payment: Any) -> Payee | None:
    """An account that was agreed on after signature and to which nothing has been paid yet: the treasury compares it
    with its proof before the first transfer."""
    payee = payee_of(payment.contract)
    if payee.supplement is None:
        return None
    used = payment.contract.payments.filter(state="paid", payee_account=payee.account)
    return None if used.exists() else payee
