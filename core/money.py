"""Amounts of money: CNY, `Decimal`, two places, never a float."""

from __future__ import annotations

import re
import unicodedata
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

import cn2an
from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from core.numbers import ungrouped

CENT = Decimal("0.01")
ZERO = Decimal("0.00")
MAX_DIGITS = 16
LARGEST = Decimal(10) ** (MAX_DIGITS - 2) - CENT
_PLAIN = re.compile(r"-?\d+(\.\d+)?\Z", re.ASCII)


def yuan(value: Any) -> Decimal:
    """Round half up to the cent. For results of arithmetic, not for what people type."""
    return Decimal(value).quantize(CENT, rounding=ROUND_HALF_UP)


def parse_amount(text: str) -> Decimal:
    """Read an amount as people type it: with full-width digits, thousands separators, and its unit before or after.

    Raises `ValidationError` for anything that is not exactly an amount of yuan with at most two decimals:
    rounding somebody's figure in silence would change what was promised.
    """
    plain = ungrouped(unicodedata.normalize("NFKC", str(text)).strip().removeprefix("¥").removesuffix("元"))
    if plain is None or not _PLAIN.match(plain):
        raise ValidationError(_("Enter an amount in yuan, such as 1234.50."), code="amount")
    return check_amount(Decimal(plain))


def check_amount(amount: Decimal) -> Decimal:
    """Refuse NaN, infinities, a third decimal and what the database could not hold."""
    if not amount.is_finite():
        raise ValidationError(_("Enter an amount in yuan, such as 1234.50."), code="amount")
    if abs(amount) > LARGEST:
        raise ValidationError(_("This amount is too large."), code="too_large")
    if amount != amount.quantize(CENT):
        raise ValidationError(_("An amount has at most two decimals (fen)."), code="decimals")
    return amount.quantize(CENT) + ZERO  # + ZERO turns -0.00 into 0.00


def in_words(amount: Decimal) -> str:
    """The amount in Chinese capital numerals (大写), as contracts and vouchers demand it."""
    return cn2an.an2cn(str(yuan(amount)), "rmb")


class MoneyFormField(forms.CharField):
    """A text field that cleans to a `Decimal`. It keeps what was typed when it refuses it."""

    widget = forms.TextInput

    def __init__(self, *, min_value: Decimal | None = None, max_value: Decimal | None = None, **kwargs: Any):
        self.min_value, self.max_value = min_value, max_value
        kwargs.setdefault("max_length", 40)
        super().__init__(**kwargs)
        self.widget.attrs.update({"inputmode": "decimal", "autocomplete": "off", "class": "num"})

    def clean(self, value: Any) -> Decimal | None:  # type: ignore[override]
        text = super().clean(str(value) if isinstance(value, Decimal) else value)
        if not text:
            return None
        amount = parse_amount(text)
        if self.min_value is not None and amount < self.min_value:
            raise ValidationError(
                _("The amount must be at least %(min)s yuan."), params={"min": self.min_value}
            )
        if self.max_value is not None and amount > self.max_value:
            raise ValidationError(
                _("The amount may be at most %(max)s yuan."), params={"max": self.max_value}
            )
        return amount


class MoneyField(models.DecimalField):
    """`numeric(16,2)` in yuan. The database refuses NaN through the table's own CHECK (see `positive`)."""

    def __init__(self, *args: Any, **kwargs: Any):
        kwargs.setdefault("max_digits", MAX_DIGITS)
        kwargs.setdefault("decimal_places", 2)
        super().__init__(*args, **kwargs)

    def get_db_prep_save(self, value: Any, connection: Any) -> Any:
        if isinstance(value, float):
            raise TypeError("money is never a float")
        if isinstance(value, Decimal):
            value = check_amount(value)
        return super().get_db_prep_save(value, connection)

    def formfield(self, **kwargs: Any) -> Any:
        kwargs.pop("max_digits", None)
        return models.Field.formfield(self, form_class=MoneyFormField, **kwargs)


def positive(field: str, *, zero: bool = False, name: str) -> models.CheckConstraint:
    """A CHECK that keeps an amount finite and above (or at) nought. PostgreSQL sorts NaN above all numbers."""
    lower = models.Q(**{f"{field}__gte" if zero else f"{field}__gt": 0})
    return models.CheckConstraint(condition=lower & models.Q(**{f"{field}__lte": LARGEST}), name=name)
