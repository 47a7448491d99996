"""What Celery runs. Each task may run twice or not at all without harm."""

from __future__ import annotations

from celery import shared_task

from contracts import calling


@shared_task
def call_for_ledgers() -> int:
    """Put the service ledgers of months that are over on the worklists of their providers."""
    return calling.call_for_ledgers()
