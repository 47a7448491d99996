"""Bytes on disk under their own SHA-256: `ab/cd/<digest>` below MEDIA_ROOT, written once, never overwritten.

Order of things: write → fsync → rename → fsync of the folder, and only then the row. A crash in between leaves
bytes that no row names, never a row without its bytes.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from uuid import uuid4

from django.conf import settings

CHUNK = 1024 * 1024


class TooLarge(ValueError):
    """More bytes came than the caller allows. What had been written is gone again."""


@dataclass(frozen=True)
class Received:
    """Bytes that are on disk and have no final name yet."""

    path: Path
    digest: str
    size: int


def path_of(digest: str) -> Path:
    """Where the bytes with that digest lie."""
    if len(digest) != 64 or not set(digest) <= set("0123456789abcdef"):
        raise ValueError("not a SHA-256")
    return Path(settings.MEDIA_ROOT) / digest[:2] / digest[2:4] / digest


@contextmanager
def received(chunks: Iterable[bytes], most: int) -> Iterator[Received]:
    """Write chunks to a temporary file, for inspection; it is removed at the end unless it was kept.

    Raises `TooLarge` as soon as more than `most` bytes have come.
    """
    path = folder(Path(settings.MEDIA_ROOT) / "incoming") / uuid4().hex
    try:
        digest, size = _write(path, chunks, most)
        yield Received(path, digest, size)
    finally:
        path.unlink(missing_ok=True)


def keep(new: Received) -> str:
    """Give received bytes their final place and return their digest. The same bytes twice are kept once."""
    final = path_of(new.digest)
    if not final.exists():
        folder(final.parent)
        os.rename(new.path, final)
    sync_folder(final.parent)  # also where another process has just renamed the same bytes
    return new.digest


def store(content: bytes) -> str:
    """Keep bytes that the portal made itself; returns their digest."""
    with received([content], len(content)) as new:
        return keep(new)


def remove(digest: str) -> None:
    """Remove bytes for good: see `services.erase`."""
    path_of(digest).unlink(missing_ok=True)


def _write(path: Path, chunks: Iterable[bytes], most: int) -> tuple[str, int]:
    digest, size = hashlib.sha256(), 0
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, settings.FILE_MODE), "wb") as file:
        for chunk in chunks:
            size += len(chunk)
            if size > most:
                raise TooLarge(size)
            digest.update(chunk)
            file.write(chunk)
        file.flush()
        os.fsync(file.fileno())
    return digest.hexdigest(), size


def folder(path: Path) -> Path:
    """Make a folder and those above it, each written through to the disk."""
    missing = [p for p in (path, *path.parents) if not p.exists()]
    for new in reversed(missing):
        try:
            new.mkdir(mode=settings.FOLDER_MODE)
            new.chmod(settings.FOLDER_MODE)  # whatever the process's umask takes away
        except FileExistsError:
            pass  # another process was first
        sync_folder(new.parent)
    return path


def sync_folder(path: Path) -> None:
    """Write a folder's own list of names through to the disk."""
    handle = os.open(path, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
