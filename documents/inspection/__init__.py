"""Whether a file may be kept: its extension must be allowed, and its content must be what the extension says."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from documents import names
from documents.inspection import archives, images, office, ole, pdf, text
from documents.inspection.common import MOST, Unfit, refuse_disguises

Inspector = Callable[[Path], None]


@dataclass(frozen=True)
class Kind:
    """One allowed kind of file. `inspect` raises `Unfit` when the content is something else or does harm."""

    media_type: str
    inspect: Inspector
    packed: bool = False
    """A ZIP archive inside, so that looking like one is no disguise."""
    most: int = MOST


KINDS: dict[str, Kind] = {
    "pdf": Kind("application/pdf", pdf.inspect),
    "png": Kind("image/png", images.inspect_png),
    "jpg": Kind("image/jpeg", images.inspect_jpeg),
    "jpeg": Kind("image/jpeg", images.inspect_jpeg),
    "docx": Kind(office.DOCX, office.inspect_docx, packed=True),
    "xlsx": Kind(office.XLSX, office.inspect_xlsx, packed=True),
    "ofd": Kind("application/ofd", office.inspect_ofd, packed=True),
    "doc": Kind("application/msword", ole.inspect_word),
    "wps": Kind("application/vnd.ms-works", ole.inspect_word),
    "txt": Kind("text/plain", text.inspect),
    "csv": Kind("text/csv", text.inspect),
}
"""By extension. `zip` is added below: it holds the others."""


def inspect(path: Path, name: str, allowed: frozenset[str] = frozenset()) -> str:
    """The media type of an acceptable file. Raises `ValidationError` with a sentence for the person otherwise."""
    kind = _kind_of(name, allowed or frozenset(KINDS))
    try:
        if not kind.packed:
            refuse_disguises(path)
        kind.inspect(path)
    except Unfit as unfit:
        raise ValidationError(str(unfit), code=unfit.code) from unfit
    return kind.media_type


def accepted() -> list[str]:
    """The extensions of what may be handed in."""
    return sorted(KINDS)


def is_accepted(name: str) -> bool:
    """Whether files of that name's kind may be handed in."""
    return names.extension(name) in KINDS


def largest(name: str) -> int:
    """The size limit for a file of that name, in bytes."""
    kind = KINDS.get(names.extension(name))
    return kind.most if kind else MOST


def _kind_of(name: str, allowed: frozenset[str]) -> Kind:
    extension = names.extension(name)
    if extension not in allowed or extension not in KINDS:
        raise ValidationError(
            _("Files of the kind “%(kind)s” are not accepted. Accepted are: %(allowed)s."),
            code="extension",
            params={"kind": extension or _("without extension"), "allowed": ", ".join(sorted(allowed))},
        )
    return KINDS[extension]


def _inspect_member(path: Path, name: str) -> None:
    """A file inside a ZIP: anything that is allowed on its own, except another archive."""
    try:
        inspect(path, name, frozenset(KINDS) - {"zip"})
    except ValidationError as error:
        inner = " ".join(error.messages)
        raise Unfit(
            "member", _("“%(name)s” in the archive: %(error)s") % {"name": name, "error": inner}
        ) from error


KINDS["zip"] = Kind("application/zip", archives.inspector(_inspect_member), packed=True)

__all__ = ["KINDS", "Kind", "Unfit", "inspect", "largest"]
