"""Drawing by lot in a way that anyone entitled can do again (docs/draw.md; RFC 3797 with SHA-256).

The order is by `HMAC-SHA-256(seed, identifier)`, ascending. The seed holds the root of all sealed envelopes,
which nobody knew before closing; the pool is fixed before it is used. No random numbers, no order of rows.
"""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Iterable


def pool_root(identifiers: Iterable[str]) -> str:
    """One digest that stands for a pool: SHA-256 over the sorted identifiers, one per line."""
    return hashlib.sha256("\n".join(sorted(identifiers)).encode()).hexdigest()


def seed_of(tender: str, record_digest: str, pool: Iterable[str], number: int) -> str:
    """Seed of the `number`-th draw: tender, opening record (with every envelope's digest), pool and number."""
    text = "|".join([tender, record_digest, pool_root(pool), str(number)])
    return hashlib.sha256(text.encode()).hexdigest()


def lot(seed: str, identifier: str) -> str:
    return hmac.new(bytes.fromhex(seed), identifier.encode(), hashlib.sha256).hexdigest()


def order(seed: str, identifiers: Iterable[str]) -> list[str]:
    """All identifiers in the order drawn. Taking some out leaves the order of the others as it is."""
    return sorted(identifiers, key=lambda identifier: (lot(seed, identifier), identifier))
