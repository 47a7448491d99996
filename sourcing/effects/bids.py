"""The receipt: the one thing that follows from a bid before the opening."""

from __future__ import annotations

from sourcing import receipts
from sourcing.models import Receipt
from workflow.act import Act
from workflow.registry import effect


@effect("sourcing.give_receipt")
def give_receipt(act: Act) -> None:
    """Signed in the transaction of the submission, so that what is acknowledged is kept."""
    number = receipts.new_number()
    body = receipts.body_of(act.subject, number, act.event_id)
    Receipt.objects.create(bid=act.subject, number=number, body=body, signature=receipts.sign(body))
    act.outcome["receipt"] = number
