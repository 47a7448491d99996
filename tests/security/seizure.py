"""All that a thief could carry off: every table as the owner reads it, every file, every setting; and the search."""

from __future__ import annotations

import base64
import gzip
import hashlib
from pathlib import Path

from django.conf import settings
from django.db import connection


def everything() -> bytes:
    return b"\n".join([*tables(), *files(Path(settings.MEDIA_ROOT)), *files(local_keys()), configuration()])


def tables() -> list[bytes]:
    """Every row of every table, in the transaction of the test, so that nothing uncommitted is missed."""
    found = []
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT name FROM (SELECT format('%I.%I', schemaname, tablename) AS name FROM pg_tables"
            " WHERE schemaname IN ('public', 'audit')) AS t WHERE has_table_privilege(name, 'SELECT')"
        )
        for (name,) in cursor.fetchall():
            with cursor.cursor.copy(f"COPY {name} TO STDOUT") as copy:
                found += [bytes(row) for row in copy]
    return found


def files(folder: Path) -> list[bytes]:
    paths = [folder] if folder.is_file() else [p for p in folder.rglob("*") if p.is_file()]
    return [part for path in paths for part in (path.name.encode(), path.read_bytes())]


def local_keys() -> Path:
    return Path(settings.LOCAL_DIR) / "receipt_key"


def configuration() -> bytes:
    return repr({name: getattr(settings, name) for name in dir(settings) if name.isupper()}).encode()


def found(loot: bytes, markers: list[str]) -> list[str]:
    """Which markers occur: as they are, in UTF-16, hexadecimal, base64 at each of its three phases, or packed."""
    return [marker for marker in markers if any(shape in loot for shape in shapes(marker))]


def shapes(marker: str) -> list[bytes]:
    raw = marker.encode()
    made = [
        raw,
        marker.encode("utf-16-le"),
        raw.hex().encode(),
        raw.hex().upper().encode(),
        gzip.compress(raw)[10:-8],
    ]
    for phase in range(3):
        text = base64.b64encode(b"\0" * phase + raw)
        made.append(text[-(-phase * 8 // 6) + (1 if phase else 0) : -4 or None])
    return [shape for shape in made if len(shape) > 6]


def sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
