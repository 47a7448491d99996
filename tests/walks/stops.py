"""Listening to the story: a visit to the page of each step, at the moment before it is done."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

import pytest
from django.db import transaction
from django.test import Client
from django.urls import NoReverseMatch, reverse

from accounts.identity import sessions
from accounts.models import Identity, User
from core import wall
from core.actor import Actor
from tests import people
from tests.walks import story
from workflow import engine, registry
from workflow.steps import Step

NAMED_BY = {"notice": "number"}
"""How an address names what a first step is born within, where it isn't by its key."""
BIRTHPLACES = (
    "edition",
    "membership",
    "contract",
    "notice",
    "project",
    "award",
    "tender",
    "paper",
    "requirement",
)
IN_THE_ADDRESS = {
    "signoff.circulation.send": ("of", "subject", "step"),
    "corrections.correction.propose": ("of", "subject", "entry", "row"),
}
"""What else the address of a first step says."""
NO_PAGE_OF_ITS_OWN = {
    "sourcing.bid.submit": "sourcing:bid",
    "sourcing.bid.withdraw": "sourcing:bid",
}
"""Steps that are done on another page: what is sealed never passes through a form."""

FROM_THE_SESSION = {"accounts.identity.link"}
"""Steps whose subject the person has brought from another site: their browser's session holds it."""


@dataclass(frozen=True)
class Stop:
    """A step that is about to be done: by whom, with what subject, and with which good input."""

    step: Step
    subject: Any
    actor: Actor
    raw: Any
    files: Any

    @property
    def address(self) -> str:
        """Where a person would do it."""
        try:
            return self._own_address()
        except NoReverseMatch:
            return reverse(NO_PAGE_OF_ITS_OWN[self.step.id], args=[key_of(self.raw["tender"])])

    def _own_address(self) -> str:
        app, model, _name = self.step.id.split(".")
        name = f"{app}:{model}-{self.step.slug}"
        if not self.step.first:
            return reverse(name, args=[self.subject.pk])
        names = (*BIRTHPLACES, *IN_THE_ADDRESS.get(self.step.id, ()))
        within = {n: key_of(self.raw[n], NAMED_BY.get(n, "pk")) for n in names if n in self.raw}
        return f"{reverse(name)}?{urlencode(within)}" if within else reverse(name)

    def client(self) -> Client:
        client = client_of(self.actor)
        if self.step.id in FROM_THE_SESSION:
            put_by(client, self.subject)
        return client


def put_by(client: Client, identity: Identity) -> None:
    session = client.session
    names = ("issuer", "subject", "shown_name")
    session[sessions.WAITS] = {n: getattr(identity, n) for n in names} | {"at": wall.now().timestamp()}
    session.save()


def key_of(value: Any, attribute: str = "pk") -> str:
    return str(getattr(value, attribute, value))


def client_of(actor: Actor) -> Client:
    """Signed in as that person, who has confirmed that it is them; server errors are raised."""
    client = Client()
    client.force_login(User.objects.get(pk=actor.user_id))
    return people.confirmed(client)


def walk(monkeypatch: pytest.MonkeyPatch, visit: Callable[[Stop], None]) -> set[str]:
    """Play the story, and visit each step of a person the first time that it comes. Returns the ids of the steps."""
    visited: set[str] = set()
    perform = engine._perform

    def watched(act: Any, raw: Any, files: Any, key: str) -> Any:
        if act.actor.is_user and not act.step.hidden and act.step.id not in visited:
            visited.add(act.step.id)
            with unwatched(), transaction.atomic():
                visit(Stop(act.step, act.subject, act.actor, raw, files))
                transaction.set_rollback(True)
        return perform(act, raw, files, key)

    @contextmanager
    def unwatched() -> Iterator[None]:
        monkeypatch.setattr(engine, "_perform", perform)
        yield
        monkeypatch.setattr(engine, "_perform", watched)

    monkeypatch.setattr(engine, "_perform", watched)
    story.play()
    monkeypatch.setattr(engine, "_perform", perform)
    return visited


def steps_of_people() -> set[str]:
    """Every step that a person does: what a walk has to visit."""
    found = registry.lifecycles.all_steps()
    return {step.id for step in found if not step.hidden and not step.model.__module__.startswith("tests.")}
