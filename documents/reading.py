"""Who may read a file. One question, asked by the one view that serves files."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from documents.models import Attachment, Paper, StoredFile
from documents.services import may_read

if TYPE_CHECKING:
    from core.actor import Actor


def readable(pk: UUID, actor: Actor) -> StoredFile | None:
    """The file behind the key of an attachment, of a made paper, or of the actor's own upload; else None."""
    part = _part(pk)
    if part is not None:
        return part.file if part.file and _may_read_part(part, actor) else None
    return StoredFile.objects.visible_to(actor).filter(pk=pk, user_id=actor.user_id).first()


def _part(pk: UUID) -> Attachment | Paper | None:
    found = Attachment.objects.select_related("file").filter(pk=pk).first()
    return found or Paper.objects.select_related("rendering__file").filter(pk=pk).first()


def _may_read_part(part: Attachment | Paper, actor: Actor) -> bool:
    subject = part.subject_for(actor)
    return subject is not None and may_read(subject, actor, part)
