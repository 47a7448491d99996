"""Delivery of outbox rows: making the PDFs that were asked for."""

from __future__ import annotations

from typing import Any

from django.db import transaction

from documents import pdf
from documents.models import Paper, Rendering
from documents.services import OUTBOX_KIND, keep_made
from workflow import registry


@registry.outbox_handler(OUTBOX_KIND)
def make_pdf(payload: dict[str, Any]) -> None:
    """Render a paper that has no PDF yet. Raises `pdf.Unavailable` where the machine lacks the renderer."""
    paper = Paper.objects.select_for_update().get(pk=payload["paper"])
    if Rendering.objects.filter(paper=paper).exists():
        return
    content = pdf.render(paper.html, title=paper.title)
    with transaction.atomic():
        file = keep_made(content, f"{paper.title}.pdf", "application/pdf")
        Rendering.objects.create(paper=paper, file=file, engine=pdf.engine())
