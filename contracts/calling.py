"""Calling on providers for service ledgers that are missing (B8.17).

Nothing depends on it: which months lack one follows from the day whenever it is read, and ledgers can be handed in
uncalled.
"""

from __future__ import annotations

from django.db.models import Exists, OuterRef

from contracts.lifecycle.states import LIVE
from contracts.models import Contract
from core.actor import system
from workflow.clock import legal_date
from workflow.engine import execute
from workflow.models import Duty
from workflow.obstacles import Refused

ACTOR = "contracts.calling"


def call_for_ledgers() -> int:
    """One line for each contract, however many months it lacks. Returns how many are new."""
    step = Contract.steps()["upload_ledger"].id
    called = Duty.objects.open().filter(subject_id=OuterRef("pk"), step=step)
    begun = Contract._base_manager.filter(state__in=LIVE, starts_on__lt=legal_date()).exclude(Exists(called))
    return sum(_call(contract) for contract in begun if contract.who_owes_ledgers())


def _call(contract: Contract) -> bool:
    try:
        execute(contract, "call_for_ledgers", system(ACTOR))
    except Refused:
        return False  # another process was faster, or the provider itself
    return True
