"""Electronic seals through an adapter: what puts a unit's seal on a PDF, and tells whether one is still whole.

`settings.SEALS` names the class. The one here signs with a certificate out of a PKCS#12 file (`pades`); a provincial
seal service is another class with the same three methods. No key ever stands in the database.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Protocol

from django.conf import settings
from django.utils.module_loading import import_string


@dataclass(frozen=True)
class Sealed:
    """A PDF with a seal on it, and with whose certificate."""

    content: bytes
    certificate: str
    holder: str


@dataclass(frozen=True)
class Finding:
    """What one seal in a PDF shows."""

    holder: str
    sealed_at: datetime | None
    intact: bool
    """What was sealed has not been changed since, and the signature fits its certificate."""
    whole: bool
    """Nothing was added afterwards either."""

    @property
    def is_good(self) -> bool:
        return self.intact and self.whole


class SealAdapter(Protocol):
    """What the portal asks of electronic seals. `code` is the unit's 统一社会信用代码."""

    def can_seal(self, code: str) -> bool:
        """Whether a certificate of that unit is at hand."""

    def seal(self, pdf: bytes, *, code: str, unit: str, at: datetime) -> Sealed:
        """The PDF with that unit's seal, visible at its name in the signature block."""

    def verify(self, pdf: bytes) -> list[Finding]:
        """Every seal in a PDF."""


@cache
def adapter() -> SealAdapter:
    return import_string(settings.SEALS)()
