"""SMS by a gateway of one's own: signed JSON over HTTP.

Every city's contract is with another provider, each with an interface of its own. What stands here is the portal's
side of a small gateway before it, in `docs/deployment.md`: `{"id", "to", "text"}`, signed by HMAC-SHA256 over the time
and the body. The gateway drops an `id` that it has had; it answers 409 or the same receipt.
"""

from __future__ import annotations

import hashlib
import hmac
import json

from django.conf import settings

from accounts.models import User
from accounts.telling.channels import Letter, Never
from accounts.telling.channels.http import ask
from core import wall

COUNTRY = "+86"
HAD_IT = 409


class Gateway:
    def __init__(self, way: str) -> None:
        self.way = way

    def send(self, person: User, address: str, letter: Letter) -> str:
        text = f"{letter.text} {letter.link}".strip()
        said = {"id": letter.key, "to": f"{COUNTRY}{address}", "text": text}
        body = json.dumps(said, ensure_ascii=False).encode()
        answer = ask("POST", settings.SMS_URL, body, _headers(body), taken=HAD_IT)
        return str(answer.get("receipt") or letter.key)


def _headers(body: bytes) -> dict[str, str]:
    if not settings.SMS_KEY:
        raise Never("no key is set")
    at = str(int(wall.now().timestamp()))
    return {
        "Content-Type": "application/json; charset=utf-8",
        "X-Portal-Time": at,
        "X-Portal-Signature": sign(settings.SMS_KEY, at, body),
    }


def sign(key: str, at: str, body: bytes) -> str:
    """What the gateway computes too before it believes a request."""
    return hmac.new(key.encode(), f"{at}.".encode() + body, hashlib.sha256).hexdigest()
