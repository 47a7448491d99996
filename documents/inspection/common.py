"""What all inspections share: the exception, limits, and the look at the first bytes."""

from __future__ import annotations

import zipfile
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

MEBIBYTE = 1024 * 1024
MOST = 50 * MEBIBYTE
"""The largest file that any kind accepts, in bytes."""
_SCRIPTS = (b"<html", b"<!doctype", b"<script", b"<svg", b"<?php", b"<?xml", b"#!", b"mz\x90")
HEAD = 4096


class Unfit(Exception):
    """The file may not be kept; the text says why, in the reader's language."""

    def __init__(self, code: str, text: Any) -> None:
        super().__init__(text)
        self.code, self.text = code, text

    def __str__(self) -> str:
        return str(self.text)


def not_what_it_says(extension: str) -> Unfit:
    return Unfit(
        "content",
        _("The content isn't a %(kind)s file. Save it anew as %(kind)s.") % {"kind": extension.upper()},
    )


def head_of(path: Path, length: int = HEAD) -> bytes:
    with path.open("rb") as file:
        return file.read(length)


def tail_of(path: Path, length: int = HEAD) -> bytes:
    with path.open("rb") as file:
        file.seek(max(0, path.stat().st_size - length))
        return file.read(length)


def refuse_disguises(path: Path) -> None:
    """Refuse files that are two things at once: a script or an archive under another kind's clothes."""
    head = head_of(path).lstrip(b"\xef\xbb\xbf\x00\t\r\n ").lower()
    if head.startswith(_SCRIPTS) or any(mark in head for mark in (b"<script", b"<svg", b"<html")):
        raise Unfit("script", _("The file holds a web page or a script. Such files are not accepted."))
    if zipfile.is_zipfile(path):
        raise Unfit("polyglot", _("The file also holds an archive. Save it anew without one."))
