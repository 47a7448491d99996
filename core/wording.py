"""What Django's own checks say, in the words of a form: its Chinese texts speak of variables and of empty strings."""

from __future__ import annotations

from typing import Any

from django.core.validators import (
    DecimalValidator,
    MaxLengthValidator,
    MaxValueValidator,
    MinLengthValidator,
    MinValueValidator,
    ProhibitNullCharactersValidator,
)
from django.forms import Field
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy


def adapt() -> None:
    Field.default_error_messages = {"required": _("This field is required.")}
    ProhibitNullCharactersValidator.message = _(
        "There is a character in it that cannot be kept (�). Delete it."
    )
    MaxLengthValidator.message = ngettext_lazy(  # type: ignore[assignment]
        "At most %(limit_value)d character fits here; it has %(show_value)d.",
        "At most %(limit_value)d characters fit here; it has %(show_value)d.",
        "limit_value",
    )
    MinLengthValidator.message = ngettext_lazy(  # type: ignore[assignment]
        "At least %(limit_value)d character is needed; it has %(show_value)d.",
        "At least %(limit_value)d characters are needed; it has %(show_value)d.",
        "limit_value",
    )
    MaxValueValidator.message = _("At most %(limit_value)s.")
    MinValueValidator.message = _("At least %(limit_value)s.")
    limits: dict[str, Any] = {
        "invalid": _("Enter a number."),
        "max_digits": ngettext_lazy("At most %(max)s digit in all.", "At most %(max)s digits in all.", "max"),
        "max_decimal_places": ngettext_lazy(
            "At most %(max)s decimal place.", "At most %(max)s decimal places.", "max"
        ),
        "max_whole_digits": ngettext_lazy(
            "At most %(max)s digit before the decimal point.",
            "At most %(max)s digits before the decimal point.",
            "max",
        ),
    }
    DecimalValidator.messages = limits
