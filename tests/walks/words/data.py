"""What may stand unmarked on a page: data, and names that are the same in every language."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from functools import cached_property
from typing import Any

from django.apps import apps
from django.db import models

from procurement import guidance, starting
from reporting.models import Template
from workflow import law
from workflow.law import citation, instruments

ALLOWED = {
    "PDF|DOCX|CSV|JSON|JSON Lines|XLSX|Excel|PNG|RSS|Atom|OCDS|SHA-256|Ed25519|ocid": "names of formats",
    r"[A-Za-z0-9._-]*\.(csv|docx|jsonl?|xlsx|pdf|png)": "names of files",
    r"\b(?i:csv|docx?|jpe?g|ofd|pdf|png|txt|wps|xlsx|zip)\b": "kinds of files",
    r"\d{4}年(\d{1,2}月)?(\d{1,2}日)?|\d{1,2}月(\d{1,2}日)?|(周|星期)[一二三四五六日]": "dates in Chinese",
    "[零壹贰叁肆伍陆柒捌玖拾佰仟万亿元角分整]{3,}": "amounts in words, as vouchers demand them",
    r"(PUR|PRO|AN|ELG|RC|CF|BL|CH|PAY|[A-F])-?\d+[A-Za-z0-9.-]*": "ids of rules, codes of kinds",
    r"\b[A-Z]{1,2}\d{1,3}\b": "cells of a workbook",
    r"\b[A-Z]\b": "categories of the catalogue, heads of a calendar",
    r"文件|〔\d{4}〕\d+号": "head and number of an official document",
    "[一二三四五六七八九十]+、": "numbers of sections in a Chinese document",
    r"\d+(\.\d+)? (KB|MB)": "sizes of files",
    r"[\d,]+(\.\d+)?万元|(CNY )?[\d,]+\.\d+ million|CNY [\d,]+": "large amounts, in units of each language",
    r"([0-9a-f]{4} ?){8,}|[0-9a-f]{8,}(-[0-9a-f]{4,12})*": "digests and keys",
    r"\S+@\S+\.\S+|https?://\S+": "addresses",
}
"""Pattern → why it needs no translation."""
_ALLOWED = re.compile("|".join(f"(?:{pattern})" for pattern in ALLOWED))
_LETTERS = re.compile(r"[^\W\d_]")
NOT_DATA = {"sessions", "contenttypes", "auth", "axes", "workflow"}
MADE = {
    "disclosure.Notice.html",
    "documents.Paper.html",
    "accounts.MailboxMessage.subject",
    "accounts.MailboxMessage.body",
    "accounts.Message.title",
    "accounts.Message.text",
}
"""What the portal itself has written: to be read like a page."""
SPLIT = re.compile(r"[\n。；;]")


class Data:
    """Every text in the database, longest first."""

    def __init__(self, more: Iterable[str] = ()):
        self.more = set(more)
        self.known: dict[str, str] = {}

    @cached_property
    def texts(self) -> list[str]:
        said = {*_all_texts(), *_law(), *_sheets(), *self.more}
        pieces = {piece for text in said for piece in SPLIT.split(text)}
        found = {" ".join(text.split()) for text in said | pieces}
        return sorted((t for t in found if _LETTERS.search(t) and len(t) > 1), key=len, reverse=True)

    def rest(self, text: str) -> str:
        """What of a text is neither data nor a name that needs no translation; "" if nothing."""
        plain = " ".join(text.split())
        if plain not in self.known:
            self.known[plain] = self._rest(plain)
        return self.known[plain]

    def _rest(self, plain: str) -> str:
        if not _LETTERS.search(plain) or _ALLOWED.fullmatch(plain):
            return ""
        left = plain.rstrip("…")
        if left != plain and any(text.startswith(left) for text in self.texts):
            return ""
        for text in self.texts:
            if text in left:
                left = left.replace(text, " ")
                if not _LETTERS.search(left):
                    return ""
        left = _ALLOWED.sub(" ", left)
        return left.strip() if _LETTERS.search(left) else ""


def _all_texts() -> Iterator[str]:
    """What the database holds."""
    for model in apps.get_models():
        if model._meta.app_label in NOT_DATA:
            continue
        fields = [f.attname for f in model._meta.concrete_fields if _says(f) and str(f) not in MADE]
        for row in model._base_manager.values_list(*fields) if fields else ():
            for value in row:
                yield from strings(value)


def _sheets() -> Iterator[str]:
    """What superiors have written into the forms of their reports."""
    for template in Template.objects.all():
        for page in template.book.pages:
            yield from (cell.text for cell in page.cells.values())


def _law() -> Iterator[str]:
    """Rules, instruments, what is said beside the negative list: records in both languages (`test_records.py`)."""
    yield from strings(dict(guidance.everything()))
    yield from strings(dict(starting.everything()))
    rules = [rule for key in law.ids() for rule in law.history(key)]
    for rule in rules:
        yield from (rule.article_zh, rule.article_en, citation.short(rule.article))
    for record in [*rules, *instruments.everything().values()]:
        yield from strings(list(asdict(record).values()))


def _says(field: Any) -> bool:
    return isinstance(field, models.CharField | models.TextField | models.JSONField) and not field.choices


def strings(value: Any) -> Iterator[str]:
    """Every text in a value, however deep."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for each in value.values():
            yield from strings(each)
    elif isinstance(value, list | tuple):
        for each in value:
            yield from strings(each)
