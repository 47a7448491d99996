"""What Celery runs. Each task may run twice or not at all without harm."""

from __future__ import annotations

from celery import shared_task

from workflow import outbox


@shared_task
def sweep_outbox() -> int:
    """Deliver outbox rows that are due; where there are more than are taken at once, go on without waiting for beat."""
    done = outbox.sweep()
    if done >= outbox.MOST_AT_ONCE:
        outbox.wake()
    return done


@shared_task
def clear_delivered() -> int:
    """Clear rows that were delivered long ago."""
    return outbox.clear_delivered()
