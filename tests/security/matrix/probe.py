"""Asking one route as one person, and reading the answer."""

from __future__ import annotations

import io
import logging
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from html import unescape
from typing import Any
from urllib.parse import urlencode, urlsplit
from uuid import UUID

from django.conf import settings
from django.db import connection
from django.test import Client
from django.urls import resolve, reverse
from pypdf import PdfReader

from accounts.models import User
from tests import people
from tests.security.matrix.routes import Route
from tests.security.matrix.samples import Sample
from workflow.models import Event, OutboxRow

CODE = {403: "D", 404: "N", 405: "M"}
LOG = {"audit_event", "audit_pending"}
"""A refused act is recorded; nothing else may move."""
FLOAT = re.compile(r"<v>(\d+\.\d{3,})</v>")
OUTBOX = OutboxRow._meta.db_table
WRITES = """
    SELECT relname, count FROM pg_class, LATERAL (
        SELECT pg_stat_get_xact_tuples_inserted(oid) + pg_stat_get_xact_tuples_updated(oid)
            + pg_stat_get_xact_tuples_deleted(oid) AS count OFFSET 0
    ) AS written WHERE relkind = 'r' AND oid >= 16384 AND count > 0
"""
PRESENCE = {"django_session"}
"""That somebody was there is noted once a minute, whatever they are answered."""


@dataclass(frozen=True)
class Answer:
    code: str
    """As in the matrix; `A` for whatever isn't a refusal, `!` for a server error."""
    status: int
    body: bytes
    location: str
    written: dict[str, int]
    heads: str
    mails: list[tuple[str, str]]
    """To whom, and what."""
    logged: str

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
            people.confirmed(self._jar)

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


def ask(
    person: Person, method: str, route: Route, sample: Sample, counted: dict[str, int] | None = None
) -> Answer:
    """`counted` is what has been written so far in this transaction, where that is known; it is brought up to date."""
    asked = urlencode(sample.query)
    url = address(route, sample) + (f"?{asked}" if asked else "")
    before, logged = writes() if counted is None else counted, Log()
    with logged:
        if method == "POST":
            response = person.client().generic(method, url, asked, "application/x-www-form-urlencoded")
        else:
            response = person.client().generic(method, url)
    after = writes()
    written = {t: n - before.get(t, 0) for t, n in after.items() if n != before.get(t, 0)}
    if counted is not None:
        counted.update(after)
    body = b"".join(response.streaming_content) if response.streaming else response.content
    heads = "\n".join(f"{name}: {value}" for name, value in response.headers.items())
    location = response.headers.get("Location", "")
    mails = list(sent()) if OUTBOX in written else []
    return Answer(
        _code(response), response.status_code, plain(body), location, written, heads, mails, logged.text
    )


@lru_cache(maxsize=64)
def plain(body: bytes) -> bytes:
    """What a workbook, an archive or a PDF holds, unpacked; anything else as it is."""
    if body.startswith(b"%PDF"):
        pages = PdfReader(io.BytesIO(body))
        texts = [page.extract_text() for page in pages.pages] + [str(pages.metadata or "")]
        return b"%PDF\n" + "\n".join(texts).encode()
    if not body.startswith(b"PK"):
        return body
    with zipfile.ZipFile(io.BytesIO(body)) as parts:
        inner = (plain(parts.read(name)) for name in parts.namelist())
        return FLOAT.sub(_to_fen, unescape(b"\n".join(inner).decode("utf-8", "replace"))).encode()


def _to_fen(found: re.Match[str]) -> str:
    """A workbook keeps 98765.43 as 98765.42999999999."""
    return f"<v>{float(found[1]):.2f}</v>"


def sent() -> Iterator[tuple[str, str]]:
    """Mails that wait for their delivery: to which account, and what they say."""
    rows = OutboxRow.objects.filter(kind="mail", done_at=None)
    names = dict(User.objects.values_list("pk", "username"))
    for payload in rows.values_list("payload", flat=True):
        yield names[UUID(payload["user"])], f"{payload['subject']}\n{payload['body']}\n{payload['url']}"


class Log(logging.Handler):
    """What was written to the log meanwhile."""

    def __init__(self) -> None:
        super().__init__()
        self.text = ""

    def emit(self, record: logging.LogRecord) -> None:
        self.text += f"{record.getMessage()}\n"

    def __enter__(self) -> Log:
        logging.getLogger().addHandler(self)
        return self

    def __exit__(self, *_: object) -> None:
        logging.getLogger().removeHandler(self)


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


def writes() -> dict[str, int]:
    """Rows written so far in this transaction, by table; what was taken back counts too.

    As `pg_stat_xact_user_tables` has it, without what that view looks up besides.
    """
    with connection.cursor() as cursor:
        cursor.execute(WRITES)
        return {name: count for name, count in cursor.fetchall() if name not in PRESENCE}
