"""Somebody with a browser, without the browser: cookies, forms and files over TLS."""

from __future__ import annotations

import http.client
import re
import ssl
from http.cookies import SimpleCookie
from pathlib import Path
from typing import Any
from urllib.parse import urlencode
from uuid import uuid4


class Answer:
    def __init__(self, answer: http.client.HTTPResponse) -> None:
        self.status, self.headers, self.body = answer.status, answer.headers, answer.read()

    @property
    def text(self) -> str:
        return self.body.decode("utf-8", "replace")


class Visitor:
    """Keeps its cookies; follows nothing by itself."""

    def __init__(self, host: str, port: int, certificate: Path) -> None:
        self.host, self.port = host, port
        self.context = ssl.create_default_context(cafile=str(certificate))
        self.cookies: dict[str, str] = {}

    def get(self, path: str, **headers: str) -> Answer:
        return self._ask("GET", path, None, headers)

    def post(
        self, path: str, fields: dict[str, str], files: dict[str, tuple[str, bytes]] | None = None
    ) -> Answer:
        """A form as a browser sends it, with the page's own token."""
        page = self.get(path)
        [token, *_] = re.findall(r'name="csrfmiddlewaretoken" value="(\w+)"', page.text)
        fields = {"csrfmiddlewaretoken": token, **fields}
        origin = {
            "Origin": f"https://{self.host}:{self.port}",
            "Referer": f"https://{self.host}:{self.port}{path}",
        }
        if files is None:
            kind, body = "application/x-www-form-urlencoded", urlencode(fields).encode()
        else:
            kind, body = _multipart(fields, files)
        return self._ask("POST", path, body, {**origin, "Content-Type": kind})

    def announce(self, path: str, size: int) -> Answer:
        """Say that so many bytes are coming, and see what is answered to that alone."""
        connection = self._connection()
        connection.putrequest("POST", path)
        connection.putheader("Content-Length", str(size))
        connection.putheader("Content-Type", "multipart/form-data; boundary=x")
        connection.endheaders()
        return Answer(connection.getresponse())

    def _connection(self) -> http.client.HTTPSConnection:
        return http.client.HTTPSConnection(self.host, self.port, timeout=90, context=self.context)

    def _ask(self, method: str, path: str, body: bytes | None, headers: dict[str, str]) -> Answer:
        connection = self._connection()
        jar = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        connection.request(method, path, body, {**({"Cookie": jar} if jar else {}), **headers})
        answer = Answer(connection.getresponse())
        connection.close()
        for line in answer.headers.get_all("Set-Cookie", []):
            self.cookies |= {name: morsel.value for name, morsel in SimpleCookie(line).items()}
        return answer


def _multipart(fields: dict[str, Any], files: dict[str, tuple[str, bytes]]) -> tuple[str, bytes]:
    boundary = uuid4().hex
    parts = [
        f'--{boundary}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'.encode()
        for name, value in fields.items()
    ]
    for name, (file, content) in files.items():
        head = f'--{boundary}\r\nContent-Disposition: form-data; name="{name}"; filename="{file}"\r\n'
        parts += [f"{head}Content-Type: application/pdf\r\n\r\n".encode(), content, b"\r\n"]
    return f"multipart/form-data; boundary={boundary}", b"".join([*parts, f"--{boundary}--\r\n".encode()])
