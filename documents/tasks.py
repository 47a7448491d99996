"""What Celery runs. Each task may run twice or not at all without harm."""

from __future__ import annotations

from celery import shared_task
from django.db import transaction

from documents import pdf
from documents.models import Paper
from documents.outbox import make_paper


@shared_task
def make_waiting_papers(most: int = 100) -> int:
    """Make the papers that had to wait because the renderer was missing."""
    if not Paper.objects.waiting().exists() or not pdf.is_available():
        return 0
    waiting = Paper.objects.waiting().order_by("asked_at").values_list("pk", flat=True)[:most]
    for pk in waiting:
        with transaction.atomic():
            make_paper({"paper": str(pk)})
    return len(waiting)
