#!/usr/bin/env python3
"""Check an export of the portal's event log, without the portal.

    python3 verify_chain.py events.jsonl heads.json

`events.jsonl` holds one link a line, in order: {"seq", "previous", "hash", "body"}; where a body may not be
disclosed, "leaf" stands instead. `heads.json` is the list of heads as they were published at their time, kept
by whoever wants to check: [{"hash", "legal_at", "seq"?}]. Needs nothing but Python's standard library.

It finds: a changed body, a changed or missing link, a cut tail, a removed, swapped or inserted event even where
the whole chain was computed anew, and an event that was dated back behind a published head.
A chain alone proves nothing against somebody who can rewrite it: the heads are what binds it.
"""

from __future__ import annotations

import hashlib
import json
import sys
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime, timedelta
from typing import Any

GENESIS = hashlib.sha256(b"genesis").hexdigest()
SLACK = timedelta(seconds=120)
"""An event may be sealed this much later than it says it happened."""


def faults(links: Iterable[Mapping[str, Any]], heads: Iterable[Mapping[str, Any]]) -> Iterator[str]:
    """Everything that is wrong, in words. Nothing, when the log is whole."""
    rows = list(links)
    yield from broken_links(rows)
    yield from unmatched_heads(rows, list(heads))


def broken_links(rows: list[Mapping[str, Any]]) -> Iterator[str]:
    previous = GENESIS
    for expected, row in enumerate(rows, start=1):
        if row["seq"] != expected:
            yield f"link {expected} is missing (found {row['seq']})"
            return
        leaf = row.get("leaf") or hashlib.sha256(row["body"].encode()).hexdigest()
        if row["previous"] != previous:
            yield f"link {expected} does not follow link {expected - 1}"
        if row["hash"] != link_hash(row["previous"], leaf):
            yield f"link {expected} does not fit its event"
        previous = row["hash"]


def unmatched_heads(rows: list[Mapping[str, Any]], heads: list[Mapping[str, Any]]) -> Iterator[str]:
    if not heads:
        yield "no published head was given: the chain alone proves nothing"
    place = {row["hash"]: index for index, row in enumerate(rows)}
    for head in heads:
        at = place.get(head["hash"])
        if at is None:
            yield f"the head published at {head['legal_at']} is not in the chain"
        else:
            yield from dated_back(rows[at + 1 :], datetime.fromisoformat(head["legal_at"]))


def dated_back(later: list[Mapping[str, Any]], published: datetime) -> Iterator[str]:
    for row in later:
        said = json.loads(row["body"])["at"] if "body" in row else None
        if said and datetime.fromisoformat(said) < published - SLACK:
            yield f"link {row['seq']} says {said}, but was not in the head published at {published.isoformat()}"


def link_hash(previous: str, leaf: str) -> str:
    return hashlib.sha256(bytes.fromhex(previous) + bytes.fromhex(leaf)).hexdigest()


def main(arguments: list[str]) -> int:
    if len(arguments) != 2:
        print(__doc__)
        return 2
    with open(arguments[0], encoding="utf-8") as file:
        rows = [json.loads(line) for line in file if line.strip()]
    with open(arguments[1], encoding="utf-8") as file:
        heads = json.load(file)
    found = list(faults(rows, heads))
    print("\n".join(found) if found else f"whole: {len(rows)} events, {len(heads)} published heads")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
