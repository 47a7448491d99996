"""Asking a service outside over HTTP: one request to a configured host, no redirects, and errors that say whether
trying again makes sense. What is thrown never holds an address: a secret may stand in it.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from http.client import HTTPConnection, HTTPException, HTTPSConnection
from typing import Any
from urllib.parse import urlsplit

from accounts.telling.channels import Later, Never

TIMEOUT = 10
MOST_READ = 65536
BUSY = {408, 425, 429}


def ask(
    method: str, url: str, body: bytes = b"", headers: Mapping[str, str] | None = None, taken: int = 0
) -> dict[str, Any]:
    """The JSON object that the service answers with; an empty one where its status is `taken`, which says that it has
    had the letter before. Raises `Later` or `Never`."""
    status, content = _exchange(method, url, body, headers or {})
    if taken and status == taken:
        return {}
    if status >= 500 or status in BUSY:
        raise Later(f"HTTP {status}")
    if status >= 300:
        raise Never(f"HTTP {status}")
    try:
        answer = json.loads(content or b"{}")
    except ValueError as fault:
        raise Later("no JSON") from fault
    if not isinstance(answer, dict):
        raise Later("no JSON object")
    return answer


def _exchange(method: str, url: str, body: bytes, headers: Mapping[str, str]) -> tuple[int, bytes]:
    parts = urlsplit(url)
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        raise Never("no address of the service is set")
    kind = HTTPSConnection if parts.scheme == "https" else HTTPConnection
    connection = kind(parts.hostname, parts.port, timeout=TIMEOUT)
    path = parts.path + (f"?{parts.query}" if parts.query else "")
    try:
        connection.request(method, path or "/", body or None, dict(headers))
        answer = connection.getresponse()
        return answer.status, answer.read(MOST_READ)
    except (OSError, HTTPException) as fault:
        raise Later(type(fault).__name__) from fault
    finally:
        connection.close()
