"""ZIP archives: sizes are checked before anything is unpacked, then what unpacks is counted again."""

from __future__ import annotations

import stat
import struct
import tempfile
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path, PurePosixPath

from django.utils.translation import gettext as _

from documents.inspection.common import MEBIBYTE, Unfit, not_what_it_says, tail_of

MOST_ENTRIES = 2000
MOST_UNPACKED = 200 * MEBIBYTE
MOST_DIRECTORY = 1 * MEBIBYTE
HIGHEST_RATIO = 200
_EOCD = b"PK\x05\x06"
_BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, OSError, ValueError)


def opened(path: Path, extension: str) -> zipfile.ZipFile:
    """The archive, after its directory was found small enough to be read at all, and each entry harmless."""
    _weigh_directory(path, extension)
    try:
        archive = zipfile.ZipFile(path)
    except _BROKEN as error:
        raise not_what_it_says(extension) from error
    entries = archive.infolist()
    for entry in entries:
        _check_entry(entry)
    if len({e.filename for e in entries}) != len(entries):
        raise Unfit("twice", _("The archive holds two files of the same name."))
    if len(entries) > MOST_ENTRIES or sum(e.file_size for e in entries) > MOST_UNPACKED:
        raise _too_much()
    return archive


def read(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> bytes:
    """One entry; at most as many bytes as it promised are unpacked."""
    try:
        with archive.open(entry) as file:
            content = file.read(entry.file_size + 1)
    except _BROKEN as error:
        raise Unfit("broken", _("The archive is damaged.")) from error
    if len(content) != entry.file_size:
        raise _too_much()
    return content


def inspector(inspect_member: Callable[[Path, str], None]) -> Callable[[Path], None]:
    """An inspection for ZIP files that puts each file inside to `inspect_member(path, name)`."""

    def inspect(path: Path) -> None:
        with opened(path, "zip") as archive, tempfile.TemporaryDirectory() as folder:
            files = [entry for entry in archive.infolist() if not entry.is_dir()]
            if not files:
                raise Unfit("empty", _("The archive is empty."))
            for entry in files:
                member = Path(folder) / "member"
                member.write_bytes(read(archive, entry))
                inspect_member(member, PurePosixPath(_name(entry)).name)

    return inspect


def _weigh_directory(path: Path, extension: str) -> None:
    tail = tail_of(path, 66_000)
    at = tail.rfind(_EOCD)
    if path.open("rb").read(2) != b"PK" or at < 0 or len(tail) < at + 22:
        raise not_what_it_says(extension)
    count, size = struct.unpack("<HI", tail[at + 10 : at + 16])
    if count > MOST_ENTRIES or size > MOST_DIRECTORY:
        raise _too_much()


def _check_entry(entry: zipfile.ZipInfo) -> None:
    name = PurePosixPath(_name(entry).replace("\\", "/"))
    if name.is_absolute() or ".." in name.parts or "\x00" in str(name) or ":" in str(name):
        raise Unfit("path", _("The archive holds a file that would be unpacked outside its folder."))
    if stat.S_ISLNK(entry.external_attr >> 16):
        raise Unfit("link", _("The archive holds a link to another place."))
    if entry.flag_bits & 0x1:
        raise Unfit("password", _("The archive is protected by a password. Pack it without one."))
    if entry.file_size > MEBIBYTE and entry.file_size > HIGHEST_RATIO * max(entry.compress_size, 1):
        raise _too_much()


def _name(entry: zipfile.ZipInfo) -> str:
    """The entry's name. Without the UTF-8 flag, Chinese Windows writes GBK, which `zipfile` reads as CP437."""
    if entry.flag_bits & 0x800:
        return entry.filename
    try:
        return entry.filename.encode("cp437").decode("gb18030")
    except (UnicodeEncodeError, UnicodeDecodeError):
        return entry.filename


def _too_much() -> Unfit:
    return Unfit("bomb", _("The file unpacks to more than is allowed."))
