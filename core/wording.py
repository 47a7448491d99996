"""What Django's own checks say, in the words of a form: its Chinese texts speak of variables and of empty strings."""

from __future__ import annotations

from django.core.validators import MaxLengthValidator, ProhibitNullCharactersValidator
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy


def adapt() -> None:
    ProhibitNullCharactersValidator.message = _(
        "There is a character in it that cannot be kept (�). Delete it."
    )
    MaxLengthValidator.message = ngettext_lazy(  # type: ignore[assignment]
        "At most %(limit_value)d character fits here; it has %(show_value)d.",
        "At most %(limit_value)d characters fit here; it has %(show_value)d.",
        "limit_value",
    )
