"""What Celery runs. Each task may run twice or not at all without harm."""

from __future__ import annotations

from celery import shared_task

from core.actor import system
from rulebook.models import Pause
from workflow.clock import legal_now
from workflow.engine import execute
from workflow.obstacles import Refused


@shared_task
def end_pauses() -> int:
    """Write down which pauses are over. Which days they take follows from their span alone."""
    over = Pause.objects.filter(state=Pause.State.IN_FORCE, ends_at__lte=legal_now())
    return sum(_end(pause) for pause in over)


def _end(pause: Pause) -> bool:
    try:
        execute(pause, "lapse", system("rulebook.tasks"))
    except Refused:
        return False  # another process was faster
    return True
