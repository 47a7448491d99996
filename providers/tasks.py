"""What Celery runs. Each task may run twice or not at all without harm."""

from __future__ import annotations

from celery import shared_task

from providers import renewals


@shared_task
def call_for_renewals() -> int:
    """Remind providers of the end of their registration by a line on their worklist."""
    return renewals.call_for_all()
