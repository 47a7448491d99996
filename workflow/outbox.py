"""Rows that are delivered after commit. Celery only says "sweep now"; a lost message loses nothing."""

from __future__ import annotations

import logging
from collections.abc import Iterable
from datetime import timedelta
from typing import Any

from celery import current_app
from django.conf import settings
from django.db import transaction
from django.db.models import Case, Q, When
from django.db.models.functions import Now
from django.utils import timezone

from workflow import registry
from workflow.clock import LegalNow
from workflow.models import OutboxRow

logger = logging.getLogger(__name__)
MOST_ATTEMPTS = 20
MOST_AT_ONCE = 200
SOON = 60
"""Seconds within which a word to sweep is worth something."""


def put(kind: str, payload: dict[str, Any], *, not_before: Any = None) -> OutboxRow:
    """Add a row in the running transaction. It is swept as soon as that commits, and again by beat."""
    if kind not in registry.outbox_handlers:
        raise LookupError(f"no outbox handler {kind!r}")
    row = OutboxRow.objects.create(kind=kind, payload=payload, not_before=not_before)
    if all(waiting[1] is not wake for waiting in transaction.get_connection().run_on_commit):
        transaction.on_commit(wake, robust=True)
    return row


def wake() -> None:
    """Tell the worker to sweep now. A lost message loses nothing: beat sweeps anyway.

    Nor does an old one: a worker that begins late doesn't do thousands of sweeps with nothing to find.
    """
    current_app.send_task("workflow.tasks.sweep_outbox", expires=SOON)


def sweep(most: int = MOST_AT_ONCE, kinds: Iterable[str] = ()) -> int:
    """Deliver what is due (of these kinds only, if any are named); each row in a transaction of its own, locked,
    so that two sweepers never share one."""
    wanted = Q(kind__in=list(kinds)) if kinds else Q()
    done = 0
    while done < most and _deliver_next(wanted):
        done += 1
    return done


def clear_delivered(batch: int = 1000, most: int = 20) -> int:
    """Clear what was delivered longer ago than is kept, a few rows at a time. What never was delivered stays."""
    old = OutboxRow.objects.filter(done_at__lt=Now() - settings.KEEP_DELIVERED).order_by("id")
    gone = 0
    for _turn in range(most):
        found, _by_model = OutboxRow.objects.filter(
            pk__in=list(old.values_list("pk", flat=True)[:batch])
        ).delete()
        gone += found
        if found < batch:
            break
    return gone


def _deliver_next(wanted: Q) -> bool:
    with transaction.atomic():
        row = (
            OutboxRow.objects.select_for_update(skip_locked=True)
            .filter(wanted, done_at__isnull=True, attempts__lt=MOST_ATTEMPTS)
            .filter(Q(not_before__isnull=True) | Q(not_before__lte=LegalNow()))
            .filter(Q(retry_at__isnull=True) | Q(retry_at__lte=Now()))
            .order_by(Case(When(kind__in=registry.slow_kinds, then=1), default=0), "id")
            .first()
        )
        if row is None:
            return False
        row.attempts += 1
        try:
            with transaction.atomic():
                registry.outbox_handlers[row.kind](row.payload)
            row.done_at, row.error = timezone.now(), ""
        except Exception as error:
            logger.warning("outbox %s #%s failed: %s", row.kind, row.pk, error)
            row.error = f"{type(error).__name__}: {error}"[:2000]
            row.retry_at = timezone.now() + timedelta(seconds=min(2**row.attempts, 3600))
            if row.attempts == MOST_ATTEMPTS and row.kind in registry.outbox_endings:
                registry.outbox_endings[row.kind](row.payload, row.error)
        row.save()
    return True
