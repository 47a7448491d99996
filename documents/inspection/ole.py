"""Older Word and WPS documents (compound files): no macros, no packed programs."""

from __future__ import annotations

from pathlib import Path

from django.utils.translation import gettext as _

from documents.inspection.common import Unfit, not_what_it_says

_MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_WORD = "WordDocument".encode("utf-16-le")
_HARMFUL = tuple(name.encode("utf-16-le") for name in ("_VBA_PROJECT", "Macros", "Ole10Native", "PROJECTwm"))


def inspect_word(path: Path) -> None:
    content = path.read_bytes()
    if not content.startswith(_MAGIC) or _WORD not in content:
        raise not_what_it_says("doc")
    if any(name in content for name in _HARMFUL):
        raise Unfit("macro", _("The document holds macros or packed programs. Save it without them."))
