"""Numbers as people type them or paste them from a workbook, full-width digits and thousands separators included."""

from __future__ import annotations

import re
import unicodedata
from typing import Any

from django import forms

_PLAIN = re.compile(r"[+-]?\d+(\.\d*)?\Z", re.ASCII)
_GROUPED = re.compile(r"[+-]?[1-9]\d{0,2}(,\d{3})+(\.\d*)?\Z", re.ASCII)


def ungrouped(text: str) -> str | None:
    """The number in plain ASCII digits; None for what is no number, or could be two.

    A comma separates thousands, each of three digits, or the whole is refused: `1,5` and `0,500` may mean a decimal
    comma, and nobody's figure is guessed.
    """
    plain = unicodedata.normalize("NFKC", text).strip()
    if _GROUPED.match(plain):
        return plain.replace(",", "")
    return plain if _PLAIN.match(plain) else None


class _AsTyped:
    """Reads text by `ungrouped`. Whatever is refused stays as it was typed."""

    def to_python(self, value: Any) -> Any:
        if isinstance(value, str):
            value = (ungrouped(value) or "no number") if value.strip() else ""
        return super().to_python(value)  # type: ignore[misc]


class DecimalField(_AsTyped, forms.DecimalField):
    """A number with decimals."""


class IntegerField(_AsTyped, forms.IntegerField):
    """A whole number."""
