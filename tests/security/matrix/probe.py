"""Asking one route as one person, and reading the answer."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.db import connection
from django.test import Client
from django.urls import resolve, reverse

from accounts.models import User

CODE = {403: "D", 404: "N", 405: "M"}
MAY_MOVE = {"audit_event", "audit_pending"}
"""A refused act is recorded; nothing else may move."""


@dataclass(frozen=True)
class Answer:
    code: str
    status: int
    body: bytes
    location: str
    written: dict[str, int]


def client_for(username: str) -> Client:
    """Signed in once, used for all rows of the column."""
    client = Client(raise_request_exception=False)
    if username:
        client.force_login(User.objects.get(username=username))
    return client


def ask(client: Client, method: str, route: str, arguments: dict[str, Any], callback: Any) -> Answer:
    """Probe a route. The reach proof comes first: a mis-built address would look like a refusal."""
    url = reverse(route, kwargs=arguments)
    assert resolve(url).func is callback, f"{url} does not lead to {route}"
    before = _writes()
    response = client.generic(method, url)
    after = _writes()
    written = {t: n - before.get(t, 0) for t, n in after.items() if n != before.get(t, 0)}
    body = b"".join(response.streaming_content) if response.streaming else response.content
    return Answer(_code(response), response.status_code, body, response.headers.get("Location", ""), written)


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
        return {name: count for name, count in cursor.fetchall() if count and name not in MAY_MOVE}
