"""WeCom (企业微信): messages of the unit's own application, by its documented interface (`gettoken`, `message/send`).

The token that opens the interface lives two hours and is kept in memory only.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from time import monotonic
from typing import Any
from urllib.parse import urlencode

from django.conf import settings

from accounts.models import User
from accounts.telling.channels import Later, Letter, Never
from accounts.telling.channels.http import ask

BUSY, BAD_TOKEN, TOKEN_OVER, TOO_OFTEN = -1, 40014, 42001, 45009
AGAIN = {BUSY, TOO_OFTEN}
SAME_WITHIN = 14400
"""Seconds within which WeCom drops a repetition: the most that it offers."""
SPARE = 300
"""A token is fetched anew so many seconds before its end."""


@dataclass
class _Token:
    value: str = ""
    ends: float = 0.0


_token = _Token()


class WeCom:
    def __init__(self, way: str) -> None:
        self.way = way

    def send(self, person: User, address: str, letter: Letter) -> str:
        answer = _call(_said(address, letter))
        if address.lower() in str(answer.get("invaliduser") or "").lower().split("|"):
            raise Never("WeCom doesn't know this account")
        if address.lower() in str(answer.get("unlicenseduser") or "").lower().split("|"):
            raise Never("WeCom has no licence for this account")
        return str(answer.get("msgid") or letter.key)


def _said(address: str, letter: Letter) -> dict[str, Any]:
    said: dict[str, Any] = {
        "touser": address,
        "agentid": settings.WECOM_AGENT,
        "enable_duplicate_check": 1,
        "duplicate_check_interval": SAME_WITHIN,
    }
    if not letter.link:
        return said | {"msgtype": "text", "text": {"content": letter.text}}
    card = {"title": letter.subject, "description": letter.text, "url": letter.link}
    return said | {"msgtype": "textcard", "textcard": card}


def _call(said: dict[str, Any]) -> dict[str, Any]:
    """Send; where the token has ended before its time, once more with a new one."""
    for last in (False, True):
        address = f"{_root()}/cgi-bin/message/send?{urlencode({'access_token': _access()})}"
        body = json.dumps(said, ensure_ascii=False).encode()
        answer = ask("POST", address, body, {"Content-Type": "application/json"})
        code = answer.get("errcode", 0)
        if code in {BAD_TOKEN, TOKEN_OVER} and not last:
            _token.value = ""
            continue
        return _checked(answer)
    raise AssertionError("the second answer is returned")


def _access() -> str:
    if not _token.value or monotonic() > _token.ends:
        asked = urlencode({"corpid": settings.WECOM_CORP, "corpsecret": settings.WECOM_SECRET})
        answer = _checked(ask("GET", f"{_root()}/cgi-bin/gettoken?{asked}"))
        _token.value = str(answer["access_token"])
        _token.ends = monotonic() + int(answer.get("expires_in", 7200)) - SPARE
    return _token.value


def _checked(answer: dict[str, Any]) -> dict[str, Any]:
    code = answer.get("errcode", 0)
    if code == 0:
        return answer
    raise (Later if code in AGAIN | {BAD_TOKEN, TOKEN_OVER} else Never)(f"WeCom {code}")


def _root() -> str:
    return settings.WECOM_URL.rstrip("/")
