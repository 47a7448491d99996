"""The units with which a portal begins, and the first administrator of each. Providers come by themselves.

What is in the database already stays as it is, so the same file may be read again when units were added to it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from django.contrib.auth.tokens import default_token_generator
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.urls import reverse
from django.utils.encoding import force_bytes
from django.utils.http import urlsafe_base64_encode
from pypinyin import lazy_pinyin
from stdnum.cn import uscc

from accounts.models import Jurisdiction, Membership, Organisation, PostChange, User
from accounts.roles import JurisdictionKind, OrganisationKind, Role
from core.actor import Actor, system
from workflow.engine import create

OPERATOR = "operator"
JURISDICTION = {"code", "kind", "name"}
UNIT = {"code", "kind", "jurisdiction", "name", "administrator"}
PERSON = {"username", "name", "email"}
OPTIONAL = {"name_en", "parent", "address", "contact", "phone"}
KINDS = set(OrganisationKind.values) - {OrganisationKind.PROVIDER}


class Unfit(ValueError):
    """The file can't be used; each line says what is wrong with which entry."""


@dataclass(frozen=True)
class Founded:
    """What came of the file: names of new units, and the account of each new administrator."""

    units: list[str]
    administrators: list[User]


@transaction.atomic
def found(plan: dict[str, Any]) -> Founded:
    """Make what isn't there yet. Raises `Unfit`, or `Refused` by the step that takes an administrator on."""
    if faults := list(_faults(plan)):
        raise Unfit("\n".join(faults))
    for position, entry in enumerate(plan.get("jurisdictions", [])):
        _jurisdiction(entry, position)
    founded = Founded([], [])
    for entry in plan["units"]:
        unit, new = _unit(entry)
        if new:
            founded.units.append(unit.name)
        if not Membership.objects.filter(organisation=unit).exists():
            founded.administrators.append(_administrator(unit, entry["administrator"]))
    return founded


def password_path(user: User) -> str:
    """Where a person chooses their first password; good for as long as any such link."""
    key = urlsafe_base64_encode(force_bytes(user.pk))
    return reverse("accounts:reset", args=[key, default_token_generator.make_token(user)])


def _jurisdiction(entry: dict[str, Any], position: int) -> None:
    values = {
        "kind": entry["kind"],
        "name": entry["name"],
        "name_en": entry.get("name_en", ""),
        "parent": Jurisdiction.objects.filter(code=entry.get("parent", "")).first(),
        "position": position,
    }
    Jurisdiction.objects.get_or_create(code=entry["code"], defaults=values)


def _unit(entry: dict[str, Any]) -> tuple[Organisation, bool]:
    values = {
        name: entry.get(name, "") for name in ("kind", "name", "name_en", "address", "contact", "phone")
    }
    values["jurisdiction"] = Jurisdiction.objects.get(code=entry["jurisdiction"])
    values["sort_key"] = " ".join(lazy_pinyin(entry["name"]))
    return Organisation.objects.get_or_create(code=entry["code"], defaults=values)


def _administrator(unit: Organisation, person: dict[str, str]) -> User:
    """Taken on by the same step as everybody after them, so that it stands in the book of posts and on record."""
    post = {"title": str(Role.ADMIN.label), "roles": [Role.ADMIN]}
    create(PostChange, "take_on", _operator(unit), {**person, **post})
    return User.objects.get(username=person["username"])


def _operator(unit: Organisation) -> Actor:
    return replace(system(OPERATOR), organisation_id=unit.pk, organisation_kind=unit.kind)


def _faults(plan: dict[str, Any]) -> Iterator[str]:
    """All of them at once: whoever fills in such a file wants to mend it once."""
    jurisdictions, units = plan.get("jurisdictions", []), plan.get("units", [])
    if not units:
        yield "No unit is named: at least one [[units]] is needed."
    known = {*Jurisdiction.objects.values_list("code", flat=True), ""}
    for entry in jurisdictions:
        place = f"jurisdiction {entry.get('code', '?')}"
        yield from _wrong_names(place, entry, JURISDICTION)
        if entry.get("kind") not in JurisdictionKind.values:
            yield f"{place}: kind must be one of {', '.join(JurisdictionKind.values)}."
        if entry.get("parent", "") not in known:
            yield f"{place}: its parent {entry['parent']} has to stand before it."
        known.add(entry.get("code", ""))
    for entry in units:
        yield from _faults_of_unit(entry, known - {""})


def _faults_of_unit(entry: dict[str, Any], jurisdictions: set[str]) -> Iterator[str]:
    place = f"unit {entry.get('name', '?')}"
    yield from _wrong_names(place, entry, UNIT)
    if entry.get("kind") not in KINDS:
        yield f"{place}: kind must be one of {', '.join(sorted(KINDS))}; providers register themselves."
    if entry.get("jurisdiction") not in jurisdictions:
        yield f"{place}: there is no jurisdiction {entry.get('jurisdiction')}."
    if not uscc.is_valid(str(entry.get("code", ""))):
        yield f"{place}: {entry.get('code')} is not a valid unified social credit code: check each character."
    person = entry.get("administrator", {})
    yield from _wrong_names(f"{place}, administrator", person, PERSON)
    try:
        validate_email(person.get("email", ""))
    except ValidationError:
        yield f"{place}, administrator: an e-mail address is needed; the way to a password goes by it."


def _wrong_names(place: str, entry: dict[str, Any], needed: set[str]) -> Iterator[str]:
    if missing := needed - {name for name, value in entry.items() if value}:
        yield f"{place}: {', '.join(sorted(missing))} is missing."
    if unknown := entry.keys() - needed - OPTIONAL:
        yield f"{place}: nobody knows what {', '.join(sorted(unknown))} means."
