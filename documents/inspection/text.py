"""Plain text and CSV: readable characters in UTF-8 or GB 18030, nothing else."""

from __future__ import annotations

import unicodedata
from pathlib import Path

from django.utils.translation import gettext as _

from documents.inspection.common import Unfit

_PLAIN = frozenset("\t\r\n\f\ufeff")


def inspect(path: Path) -> None:
    text = decode(path.read_bytes())
    if any(c not in _PLAIN and unicodedata.category(c) == "Cc" for c in text):
        raise Unfit("control", _("The file isn't plain text."))


def decode(content: bytes) -> str:
    """Text from UTF-8, else GB 18030, which Excel writes in China. Raises `Unfit` when it is neither."""
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise Unfit("encoding", _("The file isn't plain text."))
