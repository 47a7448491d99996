"""Hostile values for a field, by its kind."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile

from core.money import MoneyFormField
from documents.forms import FilesField

SCRIPT = "<script>alert(1)</script>"
NASTY = f"é🎉 שלום {SCRIPT} \" ' & ① ％s {{{{ x }}}} =1+1"
LONG = "长" * 10_001
TEXTS = ["   ", "a\x00b", LONG, NASTY]
NUMBERS = ["x", "-1", "NaN", "Infinity", "-Infinity", "1e400", "1e-400", "0.001", "0x10", "1_0", "--1", "0"]
NUMBERS += ["2147483648", "9223372036854775808", "99999999999999.99", "9" * 40, "1e5", "٣"]
NUMBERS += ["6,000", "６０００", "1,5", "0,500", "1,23,456", "1.234,5", "6 000", "12,000.50", "，", "."]
DAYS = ["2014-02-30", "0000-01-01", "0001-01-01", "9999-12-31", "10000-01-01", "31/12/2020", "heute", "1e9"]
MOMENTS = [
    *(f"{day}T23:59" for day in DAYS),
    "2026-03-01T25:00",
    "2026-03-01 10:00+99:99",
    "9999-12-31T23:59:59Z",
]
CHOICES = ["nonsense", "\x00", "00000000-0000-0000-0000-000000000000", "0", "-1", NASTY, LONG]
JSONS = ["{", "NaN", "1e400", "null", "[]", "[" * 100_000, '"\\ud800"', "1" * 5000]
PLAIN = ["x", "\x00", "====", "AAAA", "é", LONG]
LISTED = (forms.MultipleChoiceField, forms.ModelMultipleChoiceField)


def files() -> list[Any]:
    """Broken, empty, mistyped and wrongly named uploads, and ids of files that aren't one's own."""
    return [
        [SimpleUploadedFile("报告.pdf", b"not a pdf at all")],
        [SimpleUploadedFile("empty.pdf", b"")],
        [SimpleUploadedFile("run.exe", b"MZ" + b"\0" * 100)],
        [SimpleUploadedFile("x.xlsx", b"PK\x03\x04" + b"\0" * 200)],
        [SimpleUploadedFile("p.png", b"\x89PNG\r\n\x1a\n" + b"\0" * 20)],
        ["00000000-0000-0000-0000-000000000000"],
        ["\x00"],
        [NASTY],
    ]


def for_field(found: forms.Field) -> list[Any]:
    """What to try with this field."""
    if isinstance(found, FilesField):
        return files()
    if isinstance(found, forms.BooleanField):
        return []
    if isinstance(found, forms.JSONField):
        return JSONS
    if isinstance(found, MoneyFormField | forms.IntegerField | forms.DecimalField | forms.FloatField):
        return NUMBERS
    if isinstance(found, forms.DateTimeField):
        return MOMENTS
    if isinstance(found, forms.DateField):
        return DAYS
    if isinstance(found, LISTED):
        return [[value] for value in CHOICES]
    if isinstance(found, forms.ChoiceField | forms.ModelChoiceField | forms.UUIDField):
        return CHOICES
    return [*TEXTS, *PLAIN]


@dataclass
class Tried:
    """What a field said to each value: refused with a message, or taken."""

    refused: dict[str, Any] = field(default_factory=dict)
    """Message → the first value that was refused with it."""
    taken: list[Any] = field(default_factory=list)


def tried(found: forms.Field) -> Tried:
    """Ask the field alone. Anything but a `ValidationError` is a server error and is raised."""
    answer = Tried()
    if found.required:
        try:
            found.clean([] if isinstance(found, (*LISTED, FilesField)) else "")
        except ValidationError as error:
            answer.refused.setdefault(error.messages[0], "")
    for value in for_field(found):
        try:
            found.clean(value)
        except ValidationError as error:
            answer.refused.setdefault(_kind(error), value)
        else:
            answer.taken.append(value)
    return answer


def _kind(error: ValidationError) -> str:
    """Messages that differ only in what was typed are the same."""
    first = error.error_list[0] if hasattr(error, "error_list") else error
    return str(first.message)


def longest(found: forms.Field, text: str) -> str:
    """As much of a text as the field takes."""
    return text[: getattr(found, "max_length", None) or len(text)]


def is_text(found: forms.Field) -> bool:
    return type(found) is forms.CharField


def rounds(tries: dict[str, Tried]) -> Iterator[dict[str, Any]]:
    """Sets of refused values: each value once, all fields together."""
    refusals = {name: list(answer.refused.values()) for name, answer in tries.items()}
    for number in range(max(map(len, refusals.values()), default=0)):
        yield {name: values[number % len(values)] for name, values in refusals.items() if values}
