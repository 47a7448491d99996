"""What upper apps may ask of stored files and rendered papers."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.db import models, transaction
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.utils.translation import override

from accounts.models import Organisation
from core.figures import size_text
from documents import inspection, names, numbers, storage
from documents.models import Attachment, Paper, Rendering, SealedCopy, StoredFile, WordCopy
from workflow import outbox, running

if TYPE_CHECKING:
    from core.actor import Actor
    from workflow.act import Act

OUTBOX_KIND = "pdf"


def stage(upload: UploadedFile, actor: Actor, *, allowed: frozenset[str] = frozenset()) -> StoredFile:
    """Keep an upload before the act that it is meant for, so that a refused act loses no upload.

    `allowed` narrows the accepted extensions. Raises `ValidationError` with a sentence for the person when the
    file is empty, too large, of another kind, or harmful; nothing stays on disk then.
    """
    name = names.clean(upload.name or "")
    most = inspection.largest(name)
    if not upload.size:
        raise ValidationError(_("“%(name)s” is empty."), code="empty", params={"name": name})
    if upload.size > most:
        raise _too_large(name, most)
    try:
        with storage.received(upload.chunks(), most) as new:
            media_type = inspection.inspect(new.path, name, allowed)
            digest = storage.keep(new)
    except storage.TooLarge as error:
        raise _too_large(name, most) from error
    return StoredFile.objects.create(
        digest=digest,
        name=name,
        size=new.size,
        media_type=media_type,
        organisation_id=actor.organisation_id,
        user_id=actor.user_id,
    )


def _too_large(name: str, most: int) -> ValidationError:
    return ValidationError(
        _("“%(name)s” is too large. At most %(most)s are accepted."),
        code="size",
        params={"name": name, "most": size_text(most)},
    )


def keep_made(content: bytes, name: str, media_type: str) -> StoredFile:
    """Keep a file that the portal made itself."""
    return StoredFile.objects.create(
        digest=storage.store(content), name=names.clean(name), size=len(content), media_type=media_type
    )


def attach(
    subject: models.Model,
    file: StoredFile,
    kind: str,
    title: str = "",
    is_public: bool = False,
    act: Act | None = None,
) -> Attachment:
    """Make a file part of a subject's papers. To be called in the effects of an act.

    `kind` is a word of the calling app (`contract`, `deliverable`); `title` defaults to the file's name.
    """
    running.demand_any(subject)
    return Attachment.objects.create(
        file=file,
        subject_type=subject._meta.label_lower,
        subject_id=subject.pk,
        kind=kind,
        title=title or file.name,
        is_public=is_public,
        event_id=act.event_id if act else None,
    )


def papers(subject: models.Model, actor: Actor) -> list[Attachment | Paper]:
    """Everything that belongs to a subject and that the actor may read, oldest first.

    The caller has already found the subject among what the actor may see.
    """
    found: list[Attachment | Paper] = [*Attachment.objects.of(subject), *Paper.objects.of(subject)]
    found = [paper for paper in found if may_read(subject, actor, paper)]
    return sorted(found, key=lambda p: p.added_at if isinstance(p, Attachment) else p.asked_at)


def may_read(subject: models.Model, actor: Actor, paper: Attachment | Paper) -> bool:
    """Whether someone who sees the subject may also read this paper of it."""
    narrower = getattr(subject, "may_read_paper", None)
    return narrower is None or bool(narrower(actor, paper))


def request_pdf(
    subject: models.Model,
    kind: str,
    template: str,
    context: Mapping[str, Any],
    *,
    title: str = "",
    is_public: bool = False,
    act: Act | None = None,
    issuer: Organisation | None = None,
    numbered: bool = False,
    replaced: Any = None,
    language: str = "zh-hans",
) -> Paper:
    """Freeze a page now and have its PDF and its Word document made after commit.

    `issuer` is the unit whose paper it is; without one, the unit of whoever acts. `numbered` gives it a number of
    that unit's register, if it keeps one. `replaced` says whose place it takes and what was wrong there (its `paper`,
    `item`, `before`, `after`, `reason`): the new page says so on its first lines. `template` extends
    `layout/print.html`. The returned paper has `file`
    None until the PDF is there; where the machine lacks the renderer it stays so, and everything else works.
    """
    heading = title or str(subject)
    issuer = issuer or _unit_behind(act)
    number = numbers.give(act, issuer, heading) if numbered and act and issuer else None
    given = {"number": str(number), "issuer": issuer.name} if number else {}
    with override(language):
        html = render_to_string(template, {**context, **given, "title": heading, "replaced": replaced})
    paper = Paper.objects.create(
        issuer=issuer,
        number=number,
        subject_type=subject._meta.label_lower,
        subject_id=subject.pk,
        kind=kind,
        title=heading,
        html=html,
        is_public=is_public,
        replaces=replaced.paper if replaced else None,
        event_id=act.event_id if act else None,
    )
    outbox.put(OUTBOX_KIND, {"paper": str(paper.pk)})
    return paper


def _unit_behind(act: Act | None) -> Organisation | None:
    """The unit of whoever caused the act in the end: acts that follow from others are done by the portal."""
    while act is not None and act.cause is not None:
        act = act.cause
    who = (act.on_behalf_of or act.actor) if act else None
    return (
        Organisation.objects.filter(pk=who.organisation_id).first() if who and who.organisation_id else None
    )


def latest_paper(subject: models.Model, kind: str) -> Paper | None:
    """The newest paper of that kind, made or waiting."""
    return Paper.objects.of(subject).filter(kind=kind).order_by("asked_at").last()


def erase(part: Attachment | Paper) -> None:
    """Remove the bytes of an attachment or a made paper after commit, where nothing else names them.

    For what should never have been published. The rows stay: that there was such a file, with which digest.
    """
    files = [part.file, part.word_file, part.sealed_file] if isinstance(part, Paper) else [part.file]
    for digest in {file.digest for file in files if file}:
        if not _named_elsewhere(digest, part):
            transaction.on_commit(partial(storage.remove, digest))


def _named_elsewhere(digest: str, part: Attachment | Paper) -> bool:
    made = [
        m.objects.filter(file__digest=digest).exclude(paper_id=part.pk)
        for m in (Rendering, WordCopy, SealedCopy)
    ]
    attached = Attachment.objects.filter(file__digest=digest).exclude(pk=part.pk)
    return any(rows.exists() for rows in (attached, *made))
