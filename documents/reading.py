"""Who may read a file. One question, asked by the one view that serves files."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from django.db import transaction

from documents.models import Attachment, Paper, Rendering, StoredFile
from documents.outbox import make_pdf
from documents.services import may_read

if TYPE_CHECKING:
    from core.actor import Actor


class Waits(Exception):
    """The paper is there and may be read, but this machine can't make its PDF now."""


def readable(pk: UUID, actor: Actor) -> StoredFile | None:
    """The file behind the key of an attachment, of a paper, or of the actor's own upload; else None.

    A paper whose PDF hasn't been made yet is made for its first reader. Raises `Waits`.
    """
    part = _part(pk)
    if part is not None:
        return (part.file or _made(part)) if _may_read_part(part, actor) else None
    return StoredFile.objects.visible_to(actor).filter(pk=pk, user_id=actor.user_id).first()


def _part(pk: UUID) -> Attachment | Paper | None:
    found = Attachment.objects.select_related("file").filter(pk=pk).first()
    return found or Paper.objects.select_related("rendering__file").filter(pk=pk).first()


def _made(paper: Attachment | Paper) -> StoredFile:
    with transaction.atomic():
        make_pdf({"paper": str(paper.pk)})
    rendering = Rendering.objects.select_related("file").filter(paper_id=paper.pk).first()
    if rendering is None:
        raise Waits(paper.pk)
    return rendering.file


def _may_read_part(part: Attachment | Paper, actor: Actor) -> bool:
    subject = part.subject_for(actor)
    return subject is not None and may_read(subject, actor, part)
