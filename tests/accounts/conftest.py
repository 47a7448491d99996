"""People who sign in by the real page, and their one-time codes."""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal import auth as totp
from allauth.mfa.utils import encrypt
from django.test import Client

from accounts.models import User
from tests import people

PASSWORD = "Hirsch-7-Wolke-blau"
ANOTHER = "Regen-9-Stuhl-gelb!"


@dataclass
class Person:
    """Somebody with an account of a kind, and the browser that they sit at."""

    user: User
    client: Client
    secret: str = ""

    def sign_in(self, password: str = PASSWORD, **where: Any) -> Any:
        given = {"username": self.user.username, "password": password}
        return self.client.post("/accounts/sign-in/", given, **where)

    def give(self, code: str, **where: Any) -> Any:
        return self.client.post("/accounts/sign-in/second-factor/", {"code": code}, **where)

    def is_in(self) -> bool:
        return self.client.get("/accounts/me/").status_code == 200

    def set_up_app(self) -> None:
        self.secret = totp.generate_totp_secret()
        kind = Authenticator.Type.TOTP
        Authenticator.objects.create(user=self.user, type=kind, data={"secret": encrypt(self.secret)})

    def code(self, half_minutes: int = 0) -> str:
        counter = int(time.time()) // 30 + half_minutes
        return totp.format_hotp_value(totp.hotp_value(self.secret, counter))

    def recovery_codes(self) -> list[str]:
        return RecoveryCodes.activate(self.user).generate_codes()

    def at(self, client: Client) -> Person:
        """The same person in another browser."""
        return Person(self.user, client, self.secret)


def make(kind: str, role: str, client: Client) -> Person:
    member = people.member(people.organisation(kind), role)
    member.user.email = f"{member.user.username}@example.org"
    member.user.set_password(PASSWORD)
    member.user.save()
    return Person(member.user, client)


@pytest.fixture
def official(db: None, client: Client) -> Person:
    return make("finance", "reviewer", client)


@pytest.fixture
def bidder(db: None, client: Client) -> Person:
    return make("provider", "provider_agent", client)


@pytest.fixture
def with_app(official: Person) -> Person:
    official.set_up_app()
    return official
