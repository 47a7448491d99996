"""Officials' personal keys, as the browser keeps them (docs/envelope.md; static/portal/bids/keys.js does the same).

The server never calls `wrap` or `unwrap` in its work: they are here for the command line, the demonstration
and the tests.
"""

from __future__ import annotations

import base64
import json
from collections.abc import Mapping
from typing import Any
from uuid import UUID

from nacl import secret, utils
from nacl.exceptions import CryptoError
from nacl.public import PrivateKey, PublicKey, SealedBox
from nacl.pwhash import argon2id

KDF = "argon2id13"
OPS, MEMORY = 3, 256 * 1024 * 1024
"""One second or so on an office computer. A thief of the database has to spend as much per guess."""
QUICK_OPS, QUICK_MEMORY = 1, 8 * 1024 * 1024
"""For the demonstration's known passphrase and for tests."""


class WrongPassphrase(ValueError):
    """The private key could not be unwrapped."""


def encode(content: bytes) -> str:
    return base64.b64encode(content).decode()


def wrap(private_key: bytes, passphrase: str, *, quick: bool = False) -> dict[str, Any]:
    """A private key under a passphrase: Argon2id, then secretbox."""
    ops, memory = (QUICK_OPS, QUICK_MEMORY) if quick else (OPS, MEMORY)
    salt = utils.random(argon2id.SALTBYTES)
    key = argon2id.kdf(secret.SecretBox.KEY_SIZE, passphrase.encode(), salt, ops, memory)
    sealed = secret.SecretBox(key).encrypt(private_key)
    return {
        "kdf": KDF,
        "ops": ops,
        "mem": memory,
        "salt": encode(salt),
        "nonce": encode(sealed.nonce),
        "box": encode(sealed.ciphertext),
    }


def unwrap(wrapped: Mapping[str, Any], passphrase: str) -> bytes:
    """Raises `WrongPassphrase`."""
    salt, nonce, box = (base64.b64decode(wrapped[name]) for name in ("salt", "nonce", "box"))
    key = argon2id.kdf(secret.SecretBox.KEY_SIZE, passphrase.encode(), salt, wrapped["ops"], wrapped["mem"])
    try:
        return secret.SecretBox(key).decrypt(box, nonce)
    except CryptoError:
        raise WrongPassphrase from None


def contribution(private_key: bytes, shares: Mapping[str, bytes], ceremony: UUID, opener_key: bytes) -> bytes:
    """One official's shares by partner, opened and sealed anew to the opener's one-time key."""
    box = SealedBox(PrivateKey(private_key))
    opened = {partner: box.decrypt(sealed).hex() for partner, sealed in shares.items()}
    content = json.dumps({"ceremony": str(ceremony), "shares": opened}, sort_keys=True)
    return SealedBox(PublicKey(opener_key)).encrypt(content.encode())
