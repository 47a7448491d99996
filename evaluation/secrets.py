"""Secrets of survey links: 128 random bits, written so that an elderly person can type them from paper."""

from __future__ import annotations

import hashlib
import secrets

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Crockford's: neither I, L, O nor U, so that nothing is mistaken for something else."""
LENGTH = 26
GROUP = 5
BITS = 128
_READ_AS = str.maketrans("ILO", "110")


def new() -> str:
    """A secret of 128 bits from the operating system's generator."""
    number = secrets.randbits(BITS)
    return "".join(ALPHABET[number >> (5 * place) & 31] for place in reversed(range(LENGTH)))


def normalise(typed: str) -> str:
    """What somebody typed or scanned, as it was issued: case, blanks, hyphens and lookalikes don't matter."""
    return "".join(c for c in typed.upper() if c.isascii() and c.isalnum()).translate(_READ_AS)


def grouped(secret: str) -> str:
    """For printing: five characters at a time."""
    return "-".join(secret[at : at + GROUP] for at in range(0, LENGTH, GROUP))


def digest(secret: str) -> str:
    """What is kept of a secret. It has enough bits of its own to need neither salt nor stretching."""
    return hashlib.sha256(normalise(secret).encode()).hexdigest()
