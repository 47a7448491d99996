"""What Celery runs. Each task may run twice or not at all without harm."""

from __future__ import annotations

from celery import shared_task

from reporting import opening


@shared_task
def open_reports() -> int:
    """Put the reports of periods that are over on the worklists."""
    return opening.open_all()
