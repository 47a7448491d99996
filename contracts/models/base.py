"""What everything that hangs on a contract has in common."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from django.db import models

from contracts.visibility import OfContractQuerySet


class OfContract(models.Model):
    """Takes parties, jurisdiction and regime from its contract. The subclass declares the foreign key `contract`."""

    contract: Any
    contract_id: UUID | None
    lies_in = ("contract_id", "contract.tender_id", "contract.project_id")

    objects = OfContractQuerySet.as_manager()

    class Meta:
        abstract = True

    def _of_contract(self, name: str) -> Any:
        return getattr(self.contract, name) if self.contract_id else None

    @property
    def purchaser_id(self) -> UUID | None:
        return self._of_contract("purchaser_id")

    @property
    def provider_id(self) -> UUID | None:
        return self._of_contract("provider_id")

    @property
    def finance_id(self) -> UUID | None:
        return self._of_contract("finance_id")

    @property
    def authority_id(self) -> UUID | None:
        return self._of_contract("authority_id")

    @property
    def born_in(self) -> dict[str, str] | None:
        """What the address of its first step carries."""
        return {"contract": str(self.contract_id)} if self.contract_id else None

    def jurisdiction_code(self) -> str:
        return self.contract.jurisdiction_code()

    def regime_date(self) -> date:
        """What happens under a contract follows the law under which it was awarded."""
        return self.contract.regime_date()

    def let_see(self, organisation_id: UUID) -> None:
        self.contract.let_see(organisation_id)

    def event_facts(self) -> dict[str, Any]:
        return {"contract": self.contract.number}

    def next_number(self) -> int:
        """The next number among its kind within the contract; the table's own constraint settles a race."""
        held = type(self)._base_manager.filter(contract_id=self.contract_id)
        return (held.aggregate(last=models.Max("number"))["last"] or 0) + 1
