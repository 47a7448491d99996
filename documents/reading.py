"""Who may read a file. One question, asked by the one view that serves files."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from django.db import transaction

from documents.models import Attachment, Paper, Rendering, Scan, StoredFile, WordCopy
from documents.outbox import make_paper
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
    if scan := Scan.objects.select_related("file", "paper").filter(pk=pk).first():
        return scan.file if may_read_scan(scan, actor) else None
    return StoredFile.objects.visible_to(actor).filter(pk=pk, user_id=actor.user_id).first()


def readable_word(pk: UUID, actor: Actor) -> StoredFile | None:
    """The Word document of a paper, for whoever may read the paper itself."""
    paper = readable_paper(pk, actor)
    if paper is None or paper.word_file:
        return paper.word_file if paper else None
    with transaction.atomic():
        make_paper({"paper": str(paper.pk)})
    return WordCopy.objects.select_related("file").get(paper_id=paper.pk).file


def readable_sealed(pk: UUID, actor: Actor) -> StoredFile | None:
    """The PDF with the seal, for whoever may read the paper itself."""
    paper = readable_paper(pk, actor)
    return paper.sealed_file if paper else None


def may_read_scan(scan: Scan, actor: Actor) -> bool:
    """A matched copy is read by whoever may read the paper; another by those alone who settle it."""
    if actor.is_user and actor.belongs_to(scan.organisation_id):
        return True
    return scan.state == Scan.State.MATCHED and _may_read_part(scan.paper, actor)


def readable_paper(pk: UUID, actor: Actor) -> Paper | None:
    """The paper with that key, made or waiting, if the actor may read it."""
    paper = Paper.objects.with_files().filter(pk=pk).first()
    return paper if paper and _may_read_part(paper, actor) else None


def _part(pk: UUID) -> Attachment | Paper | None:
    found = Attachment.objects.select_related("file").filter(pk=pk).first()
    return found or Paper.objects.with_files().filter(pk=pk).first()


def _made(paper: Attachment | Paper) -> StoredFile:
    with transaction.atomic():
        make_paper({"paper": str(paper.pk)})
    rendering = Rendering.objects.select_related("file").filter(paper_id=paper.pk).first()
    if rendering is None:
        raise Waits(paper.pk)
    return rendering.file


def _may_read_part(part: Attachment | Paper, actor: Actor) -> bool:
    subject = part.subject_for(actor)
    return subject is not None and may_read(subject, actor, part)
