"""The opener: a process of its own, with a database role of its own, that opens bids when two officials have come.

It offers a one-time key for each tender that is due, waits for the contributions of two officials of an allowed
pair, puts the tender's private key together in memory, opens every envelope, writes down what it found, and
lets go of the key. Nothing of this is ever written to disk or sent anywhere.

Two openers may run for a while, e.g. when one is replaced: each tender is attended to by one of them, which holds a
lock on it for as long as its connection lives.
"""

from __future__ import annotations

import json
import logging
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from decimal import Decimal
from itertools import combinations
from pathlib import Path
from typing import Any, BinaryIO
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import connections, transaction
from nacl.exceptions import CryptoError
from nacl.public import PrivateKey, SealedBox

from core.actor import system
from core.money import parse_amount
from documents import names, storage
from documents.models import StoredFile
from sourcing import envelope, opening, uploads
from sourcing.models import Bid, Ceremony, Tender
from sourcing.opening import Found
from sourcing.policies import OPENER
from sourcing.rules.ending import fewest_bidders
from sourcing.rules.publication import pairs
from workflow.clock import legal_now
from workflow.engine import execute
from workflow.obstacles import Refused

logger = logging.getLogger(__name__)
PRICE_FORM = "price.json"
LARGEST_FORM = 64 * 1024


@contextmanager
def as_opener() -> Iterator[None]:
    """Within it this thread knows the database by the opener's narrow role only.

    The connection outlives it, and with it what an opener has reserved: `leave` gives that up.
    """
    usual = connections["default"]
    connections["default"] = connections["opener"]
    try:
        yield
    finally:
        connections["default"] = usual


def leave() -> None:
    """Let another opener attend to whatever this one has begun."""
    connections["opener"].close()


class Opener:
    """One run of the opener. Its one-time keys live and die with it."""

    def __init__(self) -> None:
        self.actor = system(OPENER)
        self.keys: dict[UUID, bytes] = {}

    def look(self) -> int:
        """Go over all tenders that are due. Returns how many were opened."""
        now = legal_now()
        due = Tender.objects.filter(state__in=["published", "closed"], opens_at__lte=now).order_by("opens_at")
        return sum(self._attend(tender) for tender in due)

    def _attend(self, tender: Tender) -> bool:
        if len(tender.standing_bids()) < fewest_bidders(tender):
            return False  # nothing is opened then (Order 87, article 41); the portal ends the tender
        ceremony = self._ceremony(tender)
        if ceremony is None:
            return False
        private_key = self._private_key(tender, ceremony)
        if private_key is None:
            return False
        return self._open(tender, ceremony, private_key)

    def _ceremony(self, tender: Tender) -> Ceremony | None:
        """The running offer of this process; None while another opener attends to this tender.

        One that a dead opener left behind is ended: its key is gone.
        """
        running = tender.running_ceremony()
        if running is not None and running.pk in self.keys:
            return running
        if not _reserve(tender):
            return None
        if Tender.objects.get(pk=tender.pk).opened_at is not None:  # by another, since this one looked
            _ask_lock("pg_advisory_unlock", tender)
            return None
        private, public = envelope.new_key_pair()
        with transaction.atomic():
            if running is not None:
                self._end(running, "restarted")
            ceremony = Ceremony.objects.create(tender=tender, opener_key=public, started_at=legal_now())
        self.keys[ceremony.pk] = private
        return ceremony

    def _end(self, ceremony: Ceremony, fault: str) -> None:
        Ceremony.objects.filter(pk=ceremony.pk).update(ended_at=legal_now(), fault=fault)
        self.keys.pop(ceremony.pk, None)

    def _private_key(self, tender: Tender, ceremony: Ceremony) -> bytes | None:
        """The tender's key from the first allowed pair that has come; None while there is none."""
        given = {c.official_id: c for c in ceremony.contributions.select_related("official__key")}
        shares = {key: self._shares(ceremony, c.sealed) for key, c in given.items()}
        officials = [c.official for c in given.values()]
        for one, other in pairs(officials):
            try:
                return envelope.combine(
                    shares[one.pk].get(str(other.pk), b""),
                    shares[other.pk].get(str(one.pk), b""),
                    bytes(tender.public_key),
                )
            except envelope.BadEnvelope:
                continue
        if list(combinations(officials, 2)):
            logger.warning("opening %s: contributions do not make the key", tender.pk)
            self._end(ceremony, "shares")
        return None

    def _shares(self, ceremony: Ceremony, sealed: Any) -> dict[str, bytes]:
        """One official's shares by partner, or nothing if they can't be read."""
        try:
            text = SealedBox(PrivateKey(self.keys[ceremony.pk])).decrypt(bytes(sealed))
            content = json.loads(text)
            if content["ceremony"] != str(ceremony.pk):
                return {}
            return {partner: bytes.fromhex(share) for partner, share in content["shares"].items()}
        except (CryptoError, ValueError, KeyError, AttributeError, TypeError):
            return {}

    def _open(self, tender: Tender, ceremony: Ceremony, private_key: bytes) -> bool:
        try:
            tender = self._closed(tender)
            opening.hold(tender.pk, [open_bid(bid, private_key) for bid in tender.standing_bids()])
            execute(tender, "open", self.actor)
        except Refused as refused:
            logger.warning("opening %s refused: %s", tender.pk, refused)
            return False
        finally:
            self.keys.pop(ceremony.pk, None)
            _ask_lock("pg_advisory_unlock", tender)
        return True

    def _closed(self, tender: Tender) -> Tender:
        """The portal may be closing it at this very moment too: then that counts."""
        if tender.state != Tender.State.PUBLISHED:
            return tender
        try:
            return execute(tender, "close", self.actor).subject
        except Refused:
            return Tender.objects.get(pk=tender.pk)


def _reserve(tender: Tender) -> bool:
    """Take this tender in hand until it is opened or this connection ends. False while another opener has it."""
    return _ask_lock("pg_try_advisory_lock", tender)


def _ask_lock(function: str, tender: Tender) -> bool:
    with connections["default"].cursor() as cursor:
        cursor.execute(f"SELECT {function}(hashtextextended(%s, 0))", [f"opening:{tender.pk}"])
        return cursor.fetchone()[0]


def open_bid(bid: Bid, private_key: bytes) -> Found:
    """One envelope, whatever is wrong with it: a damaged one must not keep the others closed."""
    found = Found(bid=bid, digest=bid.digest)
    try:
        with uploads.path_of(bid.upload).open("rb") as source, tempfile.TemporaryDirectory() as folder:
            if envelope.digest_of(source) != bid.digest:
                raise envelope.BadEnvelope("replaced")
            context = bid.tender.seal_context(bid.provider_id, bid.version)
            parts = Parts(Path(folder))
            entries = envelope.unpack(source, private_key, context, parts.sink)
            found.form = parts.price_form(entries)
            found.price = read_price(found.form)
            found.files = [parts.keep(position, entry) for position, entry in enumerate(entries)]
    except (OSError, envelope.BadEnvelope) as error:
        found.fault = error.args[0] if isinstance(error, envelope.BadEnvelope) else "missing"
        found.price, found.form, found.files = None, {}, []
    return found


class Parts:
    """The files of one envelope on their way from the sealed stream to the store."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def sink(self, position: int, entry: envelope.Entry) -> BinaryIO:
        return (self.folder / str(position)).open("wb")

    def price_form(self, entries: list[envelope.Entry]) -> dict[str, Any]:
        first = entries[0]
        if first.name != PRICE_FORM or first.size > LARGEST_FORM:
            raise envelope.BadEnvelope("price form")
        try:
            form = json.loads((self.folder / "0").read_text(encoding="utf-8"))
        except ValueError:
            raise envelope.BadEnvelope("price form") from None
        if not isinstance(form, dict):
            raise envelope.BadEnvelope("price form")
        return form

    def keep(self, position: int, entry: envelope.Entry) -> StoredFile:
        """Bytes go to the store as they are: what they are is looked at before anybody downloads them."""
        with (self.folder / str(position)).open("rb") as file:
            pieces = iter(lambda: file.read(envelope.CHUNK), b"")
            with storage.received(pieces, entry.size) as new:
                digest = storage.keep(new)
        return StoredFile.objects.create(
            digest=digest,
            name=names.clean(entry.name),
            size=entry.size,
            media_type=media_type_of(entry),
        )


def media_type_of(entry: envelope.Entry) -> str:
    """Only PDF is shown in the browser; whatever else is downloaded."""
    return "application/pdf" if entry.media_type == "application/pdf" else "application/octet-stream"


def read_price(form: dict[str, Any]) -> Decimal:
    """The price in the form, by the same rules as everywhere; refused when it isn't an amount of money."""
    try:
        price = parse_amount(str(form.get("price", "")))
    except ValidationError:
        raise envelope.BadEnvelope("price") from None
    if price < 0:
        raise envelope.BadEnvelope("price")
    return price
