"""A running identity service, and people who go there and come back."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.conf import settings as configured

from accounts.actors import played
from accounts.identity import asking
from accounts.models import Identity, Membership
from tests.accounts.conftest import Person
from tests.oidc import running
from tests.oidc.running import Running, Visitor
from workflow.engine import execute

WANG, LI = "220104001", "220104002"
SIGN_IN, ASK, AGAIN = "/accounts/identity/sign-in/", "/accounts/identity/ask/", "/accounts/identity/confirm/"
LINK, SECURITY = "/accounts/identity/link/", "/accounts/security/"


@pytest.fixture(scope="session")
def running_provider() -> Iterator[Running]:
    with running.provider(f"{configured.PUBLIC_URL}/accounts/identity/back/") as found:
        yield found


@pytest.fixture
def provider(running_provider: Running, settings: Any) -> Running:
    """It behaves, until a test says what it shall do wrong."""
    running_provider.is_crooked()
    asking._known.clear()
    settings.OIDC = running_provider.settings()
    return running_provider


@pytest.fixture
def visitor() -> Visitor:
    return Visitor()


@pytest.fixture
def linked(provider: Running, official: Person) -> Person:
    """An official whose account is linked with Wang's identity."""
    link(official, provider)
    return official


def link(person: Person, provider: Running, subject: str = WANG) -> Identity:
    row = Identity(issuer=provider.issuer, subject=subject, shown_name="王秀兰")
    member = Membership.objects.select_related("organisation__jurisdiction", "user").get(user=person.user)
    return execute(row, "link", played(member)).subject


def travel(person: Person, visitor: Visitor, who: str = WANG, at: str = SIGN_IN, **given: Any) -> Any:
    """Set out from the portal, sign in there, and come back. The portal's answer."""
    out = person.client.post(at, {name: given.pop(name) for name in ("next",) if name in given})
    return come_back(person, visitor.sign_in(out.headers["Location"], who, **given))


def come_back(person: Person, address: str) -> Any:
    parts = urlsplit(address)
    return person.client.get(f"{parts.path}?{parts.query}")


def said(person: Person, address: str = "/accounts/sign-in/") -> str:
    """What the next page says on top."""
    return " ".join(str(message) for message in person.client.get(address).context["messages"])
