"""What the opener holds in its memory between opening the envelopes and writing down what they held."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from documents.models import StoredFile
from workflow.clock import SHANGHAI


@dataclass
class Found:
    """One envelope: its price and files, or why it could not be read."""

    bid: Any
    digest: str
    fault: str = ""
    price: Decimal | None = None
    form: dict[str, Any] = field(default_factory=dict)
    files: list[StoredFile] = field(default_factory=list)


_held: dict[UUID, list[Found]] = {}


def hold(tender_id: UUID, found: list[Found]) -> None:
    _held[tender_id] = found


def take(tender_id: UUID) -> list[Found]:
    """What was found; from then on it stands in the database only."""
    return _held.pop(tender_id)


def is_held(tender_id: UUID) -> bool:
    return tender_id in _held


def record_of(tender: Any, found: list[Found], now: datetime) -> dict[str, Any]:
    """The opening record: who took part, and of each bid bidder, price and digest (Tendering Law, article 36)."""
    ceremony = tender.running_ceremony()
    officials = [
        {"name": c.official.key.user.name, "seat": c.official.seat, "at": c.given_at.isoformat()}
        for c in ceremony.contributions.select_related("official__key__user").order_by("given_at")
    ]
    bids = [
        {
            "bidder": one.bid.provider.name,
            "code": one.bid.provider.code,
            "price": str(one.price) if one.price is not None else None,
            "version": one.bid.version,
            "received_at": one.bid.received_at.isoformat(),
            "envelope_sha256": one.digest,
            "fault": one.fault,
            "files": [{"name": f.name, "size": f.size, "sha256": f.digest} for f in one.files],
        }
        for one in sorted(found, key=lambda one: one.digest)
    ]
    return {
        "v": 1,
        "tender": str(tender.pk),
        "number": tender.number,
        "opened_at": now.isoformat(),
        "opened_at_beijing": now.astimezone(SHANGHAI).isoformat(),
        "officials": officials,
        "bids": bids,
    }


def digest_of(body: dict[str, Any]) -> str:
    text = json.dumps(body, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()
