"""From what an app hands in to what is frozen: plain JSON values, personal ones taken out, both languages kept."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.utils.functional import Promise, lazy
from django.utils.text import format_lazy
from django.utils.translation import override

from disclosure.schema import Field, NoticeKind, Type

LANGUAGES = {"zh": "zh-hans", "en": "en"}
_MARK = "\ue000{}\ue001"
"""Stands in the frozen text where a personal value belongs. Private-use characters: nobody types them."""


@dataclass(frozen=True)
class Noted:
    """A personal value with a word about it, `text` being a lazy “{} (…)”: the value can be erased, the word stays."""

    value: str
    text: Any


@dataclass
class Frozen:
    """A payload as it is stored, and the personal values that stand beside it."""

    values: dict[str, Any] = field(default_factory=dict)
    personal: dict[str, str] = field(default_factory=dict)


def freeze(kind: NoticeKind, payload: Mapping[str, Any]) -> Frozen:
    """Plain values by field name. Raises `LookupError` for a name that the kind doesn't declare."""
    known = {f.name: f for f in kind.fields()}
    if unknown := set(payload) - set(known):
        raise LookupError(f"{kind.code} has no field {', '.join(sorted(unknown))}")
    frozen = Frozen()
    for name, value in payload.items():
        if not is_empty(value):
            frozen.values[name] = _value(known[name], value, name, frozen)
    return frozen


def is_empty(value: Any) -> bool:
    """None, a blank text, an empty list. Nought and False are values."""
    return value is None or (
        isinstance(value, str | list | tuple) and not (value.strip() if isinstance(value, str) else value)
    )


def mark(path: str) -> str:
    """What stands in the frozen text in place of the personal value at `path`."""
    return _MARK.format(path)


def both_languages(text: Any) -> str | dict[str, str]:
    """A lazy translation or something with two names in both languages, one text where they agree."""
    found = {}
    for key, code in LANGUAGES.items():
        with override(code):
            found[key] = str(text)
    return found["zh"] if found["zh"] == found["en"] else found


both = lazy(lambda say: say(), str)
"""A text that is put together from words: said again in each language, so that it doesn't matter who acts in which."""


def in_language(value: Any, language: str) -> str:
    """A frozen text in `zh` or `en`."""
    return str(value.get(language) or value.get("zh", "")) if isinstance(value, Mapping) else str(value)


def _value(declared: Field, value: Any, path: str, frozen: Frozen) -> Any:
    if declared.type is Type.TABLE:
        return [_row(declared, row, f"{path}.{index}", frozen) for index, row in enumerate(value)]
    if isinstance(value, Noted):
        frozen.personal[path] = value.value
        return both_languages(format_lazy(value.text, mark(path)))
    plain = _PLAIN[declared.type](value)
    if declared.personal:
        frozen.personal[path] = in_language(plain, "zh")
        return mark(path)
    return plain


def _row(declared: Field, row: Mapping[str, Any], path: str, frozen: Frozen) -> dict[str, Any]:
    columns = {c.name: c for c in declared.columns}
    if unknown := set(row) - set(columns):
        raise LookupError(f"{declared.name} has no column {', '.join(sorted(unknown))}")
    return {
        name: _value(columns[name], value, f"{path}.{name}", frozen)
        for name, value in row.items()
        if not is_empty(value)
    }


def text_value(value: Any) -> str | dict[str, str]:
    """A text as it is frozen: once, or once for each language where they differ."""
    if isinstance(value, Mapping):
        return {key: str(value[key]) for key in LANGUAGES}
    if isinstance(value, Promise) or hasattr(value, "name_en") or hasattr(value, "label"):
        return both_languages(getattr(value, "label", value))
    return str(value).strip()


def _amount(value: Any) -> str:
    if isinstance(value, float):
        raise TypeError("money is never a float")
    return str(Decimal(value).quantize(Decimal("0.01")))


def _day(value: date) -> str:
    return (value.date() if isinstance(value, datetime) else value).isoformat()


def _moment(value: datetime) -> str:
    if value.tzinfo is None:
        raise ValueError("a moment needs its time zone")
    return value.isoformat()


def _items(value: Iterable[Any]) -> list[Any]:
    return [text_value(v) for v in value]


_PLAIN: dict[Type, Callable[[Any], Any]] = {
    Type.TEXT: text_value,
    Type.LONG: text_value,
    Type.LINK: str,
    Type.MONEY: _amount,
    Type.DATE: _day,
    Type.MONTH: lambda value: _day(value)[:7],
    Type.MOMENT: _moment,
    Type.END: _moment,
    Type.NUMBER: lambda value: str(value),
    Type.DAYS: int,
    Type.YES_NO: bool,
    Type.ITEMS: _items,
    Type.DATA: lambda value: json.loads(json.dumps(value)),
}
