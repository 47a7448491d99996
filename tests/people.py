"""People of organisations, for tests that sign in."""

from __future__ import annotations

import itertools
from datetime import timedelta

from django.test import Client

from accounts import confirming
from accounts.actors import of_membership, played
from accounts.models import Jurisdiction, Membership, Organisation, Section, User
from core import wall
from core.actor import Actor
from workflow.engine import create

_numbers = itertools.count(1)


def jurisdiction(code: str = "220100") -> Jurisdiction:
    names = {"220100": ("长春市", "Changchun"), "220102": ("南关区", "Nanguan")}
    name, name_en = names.get(code, (code, code))
    return Jurisdiction.objects.get_or_create(
        code=code, defaults={"name": name, "name_en": name_en, "kind": "city"}
    )[0]


def organisation(kind: str = "purchaser", code: str = "220100", **values: object) -> Organisation:
    number = next(_numbers)
    return Organisation.objects.create(
        **{
            "kind": kind,
            "name": f"单位{number}",
            "name_en": f"Unit {number}",
            "code": f"T{number:017d}",
            "jurisdiction": jurisdiction(code),
            **values,
        }
    )


def member(of: Organisation, *roles: str) -> Membership:
    """A new person in that organisation."""
    number = next(_numbers)
    user = User.objects.create(username=f"user{number}", name=f"某人{number}")
    return Membership.objects.create(user=user, organisation=of, roles=list(roles))


def confirmed(client: Client) -> Client:
    """Whoever is signed in there has confirmed that it is them, for as long as the test runs."""
    session = client.session
    session[confirming.SESSION_KEY] = (wall.now() + timedelta(days=1)).timestamp()
    session.save()
    return client


def section(of: Organisation, name: str = "") -> Section:
    """A section of that organisation, opened by a head made for it."""
    head = of_membership(member(of, "head"))
    return create(Section, "open", head, name=name or f"科室{next(_numbers)}").subject


def in_section(of: Section, *roles: str, chief: bool = False) -> Membership:
    """A new person who works there."""
    found = member(of.organisation, *roles)
    found.section, found.is_chief = of, chief
    found.save()
    return found


def actor(*roles: str, kind: str = "purchaser", code: str = "220100") -> Actor:
    """A new person in a new organisation, as an actor."""
    return played(member(organisation(kind, code), *roles))
