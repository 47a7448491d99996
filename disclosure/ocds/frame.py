"""The frame of a release: what every notice has, around the part that its kind adds."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from django.conf import settings

from disclosure import registry

if TYPE_CHECKING:
    from accounts.models import Organisation
    from disclosure.models import Notice

SCHEME = "CN-USCC"
"""Local scheme of organisation identifiers: 统一社会信用代码."""


def ocid_of(project_number: str) -> str:
    """The contracting process' identifier. The prefix is the publisher's, registered with the OCP."""
    return f"{settings.OCDS_PREFIX}-{project_number}" if project_number else ""


def stamp(moment: datetime) -> str:
    """`2026-03-27T01:00:00Z`: one format for all times."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def build_release(
    notice: Notice,
    subject: Any,
    purchaser: Organisation | None,
    providers: Iterable[Organisation],
) -> dict[str, Any] | None:
    """The release of a notice, or None for kinds that tell nothing about a contracting process."""
    part = registry.kinds.part_of(notice.kind, subject._meta.label_lower)
    if part is None or not notice.ocid:
        return None
    added = dict(part(subject, notice.payload))
    parties = [party(purchaser, "buyer")] if purchaser else []
    parties += [party(p, role_of_provider(added)) for p in providers]
    release = {
        "ocid": notice.ocid,
        "id": notice.number,
        "date": stamp(notice.published_at),
        "tag": added.pop("tag"),
        "initiationType": "tender",
        "language": "zh",
        "parties": merge_parties([*parties, *added.pop("parties", [])]),
    }
    if purchaser:
        release["buyer"] = reference(purchaser)
    return {k: v for k, v in {**release, **added}.items() if v not in ([], {}, None, "")}


def role_of_provider(added: Mapping[str, Any]) -> str:
    return "supplier" if "awards" in added or "contracts" in added else "tenderer"


def identifier(organisation: Organisation) -> str:
    return f"{SCHEME}-{organisation.code}"


def reference(organisation: Organisation) -> dict[str, str]:
    """An organisation as other sections name it."""
    return {"id": identifier(organisation), "name": organisation.name}


def party(organisation: Organisation, *roles: str) -> dict[str, Any]:
    """An organisation as a party. Contact persons are no part of it: they may have to be withdrawn."""
    made: dict[str, Any] = {
        **reference(organisation),
        "identifier": {"scheme": SCHEME, "id": organisation.code, "legalName": organisation.name},
        "roles": list(roles),
    }
    if organisation.address:
        made["address"] = {"streetAddress": organisation.address, "countryName": "中国"}
    return made


def merge_parties(parties: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """One entry per organisation with all of its roles."""
    merged: dict[str, dict[str, Any]] = {}
    for each in parties:
        known = merged.setdefault(each["id"], {**each, "roles": []})
        known["roles"] = [*dict.fromkeys([*known["roles"], *each["roles"]])]
    return list(merged.values())
