"""The pages behind the rows of the matrix: each as somebody who may see it, and as it refuses."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode
from zlib import crc32

from django.conf import settings
from django.db import transaction
from django.http import HttpResponse
from django.test import Client

from tests.security.matrix import judge, probe
from tests.security.matrix.asking import ROUTES, ROWS, name_of
from tests.security.matrix.ground import Ground
from tests.security.matrix.routes import Route
from tests.security.matrix.samples import Sample, find
from tests.security.matrix.table import Row
from workflow import registry

LANGUAGES = ("zh-hans", "en")
PASSING = re.compile(r"""((?:name="(?:csrfmiddlewaretoken|idempotency_key)" value=|"X-CSRFToken": )")[^"]*""")
"""What is new in every answer, and is no part of what one reads."""


@dataclass
class Pages:
    """Renders row after row. `read` are the rows that answered with a page, `silent` those that did not."""

    ground: Ground
    in_both: bool = False
    """Each page in both languages; else in one of them, half of the pages in either."""
    read: list[Row] = field(default_factory=list)
    silent: list[Row] = field(default_factory=list)
    seen: set[int] = field(default_factory=set)
    refused: set[Any] = field(default_factory=set)
    """Kinds of forms that were read as they refuse: beside another step's page it is the same form."""

    def all(self) -> Iterator[tuple[str, str]]:
        """What each page is, and its HTML; the same HTML once."""
        for name, html in (*self._astray(), *self._refusal()):
            yield from self._new(name, html)
        for row in ROWS:
            if row.method == "GET" and (column := allowed(row)):
                for name, html in self._of_row(row, column):
                    yield from self._new(name, html)

    def _new(self, name: str, html: str) -> Iterator[tuple[str, str]]:
        key = hash(PASSING.sub(r"\1", html))
        if key not in self.seen:
            self.seen.add(key)
            yield name, html

    def _of_row(self, row: Row, column: str) -> list[tuple[str, str]]:
        """The page of a step once more as it refuses an empty form."""
        route, person, found = ROUTES[row.route], self.ground.people[column], []
        with transaction.atomic():
            sample = find(self.ground.world, row.object, route.arguments)
            url = address(row, sample)
            for language in self._languages(row):
                html = page(answered(speaking(person, language), url))
                found += [(f"{name_of(row)} as {column}, {language}", html)] if html else []
            (self.read if found else self.silent).append(row)
            if self._refuses_anew(route):
                html = page(answered(speaking(person, LANGUAGES[0]), url, {}), refused=True)
                found += [(f"{name_of(row)} as {column}, refused", html)] if html else []
            transaction.set_rollback(True)
        return found

    def _languages(self, row: Row) -> tuple[str, ...]:
        if self.in_both:
            return LANGUAGES
        return (LANGUAGES[crc32(name_of(row).encode()) % len(LANGUAGES)],)

    def _refuses_anew(self, route: Route) -> bool:
        step = judge.step_of(route)
        kind = step and registry.forms.get(step.id)
        anew = bool(step) and kind not in self.refused
        self.refused.add(kind)
        return anew

    def _astray(self) -> Iterator[tuple[str, str]]:
        """Who comes to an address that leads nowhere."""
        for column in ("anonymous", "handler_a"):
            for language in LANGUAGES:
                client = speaking(self.ground.people[column], language)
                html = page(answered(client, "/nothing-here/"), refused=True)
                yield f"nothing here as {column}, {language}", html

    def _refusal(self) -> Iterator[tuple[str, str]]:
        """Who comes to a page that isn't for them."""
        row = next(row for row in ROWS if row.method == "GET" and row.expected["handler_a"] == "D")
        with transaction.atomic():
            url = address(row, find(self.ground.world, row.object, ROUTES[row.route].arguments))
            for language in LANGUAGES:
                client = speaking(self.ground.people["handler_a"], language)
                yield f"forbidden, {language}", page(answered(client, url), refused=True)
            transaction.set_rollback(True)


def allowed(row: Row) -> str:
    """The first person whom the row grants its page; else one who may see it with nothing of A's on it."""
    granted = (column for code in "AE" for column, expected in row.expected.items() if expected == code)
    return next(granted, "")


def address(row: Row, sample: Sample) -> str:
    asked = urlencode(sample.query)
    return probe.address(ROUTES[row.route], sample) + (f"?{asked}" if asked else "")


def speaking(person: probe.Person, language: str) -> Client:
    client = person.client()
    client.raise_request_exception = True
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = language
    return client


def answered(client: Client, url: str, data: dict[str, Any] | None = None) -> HttpResponse:
    """The answer to looking, or to sending `data`; whatever that did is taken back."""
    with transaction.atomic():
        answer = client.get(url) if data is None else client.post(url, data)
        transaction.set_rollback(True)
    return answer


def page(answer: HttpResponse, *, refused: bool = False) -> str:
    """Its HTML, if it is a whole page. Who is allowed is never answered with a refusal."""
    assert answer.status_code < (500 if refused else 400), (
        f"{answer.status_code} for somebody who may: {answer.wsgi_request.path}"
    )
    if answer.streaming or not answer.headers.get("Content-Type", "").startswith("text/html"):
        return ""
    html = answer.content.decode()
    return html if html.lstrip().lower().startswith("<!doctype") else ""
