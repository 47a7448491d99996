"""Receiving sealed envelopes: early, in pieces, and so that what was acknowledged is on disk.

Each piece is written at its place, synced, and only then recorded. An upload counts for nothing until a
submission names it.
"""

from __future__ import annotations

import hashlib
import os
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from documents import storage
from sourcing import envelope
from sourcing.models import Tender, Upload, UploadChunk
from workflow.clock import legal_now

if TYPE_CHECKING:
    from core.actor import Actor

LARGEST = 512 * 1024 * 1024
LARGEST_PIECE = 8 * 1024 * 1024
MOST_WAITING = 4
"""Uploads of one bidder for one tender that were not submitted; the oldest makes room for a new one."""


@dataclass
class UploadError(Exception):
    """What was sent can't be taken. `status` is the HTTP status, `offset` where to go on."""

    status: int
    text: Any
    offset: int | None = None


def path_of(upload: Upload) -> Path:
    """Where the envelope lies. Its name says nothing."""
    return Path(settings.MEDIA_ROOT) / "sealed" / upload.pk.hex[:2] / upload.pk.hex


@transaction.atomic
def begin(tender: Tender, actor: Actor, size: int) -> Upload:
    """Make room for an envelope of `size` bytes, bound to this account and tender."""
    if not tender.is_open_for_bids(legal_now()):
        raise UploadError(409, _("Bids have closed."))
    if not envelope.HEADER.size < size <= LARGEST:
        raise UploadError(413, _("The sealed bid is too large: at most 512 MB."))
    _make_room(tender, actor)
    upload = Upload(
        tender=tender,
        provider_id=actor.organisation_id,
        user_id=actor.user_id,
        version=tender.next_version(actor.organisation_id),
        size=size,
        started_at=legal_now(),
    )
    path = path_of(upload)
    storage.folder(path.parent)
    os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, settings.FILE_MODE))
    storage.sync_folder(path.parent)
    upload.save(force_insert=True)
    return upload


def _make_room(tender: Tender, actor: Actor) -> None:
    waiting = Upload.objects.filter(tender=tender, provider_id=actor.organisation_id, bid=None)
    for old in waiting.order_by("-started_at")[MOST_WAITING - 1 :]:
        path_of(old).unlink(missing_ok=True)
        old.delete()


@transaction.atomic
def append(upload: Upload, offset: int, piece: bytes, sha256: str) -> Upload:
    """Add a piece at `offset`. A piece that is there already is acknowledged again; a gap is refused."""
    upload = Upload.objects.select_for_update().get(pk=upload.pk)
    if hashlib.sha256(piece).hexdigest() != sha256:
        raise UploadError(422, _("A piece was damaged on the way. It is sent again."), upload.received)
    if _is_known(upload, offset, piece, sha256):
        return upload
    if offset != upload.received or not piece or offset + len(piece) > upload.size:
        raise UploadError(409, _("The upload goes on at another place."), upload.received)
    _write(path_of(upload), offset, piece)
    UploadChunk.objects.create(upload=upload, offset=offset, size=len(piece), sha256=sha256)
    upload.received += len(piece)
    if upload.received == upload.size:
        upload.digest = _whole(upload)
    upload.save()
    return upload


def _is_known(upload: Upload, offset: int, piece: bytes, sha256: str) -> bool:
    return upload.chunks.filter(offset=offset, size=len(piece), sha256=sha256).exists()


def _write(path: Path, offset: int, piece: bytes) -> None:
    handle = os.open(path, os.O_WRONLY)
    try:
        view, at = memoryview(piece), offset
        while view:
            written = os.pwrite(handle, view, at)
            view, at = view[written:], at + written
        os.fdatasync(handle)
    finally:
        os.close(handle)


def _whole(upload: Upload) -> str:
    """The digest of the whole envelope, if its frame is that of a bid for this tender."""
    digest = hashlib.sha256()
    with path_of(upload).open("rb") as file:
        head = file.read(envelope.HEADER.size)
        digest.update(head)
        while piece := file.read(envelope.CHUNK):
            digest.update(piece)
    try:
        envelope.check_frame(head, upload.size, bytes(upload.tender.public_key))
    except envelope.BadEnvelope:
        raise UploadError(422, _("This is not a bid sealed for this tender. Seal it again.")) from None
    return digest.hexdigest()
