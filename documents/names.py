"""Names of files as people see them. They never become names on disk."""

from __future__ import annotations

import re
import unicodedata

LONGEST = 150
_RESERVED = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\..*)?\Z", re.IGNORECASE)
_NOT_IN_NAMES = re.compile(r'[<>:"|?*]')


def clean(name: str) -> str:
    """A name without folders, control and direction characters, at most 150 characters, extension kept.

    The direction characters matter: `report<U+202E>fdp.exe` reads as `reportexe.pdf` on screen.
    """
    last = re.split(r"[/\\]", unicodedata.normalize("NFC", name))[-1]
    visible = "".join(c for c in last if unicodedata.category(c)[0] != "C")
    tidy = re.sub(r"\s+", " ", _NOT_IN_NAMES.sub("_", visible)).strip().rstrip(" .")
    stem, dot, extension = tidy.rpartition(".")
    if not dot:
        stem, extension = tidy, ""
    stem = stem.strip(" .") or "file"
    if _RESERVED.match(stem):
        stem = f"_{stem}"
    ending = f".{extension[: LONGEST // 3]}" if extension else ""
    return stem[: LONGEST - len(ending)] + ending


def extension(name: str) -> str:
    """The last extension in lower case, without its dot."""
    return name.rpartition(".")[2].lower() if "." in name else ""
