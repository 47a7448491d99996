"""What people were told is cleared once its time is over, a few rows at a time.

It is no record: the events, notices and papers of a matter are, and are never cleared here. What law demands to be told
is evidence of it, and stays with them, and so does what still waits to be done or delivered.
"""

from __future__ import annotations

from django.conf import settings
from django.db import transaction
from django.db.models import Exists, F, OuterRef, QuerySet

from accounts.models import MailboxMessage
from accounts.telling import kinds
from accounts.telling.models import Delivery, IsOneOf, Message
from workflow.clock import LegalNow
from workflow.models import Duty

BATCH, MOST = 500, 20
"""Rows in one transaction, and transactions in one run: nobody waits for a lock, and the rest comes an hour later."""


def clear(batch: int = BATCH, most: int = MOST) -> int:
    """Clear messages and, in a demonstration, its mails. Returns how many rows went."""
    return sum(_in_batches(rows, batch, most) for rows in (over(), old_mails()))


def over() -> QuerySet[Message]:
    """Messages whose time is over and of which nothing is left to do, to deliver or to prove."""
    waits = Duty.objects.open().filter(IsOneOf(F("pk"), OuterRef("duties")))
    on_its_way = Delivery.objects.filter(message=OuterRef("pk"), state=Delivery.State.WAITING)
    rows = Message.objects.filter(made_at__lt=LegalNow() - settings.KEEP_MESSAGES)
    return rows.exclude(kind__in=evidence()).filter(~Exists(waits), ~Exists(on_its_way))


def evidence() -> list[str]:
    """Kinds that a rule demands by some way: that people were told must be provable as long as the file is kept."""
    return [kind.name for kind in kinds.all_kinds() if any(kind.demanded.values())]


def old_mails() -> QuerySet[MailboxMessage]:
    return MailboxMessage.objects.filter(sent_at__lt=LegalNow() - settings.KEEP_MESSAGES)


def _in_batches(rows: QuerySet, batch: int, most: int) -> int:
    gone = 0
    for _turn in range(most):
        with transaction.atomic():
            keys = list(rows.order_by("pk").values_list("pk", flat=True)[:batch])
            rows.model._base_manager.filter(pk__in=keys).delete()
        gone += len(keys)
        if len(keys) < batch:
            break
    return gone
