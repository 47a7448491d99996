"""Delivery of outbox rows: making the papers that were asked for."""

from __future__ import annotations

import logging
from importlib.metadata import version
from typing import Any

from documents import docx, pdf, seals
from documents.completion import complete
from documents.models import Paper, Rendering, SealedCopy, WordCopy
from documents.services import OUTBOX_KIND, keep_made
from workflow import registry

logger = logging.getLogger(__name__)


@registry.outbox_handler(OUTBOX_KIND, slow=True)
def make_paper(payload: dict[str, Any]) -> None:
    """Make what a paper lacks of its two forms. Without the renderer of PDFs it goes on waiting for that one."""
    paper = Paper.objects.select_for_update().get(pk=payload["paper"])
    page = complete(paper)
    if not WordCopy.objects.filter(paper=paper).exists():
        file = keep_made(docx.render(page), f"{paper.title}.docx", docx.MEDIA_TYPE)
        WordCopy.objects.create(paper=paper, file=file, engine=docx.engine())
    if not Rendering.objects.filter(paper=paper).exists():
        _make_pdf(paper, page)


def _make_pdf(paper: Paper, page: str) -> None:
    try:
        content = pdf.render(page)
    except pdf.Unavailable as reason:
        logger.warning("paper %s waits: %s", paper.pk, reason)
        return
    file = keep_made(content, f"{paper.title}.pdf", "application/pdf")
    Rendering.objects.create(paper=paper, file=file, engine=pdf.engine())


@registry.outbox_handler("seal", slow=True)
def make_sealed_copy(payload: dict[str, Any]) -> None:
    """Put the issuing unit's seal on the PDF of a paper, once."""
    paper = Paper.objects.select_for_update(of=("self",)).with_files().get(pk=payload["paper"])
    if paper.sealed_file or paper.file is None:
        return
    unit = paper.issuer
    made = seals.adapter().seal(
        paper.file.path.read_bytes(), code=unit.code, unit=unit.name, at=paper.sealing.decided_at
    )
    file = keep_made(made.content, f"{paper.title}.pdf", "application/pdf")
    SealedCopy.objects.create(
        paper=paper, file=file, engine=seal_engine(), certificate=made.certificate, holder=made.holder
    )


def seal_engine() -> str:
    return f"pyHanko {version('pyHanko')}"
