"""Receipts of bids: their text, and the portal's Ed25519 signature under it."""

from __future__ import annotations

import base64
import json
import secrets
from typing import Any
from uuid import UUID

from django.conf import settings
from nacl.exceptions import BadSignatureError
from nacl.signing import SigningKey, VerifyKey

from workflow.clock import SHANGHAI
from workflow.models import Event

LETTERS = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Without letters and figures that are mistaken for one another."""


def new_number() -> str:
    """Random, so that it tells nothing about how many there are: HZ-7K4M-92QX-D3."""
    text = "".join(secrets.choice(LETTERS) for _ in range(10))
    return f"HZ-{text[:4]}-{text[4:8]}-{text[8:]}"


def body_of(bid: Any, number: str, event_id: UUID) -> str:
    """The exact text that is signed: canonical JSON.

    The nonce opens the commitments in the event whose leaf is named: with both, the bidder can prove from the
    published event chain that this bid came in at this time.
    """
    event = Event.objects.get(uuid=event_id)
    content = {
        "v": 1,
        "receipt": number,
        "tender": str(bid.tender_id),
        "tender_number": bid.tender.number,
        "tender_title": bid.tender.title,
        "bidder": bid.provider.name,
        "bidder_code": bid.provider.code,
        "bid": str(bid.pk),
        "kind": bid.kind,
        "version": bid.version,
        "envelope_sha256": bid.digest,
        "envelope_bytes": bid.size,
        "received_at": bid.received_at.isoformat(),
        "received_at_beijing": bid.received_at.astimezone(SHANGHAI).isoformat(),
        "event": str(event_id),
        "event_leaf": bytes(event.leaf).hex(),
        "nonce": bid.nonce,
        "signed_with": public_key(),
    }
    return json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def sign(body: str) -> bytes:
    return _key().sign(body.encode()).signature


def is_genuine(body: str, signature: bytes, key: str = "") -> bool:
    """Whether the portal (or the holder of `key`, base64) signed exactly this text."""
    try:
        VerifyKey(base64.b64decode(key or public_key())).verify(body.encode(), signature)
    except (BadSignatureError, ValueError):
        return False
    return True


def public_key() -> str:
    """The portal's key for receipts, base64. It stands on the public page about sealed bids."""
    return base64.b64encode(bytes(_key().verify_key)).decode()


def _key() -> SigningKey:
    return SigningKey(base64.b64decode(settings.RECEIPT_KEY))
