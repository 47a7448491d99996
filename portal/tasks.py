"""What Celery runs. Each task may run twice or not at all without harm."""

from __future__ import annotations

from celery import shared_task

from portal import reminders


@shared_task
def remind() -> int:
    """Remind of what falls due on the next working day and of what is overdue."""
    return reminders.remind()
