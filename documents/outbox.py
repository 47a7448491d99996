"""Delivery of outbox rows: making the PDFs that were asked for."""

from __future__ import annotations

import logging
from typing import Any

from documents import pdf
from documents.completion import complete
from documents.models import Paper, Rendering
from documents.services import OUTBOX_KIND, keep_made
from workflow import registry

logger = logging.getLogger(__name__)


@registry.outbox_handler(OUTBOX_KIND)
def make_pdf(payload: dict[str, Any]) -> None:
    """Render a paper that has no PDF yet. Where the machine lacks the renderer the paper goes on waiting."""
    paper = Paper.objects.select_for_update().get(pk=payload["paper"])
    if Rendering.objects.filter(paper=paper).exists():
        return
    try:
        content = pdf.render(complete(paper))
    except pdf.Unavailable as reason:
        logger.warning("paper %s waits: %s", paper.pk, reason)
        return
    file = keep_made(content, f"{paper.title}.pdf", "application/pdf")
    Rendering.objects.create(paper=paper, file=file, engine=pdf.engine())
