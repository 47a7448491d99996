"""How a contract stands while it is nobody's turn: what is late and whose it is, what is still to be paid."""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import F
from django.utils.translation import gettext as _

from contracts.models import Contract
from contracts.pages.parts import PERFORMED
from contracts.rules.payment import missing_months
from core.dates import long_date, month_text
from core.figures import amount_text
from core.phrases import listed
from workflow.clock import legal_date

NAMED = 3
"""So many late things are named one by one."""


def standing(contract: Contract) -> Iterator[str]:
    if contract.state in PERFORMED:
        yield from _late_deliverables(contract)
        yield from _missing_ledgers(contract)
    if contract.state == Contract.State.ACCEPTED and contract.paid < contract.total:
        amounts = {"whole": contract.total, "paid": contract.paid, "rest": contract.total - contract.paid}
        text = _("Of %(whole)s yuan %(paid)s are paid; the provider asks for the remaining %(rest)s.")
        yield text % {name: amount_text(amount) for name, amount in amounts.items()}


def _late_deliverables(contract: Contract) -> Iterator[str]:
    late = list(
        contract.milestones.filter(due_on__lt=legal_date(), verified__lt=F("weight")).order_by("due_on")
    )
    text = _("“%(what)s” was due on %(day)s and is not verified in full: %(provider)s reports its progress.")
    for milestone in late[:NAMED]:
        day = long_date(milestone.due_on)
        yield text % {"what": milestone.title, "day": day, "provider": contract.provider}
    if len(late) > NAMED:
        yield _("Deliverables late besides: %(number)s.") % {"number": len(late) - NAMED}


def _missing_ledgers(contract: Contract) -> Iterator[str]:
    if months := missing_months(contract, legal_date()):
        text = _("Service ledgers are missing (%(months)s): %(provider)s files them.")
        yield text % {"months": listed(month_text(m) for m in months), "provider": contract.provider}
