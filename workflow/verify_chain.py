#!/usr/bin/env python3
"""Check an export of the portal's event log, without the portal.

    python3 verify_chain.py events.jsonl heads.json [HEAD …]

`events.jsonl` holds one link a line, in order: {"seq", "previous", "hash", "body"}; where a body may not be
disclosed, "leaf" stands instead. `heads.json` is the list of heads as they were published at their time, kept
by whoever wants to check: [{"hash", "legal_at", "seq"?}]. A head of which only the hash was noted, from an
opening record or the home page, is given by itself. Needs nothing but Python's standard library.

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
            yield f"第{expected}环缺失（此处为第{row['seq']}环）/ link {expected} is missing (found {row['seq']})"
            return
        leaf = row.get("leaf") or hashlib.sha256(row["body"].encode()).hexdigest()
        if row["previous"] != previous:
            yield f"第{expected}环与上一环不衔接 / link {expected} does not follow link {expected - 1}"
        if row["hash"] != link_hash(row["previous"], leaf):
            yield f"第{expected}环与所载事件不符 / link {expected} does not fit its event"
        previous = row["hash"]


def unmatched_heads(rows: list[Mapping[str, Any]], heads: list[Mapping[str, Any]]) -> Iterator[str]:
    if not heads:
        yield "没有给出已公布的链首，仅凭日志不能证明完整 / no published head was given: the chain alone proves nothing"
    place = {row["hash"]: index for index, row in enumerate(rows)}
    for head in heads:
        at, said = place.get(head["hash"]), head.get("legal_at")
        if at is None:
            yield absent(rows, head)
        elif said:
            yield from dated_back(rows[at + 1 :], datetime.fromisoformat(said))


def absent(rows: list[Mapping[str, Any]], head: Mapping[str, Any]) -> str:
    """A head that the log doesn't lead to: its end was cut off, or what stood before the head was changed."""
    said, ends = head.get("legal_at"), time_of(rows[-1]) if rows else None
    which = f"the head published at {said}" if said else f"the head {head['hash']}"
    named = f"{said}公布的链首" if said else f"链首{head['hash']}"
    if said and ends and datetime.fromisoformat(ends) < datetime.fromisoformat(said):
        return f"{named}不在链中：日志止于{ends} / {which} is not in the chain: the log ends before it, at {ends}"
    cut = "the log was cut off before it, or changed"
    return f"{named}不在链中：日志在此之前被截断或改动 / {which} is not in the chain: {cut}"


def unbound(rows: list[Mapping[str, Any]], heads: Iterable[Mapping[str, Any]]) -> int:
    """How many links follow the last head in the log: they could be cut off without anybody seeing it."""
    known = {head["hash"] for head in heads}
    return next((at for at, row in enumerate(reversed(rows)) if row["hash"] in known), len(rows))


def time_of(row: Mapping[str, Any]) -> str | None:
    """When a link's event happened, where its body is there to say so."""
    return json.loads(row["body"])["at"] if row.get("body") else None


def dated_back(later: list[Mapping[str, Any]], published: datetime) -> Iterator[str]:
    for row in later:
        said = time_of(row)
        if said and datetime.fromisoformat(said) < published - SLACK:
            head = published.isoformat()
            yield (
                f"第{row['seq']}环自称{said}，却不在{head}公布的链首之内 / "
                f"link {row['seq']} says {said}, but was not in the head published at {head}"
            )


def link_hash(previous: str, leaf: str) -> str:
    return hashlib.sha256(bytes.fromhex(previous) + bytes.fromhex(leaf)).hexdigest()


def main(arguments: list[str]) -> int:
    if len(arguments) < 2:
        print(__doc__)
        return 2
    with open(arguments[0], encoding="utf-8") as file:
        rows = [json.loads(line) for line in file if line.strip()]
    with open(arguments[1], encoding="utf-8") as file:
        heads = json.load(file) + [{"hash": noted.strip().lower()} for noted in arguments[2:]]
    found = list(faults(rows, heads))
    whole = f"完整：{len(rows)}条记录，{len(heads)}个链首 / whole: {len(rows)} events, {len(heads)} published heads"
    print("\n".join(found) if found else whole)
    if loose := unbound(rows, heads):
        print(f"最后{loose}条在这些链首之后，要由以后公布的链首证明", end=" / ")
        print(f"the last {loose} events follow the last of these heads: only a later head can bind them")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
