"""Asking one route as one person, and reading the answer."""

from __future__ import annotations

import io
import zipfile
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode, urlsplit

from django.conf import settings
from django.db import connection
from django.test import Client
from django.urls import resolve, reverse

from accounts.models import User
from tests.security.matrix.routes import Route
from tests.security.matrix.samples import Sample
from workflow.models import Event

CODE = {403: "D", 404: "N", 405: "M"}
LOG = {"audit_event", "audit_pending"}
"""A refused act is recorded; nothing else may move."""


@dataclass(frozen=True)
class Answer:
    code: str
    """As in the matrix; `A` for whatever isn't a refusal, `!` for a server error."""
    status: int
    body: bytes
    location: str
    written: dict[str, int]
    heads: str

    @property
    def everything(self) -> bytes:
        return self.body + self.heads.encode()


class Person:
    """Somebody with a session, who asks each time as if for the first time."""

    def __init__(self, username: str) -> None:
        self.user = User.objects.get(username=username) if username else None
        self._jar = Client(raise_request_exception=False)
        if self.user:
            self._jar.force_login(self.user)

    def client(self) -> Client:
        """A client of its own for each question: signing out must not sign out the rest of the column."""
        client = Client(raise_request_exception=False)
        client.cookies.load({key: morsel.value for key, morsel in self._jar.cookies.items()})
        return client


def address(route: Route, sample: Sample) -> str:
    """The address of a route. The reach proof comes first: a mis-built one would look like a refusal."""
    url = reverse(route.name, kwargs=sample.arguments)
    assert resolve(url).func is route.callback, f"{url} does not lead to {route.name}"
    return url


def ask(person: Person, method: str, route: Route, sample: Sample) -> Answer:
    asked = urlencode(sample.query)
    url = address(route, sample) + (f"?{asked}" if asked else "")
    before = _writes()
    if method == "POST":
        response = person.client().generic(method, url, asked, "application/x-www-form-urlencoded")
    else:
        response = person.client().generic(method, url)
    after = _writes()
    written = {t: n - before.get(t, 0) for t, n in after.items() if n != before.get(t, 0)}
    body = b"".join(response.streaming_content) if response.streaming else response.content
    heads = "\n".join(f"{name}: {value}" for name, value in response.headers.items())
    location = response.headers.get("Location", "")
    return Answer(_code(response), response.status_code, plain(body), location, written, heads)


def plain(body: bytes) -> bytes:
    """What a workbook holds, unpacked; anything else as it is."""
    if not body.startswith(b"PK"):
        return body
    with zipfile.ZipFile(io.BytesIO(body)) as parts:
        return b"\n".join(parts.read(name) for name in parts.namelist())


def last_event() -> Event | None:
    return Event.objects.order_by("-id").first()


def _code(response: Any) -> str:
    if response.status_code >= 500:
        return f"!{response.status_code}"
    if response.status_code in (301, 302) and _leads_to_sign_in(response.headers["Location"]):
        return "L"
    return CODE.get(response.status_code, "A")


def _leads_to_sign_in(location: str) -> bool:
    return urlsplit(location).path == reverse(settings.LOGIN_URL)


def _writes() -> dict[str, int]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT relname, n_tup_ins + n_tup_upd + n_tup_del FROM pg_stat_xact_user_tables")
        return {name: count for name, count in cursor.fetchall() if count}
