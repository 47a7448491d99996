"""Telephone numbers as offices write them: 0431-88770000转601, +86 138 0013 8000, 12345, or two with 、 between."""

from __future__ import annotations

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

FEWEST_DIGITS = 5
"""12345 is a city's hotline."""
_ALLOWED = re.compile(r"[0-9+()（）\-—\s转#*,，、;；/]+|ext\.?", re.IGNORECASE)
_MOBILE = re.compile(r"1[3-9]\d{9}\Z", re.ASCII)
_HALF = str.maketrans("０１２３４５６７８９＋－", "0123456789+-")


def half_width(text: str) -> str:
    """With plain digits where a Chinese keyboard gave full-width ones: no gateway rings those."""
    return text.translate(_HALF)


def mobile(text: str) -> str | None:
    """The eleven digits of a mobile number, however its groups are set apart; None for what is none."""
    number = re.sub(r"[\s-]", "", half_width(text)).removeprefix("+86")
    return number if _MOBILE.match(number) else None


class PhoneField(forms.CharField):
    """Keeps what was typed but for the width of its digits: how a number is written is its owner's affair, as long as
    it can be rung."""

    def __init__(self, **kwargs: Any):
        super().__init__(
            **{"max_length": 40, "widget": forms.TextInput(attrs={"inputmode": "tel"}), **kwargs}
        )

    def to_python(self, value: Any) -> str:
        return half_width(super().to_python(value) or "")

    def validate(self, value: str) -> None:
        super().validate(value)
        too_few = sum(letter.isdecimal() for letter in value) < FEWEST_DIGITS
        if value and (too_few or _ALLOWED.sub("", value)):
            raise ValidationError(
                _("This is no telephone number: write it like 0431-88770000 or 13800138000.")
            )
