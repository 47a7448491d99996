"""What Celery runs. Each task may run twice or not at all without harm."""

from __future__ import annotations

from celery import shared_task

from workflow import outbox


@shared_task
def sweep_outbox() -> int:
    """Deliver outbox rows that are due."""
    return outbox.sweep()
