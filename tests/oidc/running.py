"""Starting the provider, and being a browser there."""

from __future__ import annotations

import json
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urljoin

import requests
from tools.paths import ROOT

CLIENT_ID, CLIENT_SECRET = "portal:1", "shared%secret+with/odd=signs"
PEOPLE = {
    "220104001": {"name": "王秀兰", "staff": "A-17"},
    "220104002": {"name": "李建国", "beside": {"staff": "A-18"}},
}
PATIENCE = 20


@dataclass
class Running:
    """A provider that answers."""

    issuer: str
    redirect_uri: str
    process: Any = field(repr=False)

    def is_crooked(self, **how: Any) -> None:
        requests.post(f"{self.issuer}/crooked", json=how, timeout=5).raise_for_status()

    def stop(self) -> None:
        self.process.terminate()
        self.process.wait(timeout=10)

    def settings(self, **more: Any) -> dict[str, Any]:
        """As `config.oidc` reads them from the environment."""
        return {
            "issuer": self.issuer,
            "client_id": CLIENT_ID,
            "client_secret": CLIENT_SECRET,
            "label": "统一身份认证",
            "label_en": "the identity service",
            "claim": "sub",
            "scopes": ["openid", "profile"],
            "acr": [],
            "origins": [self.issuer],
        } | more

    def environment(self) -> dict[str, str]:
        return {
            "PORTAL_OIDC_ISSUER": self.issuer,
            "PORTAL_OIDC_CLIENT_ID": CLIENT_ID,
            "PORTAL_OIDC_CLIENT_SECRET": CLIENT_SECRET,
            "PORTAL_OIDC_LABEL": "统一身份认证",
            "PORTAL_OIDC_LABEL_EN": "the identity service",
        }


class Visitor:
    """A person's browser at the service; its cookies stay from one visit to the next."""

    def __init__(self) -> None:
        self.browser = requests.Session()

    def sign_in(self, address: str, who: str = "", *, strong: bool = False, refuse: bool = False) -> str:
        """Follow the portal there, sign in where the page asks for it, and say where it leads back to."""
        answer = self.browser.get(address, allow_redirects=False, timeout=10)
        if answer.status_code == 200:
            given = {
                "who": who,
                "do": "refuse" if refuse else "sign-in",
                **({"strong": "1"} if strong else {}),
            }
            answer = self.browser.post(address, data=given, allow_redirects=False, timeout=10)
        assert answer.is_redirect, f"the service answers {answer.status_code}: {answer.text[:300]}"
        return urljoin(address, answer.headers["Location"])


@contextmanager
def provider(redirect_uri: str, people: dict[str, Any] = PEOPLE) -> Iterator[Running]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    config = {
        "port": port, "client_id": CLIENT_ID, "client_secret": CLIENT_SECRET,
        "redirect_uri": redirect_uri, "people": people,
    }  # fmt: skip
    command = [sys.executable, "-m", "tests.oidc.provider", json.dumps(config)]
    process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    found = Running(f"http://127.0.0.1:{port}", redirect_uri, process)
    try:
        _wait(found)
        yield found
    finally:
        found.stop()


def _wait(found: Running) -> None:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until and found.process.poll() is None:
        try:
            requests.get(f"{found.issuer}/.well-known/openid-configuration", timeout=2).raise_for_status()
        except requests.RequestException:
            time.sleep(0.1)
        else:
            return
    raise RuntimeError("the provider did not start")
