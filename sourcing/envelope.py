"""The sealed envelope of a bid: how it is written, checked from outside, and opened (docs/envelope.md).

Nothing here touches the database or settings, so that bidders can seal with `tools/seal_bid.py` and anyone
can read what the browser does. The browser's side is `static/portal/bids/envelope.js`; both open the same
test vectors.
"""

from __future__ import annotations

import hashlib
import json
import struct
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import BinaryIO

from nacl import bindings, utils
from nacl.exceptions import CryptoError
from nacl.public import PrivateKey, PublicKey, SealedBox

MAGIC = b"CCSEALED"
FORMAT = 1
SUITE = 1
"""X25519 sealed box, XChaCha20-Poly1305 secretstream, SHA-256."""
HEADER = struct.Struct(">8sBBH16sIQ80s24s")
CHUNK = 1024 * 1024
OVERHEAD = bindings.crypto_secretstream_xchacha20poly1305_ABYTES
PADDING = 64 * 1024
LARGEST = 2 * 1024**3
LONGEST_MANIFEST = 1024 * 1024
MOST_FILES = 200
MESSAGE = bindings.crypto_secretstream_xchacha20poly1305_TAG_MESSAGE
FINAL = bindings.crypto_secretstream_xchacha20poly1305_TAG_FINAL


class BadEnvelope(ValueError):
    """An envelope that isn't one, was damaged, or belongs elsewhere. `args[0]` is a short code."""


@dataclass(frozen=True, slots=True)
class Header:
    """The first 144 bytes."""

    suite: int
    key_id: bytes
    chunks: int
    length: int
    """Bytes of padded content."""
    sealed_key: bytes
    stream: bytes
    raw: bytes

    @property
    def size(self) -> int:
        """Bytes of the whole envelope."""
        return HEADER.size + self.length + self.chunks * OVERHEAD


@dataclass(frozen=True, slots=True)
class Entry:
    """One file as the manifest names it."""

    name: str
    media_type: str
    size: int
    sha256: str


def new_key_pair() -> tuple[bytes, bytes]:
    """Private and public key of a tender, 32 bytes each."""
    key = PrivateKey.generate()
    return bytes(key), bytes(key.public_key)


def public_of(private_key: bytes) -> bytes:
    return bytes(PrivateKey(private_key).public_key)


def key_id(public_key: bytes) -> bytes:
    """The sixteen bytes by which an envelope names the key that it is sealed to."""
    return hashlib.sha256(public_key).digest()[:16]


# Sealing


def manifest_of(entries: Iterable[Entry]) -> bytes:
    rows = [{"name": e.name, "type": e.media_type, "size": e.size, "sha256": e.sha256} for e in entries]
    return json.dumps({"v": 1, "files": rows}, ensure_ascii=False, separators=(",", ":")).encode()


def entry_of(name: str, media_type: str, file: BinaryIO) -> Entry:
    """Read a file once for its size and digest, and rewind it."""
    digest, size = hashlib.sha256(), 0
    while piece := file.read(CHUNK):
        digest.update(piece)
        size += len(piece)
    file.seek(0)
    return Entry(name, media_type, size, digest.hexdigest())


def seal(files: list[tuple[str, str, BinaryIO]], public_key: bytes, context: str, out: BinaryIO) -> str:
    """Seal files (name, media type, content) to a tender's key. Returns the SHA-256 of the envelope.

    The first file is the price form. `context` binds the envelope to its tender, bidder and version:
    opened under any other, it fails.
    """
    entries = [entry_of(*file) for file in files]
    manifest = manifest_of(entries)
    bare = 4 + len(manifest) + sum(e.size for e in entries)
    length = -(-bare // PADDING) * PADDING
    data_key = bindings.crypto_secretstream_xchacha20poly1305_keygen()
    state = bindings.crypto_secretstream_xchacha20poly1305_state()
    stream = bindings.crypto_secretstream_xchacha20poly1305_init_push(state, data_key)
    sealed_key = SealedBox(PublicKey(public_key)).encrypt(data_key)
    chunks = -(-length // CHUNK)
    header = HEADER.pack(MAGIC, FORMAT, SUITE, 0, key_id(public_key), chunks, length, sealed_key, stream)
    digest = hashlib.sha256(header)
    out.write(header)
    content = _content(manifest, [file[2] for file in files], length - bare)
    for number, plain in enumerate(_chunked(content), start=1):
        tag = FINAL if number == chunks else MESSAGE
        piece = bindings.crypto_secretstream_xchacha20poly1305_push(
            state, plain, header + context.encode(), tag
        )
        digest.update(piece)
        out.write(piece)
    return digest.hexdigest()


def _content(manifest: bytes, files: Iterable[BinaryIO], padding: int) -> Iterator[bytes]:
    yield struct.pack(">I", len(manifest)) + manifest
    for file in files:
        while piece := file.read(CHUNK):
            yield piece
    yield bytes(padding)


def _chunked(pieces: Iterable[bytes]) -> Iterator[bytes]:
    """The same bytes in chunks of 1 MiB; the last may be shorter."""
    waiting = bytearray()
    for piece in pieces:
        waiting += piece
        while len(waiting) >= CHUNK:
            yield bytes(waiting[:CHUNK])
            del waiting[:CHUNK]
    if waiting:
        yield bytes(waiting)


# What can be checked without any key


def read_header(raw: bytes) -> Header:
    """Raises `BadEnvelope` unless these bytes begin an envelope of this format."""
    if len(raw) < HEADER.size:
        raise BadEnvelope("short")
    magic, version, suite, flags, key, chunks, length, sealed_key, stream = HEADER.unpack(raw[: HEADER.size])
    if magic != MAGIC or version != FORMAT or flags != 0:
        raise BadEnvelope("format")
    if suite != SUITE:
        raise BadEnvelope("suite")
    if not 0 < length <= LARGEST or length % PADDING or chunks != -(-length // CHUNK):
        raise BadEnvelope("length")
    return Header(suite, key, chunks, length, sealed_key, stream, raw[: HEADER.size])


def check_frame(raw: bytes, size: int, public_key: bytes) -> Header:
    """What the server can know of an envelope: format, size, and that it is sealed to this tender's key."""
    header = read_header(raw)
    if header.size != size:
        raise BadEnvelope("length")
    if header.key_id != key_id(public_key):
        raise BadEnvelope("key")
    return header


def digest_of(source: BinaryIO) -> str:
    """SHA-256 of the whole envelope, as receipts and opening records name it. Rewinds."""
    digest = hashlib.sha256()
    while piece := source.read(CHUNK):
        digest.update(piece)
    source.seek(0)
    return digest.hexdigest()


# Opening


def unpack(
    source: BinaryIO, private_key: bytes, context: str, sink: Callable[[int, Entry], BinaryIO]
) -> list[Entry]:
    """Open an envelope. `sink(position, entry)` gives the file to write each content to.

    Every chunk is authenticated before it is used; sizes and digests must be those of the manifest, and the
    padding must be nought. Raises `BadEnvelope`; what has been written until then must be thrown away.
    """
    header = read_header(source.read(HEADER.size))
    reader = _Reader(_plain(source, header, private_key, context))
    entries = _read_manifest(reader, header.length)
    for position, entry in enumerate(entries):
        digest, rest = hashlib.sha256(), entry.size
        with sink(position, entry) as out:
            while rest:
                piece = reader.read(min(rest, CHUNK))
                digest.update(piece)
                out.write(piece)
                rest -= len(piece)
        if digest.hexdigest() != entry.sha256:
            raise BadEnvelope("digest")
    if any(reader.rest()):
        raise BadEnvelope("padding")
    return entries


def _plain(source: BinaryIO, header: Header, private_key: bytes, context: str) -> Iterator[bytes]:
    try:
        data_key = SealedBox(PrivateKey(private_key)).decrypt(header.sealed_key)
    except CryptoError:
        raise BadEnvelope("key") from None
    state = bindings.crypto_secretstream_xchacha20poly1305_state()
    bindings.crypto_secretstream_xchacha20poly1305_init_pull(state, header.stream, data_key)
    extra, rest = header.raw + context.encode(), header.length
    for number in range(1, header.chunks + 1):
        size = min(CHUNK, rest)
        try:
            plain, tag = bindings.crypto_secretstream_xchacha20poly1305_pull(
                state, source.read(size + OVERHEAD), extra
            )
        except (CryptoError, ValueError, RuntimeError):
            raise BadEnvelope("damaged") from None
        if tag != (FINAL if number == header.chunks else MESSAGE) or len(plain) != size:
            raise BadEnvelope("damaged")
        rest -= size
        yield plain
    if source.read(1):
        raise BadEnvelope("length")


def _read_manifest(reader: _Reader, length: int) -> list[Entry]:
    (size,) = struct.unpack(">I", reader.read(4))
    if size > LONGEST_MANIFEST:
        raise BadEnvelope("manifest")
    try:
        rows = json.loads(reader.read(size))
        entries = [
            Entry(str(r["name"]), str(r["type"]), int(r["size"]), str(r["sha256"])) for r in rows["files"]
        ]
    except (ValueError, KeyError, TypeError):
        raise BadEnvelope("manifest") from None
    if rows.get("v") != 1 or not 0 < len(entries) <= MOST_FILES or any(e.size < 0 for e in entries):
        raise BadEnvelope("manifest")
    if 4 + size + sum(e.size for e in entries) > length:
        raise BadEnvelope("manifest")
    return entries


class _Reader:
    """Reads so many bytes at a time from an iterator of pieces."""

    def __init__(self, pieces: Iterator[bytes]) -> None:
        self.pieces, self.waiting = pieces, b""

    def read(self, size: int) -> bytes:
        while len(self.waiting) < size:
            piece = next(self.pieces, None)
            if piece is None:
                raise BadEnvelope("length")
            self.waiting += piece
        taken, self.waiting = self.waiting[:size], self.waiting[size:]
        return taken

    def rest(self) -> bytes:
        return self.waiting + b"".join(self.pieces)


# Shares of a tender's key


def split(private_key: bytes, first: bytes, second: bytes) -> tuple[bytes, bytes]:
    """Two shares for a pair of officials, each sealed to the public key of one. Both are needed."""
    mask = utils.random(32)
    masked = bytes(a ^ b for a, b in zip(private_key, mask, strict=True))
    return SealedBox(PublicKey(first)).encrypt(mask), SealedBox(PublicKey(second)).encrypt(masked)


def combine(one: bytes, other: bytes, public_key: bytes) -> bytes:
    """The private key from the two opened shares of a pair. Raises `BadEnvelope` when they don't belong to it."""
    if len(one) != 32 or len(other) != 32:
        raise BadEnvelope("share")
    private_key = bytes(a ^ b for a, b in zip(one, other, strict=True))
    if public_of(private_key) != public_key:
        raise BadEnvelope("share")
    return private_key
