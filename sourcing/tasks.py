"""What Celery runs. Each task may run twice or not at all without harm."""

from __future__ import annotations

from celery import shared_task

from sourcing import deadlines


@shared_task
def settle_deadlines() -> int:
    """Write down which tenders have closed."""
    return deadlines.settle_all()
