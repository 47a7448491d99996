"""What Celery runs. Each task may run twice or not at all without harm."""

from __future__ import annotations

from celery import shared_task

from accounts.telling import keeping


@shared_task
def clear_messages() -> int:
    """Clear what people were told, once its time is over."""
    return keeping.clear()
