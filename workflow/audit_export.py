"""The event log as files that `verify_chain.py` reads."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any, TextIO

from django.db import connection

from workflow.models import ChainHead


def links(*, bodies: bool = True) -> Iterator[dict[str, Any]]:
    """Every link in order. Without bodies, for people who may not read them: leaves only."""
    column = "e.body" if bodies else "encode(e.leaf, 'hex')"
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT l.seq, encode(l.previous, 'hex'), encode(l.hash, 'hex'), {column}"  # noqa: S608
            " FROM audit.audit_link l LEFT JOIN audit.audit_event e ON e.id = l.event_id ORDER BY l.seq"
        )
        while rows := cursor.fetchmany(2000):
            for seq, previous, hash_, content in rows:
                known = {"seq": seq, "previous": previous, "hash": hash_}
                yield known | ({"body": content or ""} if bodies else {"leaf": content or ""})


def heads() -> list[dict[str, Any]]:
    """What has been published, oldest first."""
    return [
        {
            "hash": bytes(h.hash).hex(),
            "legal_at": h.legal_at.isoformat(),
            "published_at": h.published_at.isoformat(),
        }
        for h in ChainHead.objects.order_by("id")
    ]


def write(events_file: TextIO, heads_file: TextIO, *, bodies: bool = True) -> int:
    """Write both files. Returns the number of links."""
    count = 0
    for count, link in enumerate(links(bodies=bodies), start=1):  # noqa: B007
        events_file.write(json.dumps(link, ensure_ascii=False) + "\n")
    json.dump(heads(), heads_file, ensure_ascii=False, indent=1)
    return count
