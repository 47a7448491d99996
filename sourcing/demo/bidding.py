"""Bids, sealed as a bidder's browser would."""

from __future__ import annotations

import hashlib
import io
import json
from decimal import Decimal
from typing import Any, BinaryIO

from accounts import demo as people
from providers.demo import PAGE
from sourcing import envelope, uploads
from sourcing.models import Bid, Tender, Upload
from workflow.engine import create


def price_form(tender: Tender, price: Decimal | str, **values: Any) -> bytes:
    content = {"v": 1, "tender": str(tender.pk), "price": str(price), "small_enterprise": False, **values}
    return json.dumps(content, ensure_ascii=False).encode()


def seal(tender: Tender, key: str, price: Decimal | str, version: int, **values: Any) -> bytes:
    """The envelope of that bidder."""
    form = values.pop("form", None) or price_form(tender, price, **values)
    files = [("price.json", "application/json", form), ("商务与资格文件.pdf", "application/pdf", PAGE)]
    files.append(("服务方案.pdf", "application/pdf", PAGE))
    out = io.BytesIO()
    context = tender.seal_context(people.organisation(key).pk, version)
    streams: list[tuple[str, str, BinaryIO]] = [
        (name, kind, io.BytesIO(content)) for name, kind, content in files
    ]
    envelope.seal(streams, bytes(tender.public_key), context, out)
    return out.getvalue()


def send(tender: Tender, key: str, content: bytes) -> Upload:
    """Upload an envelope in pieces."""
    upload = uploads.begin(tender, people.actor(f"{key}.jingban"), len(content))
    for offset in range(0, len(content), uploads.LARGEST_PIECE):
        piece = content[offset : offset + uploads.LARGEST_PIECE]
        upload = uploads.append(upload, offset, piece, hashlib.sha256(piece).hexdigest())
    return upload


def submit(tender: Tender, key: str, upload: Upload) -> Bid:
    return create(Bid, "submit", people.actor(f"{key}.jingban"), tender=tender, upload=upload.token).subject


def bid(tender: Tender, key: str, price: Decimal | str, version: int = 1, **values: Any) -> Bid:
    """Seal, upload and submit, unless that version is there already."""
    provider = people.organisation(key).pk
    found = Bid.objects.filter(tender=tender, provider_id=provider, version=version).first()
    return found or submit(tender, key, send(tender, key, seal(tender, key, price, version, **values)))


def withdraw(tender: Tender, key: str) -> Bid:
    return create(Bid, "withdraw", people.actor(f"{key}.jingban"), tender=tender).subject
