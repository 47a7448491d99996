"""Fields that several forms of sourcing use."""

from __future__ import annotations

import base64
import binascii
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from core import numbers

SENT_TOO_EARLY = _(
    "The page was sent before it had loaded whole. Type your passphrase again and send it once more."
)


class Base64Field(forms.CharField):
    """Bytes that the browser's script sends; cleans to `bytes`."""

    widget = forms.HiddenInput
    default_error_messages = {"required": SENT_TOO_EARLY}

    def __init__(self, *, size: int | None = None, most: int = 65536, **kwargs: Any):
        self.size = size
        super().__init__(max_length=most * 4 // 3 + 4, **kwargs)

    def clean(self, value: Any) -> bytes:  # type: ignore[override]
        if isinstance(value, bytes | memoryview):
            return bytes(value)
        text = super().clean(value)
        try:
            found = base64.b64decode(text, validate=True)
        except (binascii.Error, ValueError):
            raise ValidationError(_("The browser sent something unreadable. Reload the page.")) from None
        if self.size is not None and len(found) != self.size:
            raise ValidationError(_("The browser sent something unreadable. Reload the page."))
        return found


def text(
    label: Any, *, help_text: Any = "", rows: int = 3, most: int = 4000, required: bool = True
) -> forms.CharField:
    return forms.CharField(
        label=label,
        help_text=help_text,
        max_length=most,
        required=required,
        widget=forms.Textarea(attrs={"rows": rows}),
    )


def percent(label: Any, **options: Any) -> numbers.DecimalField:
    return numbers.DecimalField(
        label=label, max_digits=5, decimal_places=2, min_value=0, max_value=100, **options
    )


def moment(label: Any, **options: Any) -> forms.DateTimeField:
    """A day and a minute in Beijing time."""
    return forms.DateTimeField(label=label, **options)
