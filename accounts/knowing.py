"""Whose names a reader learns from a history: the unit's own people know who acted, and so do those who oversee it.

The public and the other side of a purchase read what the unit did.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from accounts.models import Organisation, User
from accounts.roles import OrganisationKind
from core.actor import Actor

OVERSEERS = {OrganisationKind.FINANCE, OrganisationKind.AUDITOR}
OFFICES = {OrganisationKind.PURCHASER, *OVERSEERS, OrganisationKind.REGULATOR}


def people_behind(events: Iterable[Any], reader: Actor | None) -> dict[UUID, str]:
    """Who took each act that the reader may know of, by the event's id."""
    if reader is None or not reader.is_user:
        return {}
    acts = [event for event in events if event.user_id and event.organisation_id]
    units = Organisation._base_manager.select_related("jurisdiction").in_bulk(
        {event.organisation_id for event in acts}
    )
    known = [event for event in acts if knows(reader, units.get(event.organisation_id))]
    names = dict(User.objects.filter(pk__in={event.user_id for event in known}).values_list("pk", "name"))
    return {event.uuid: names[event.user_id] for event in known if event.user_id in names}


def knows(reader: Actor, unit: Organisation | None) -> bool:
    """Finance and audit oversee the offices of their area, not the providers' people."""
    if unit is None:
        return False
    oversees = reader.organisation_kind in OVERSEERS and unit.jurisdiction.code in reader.jurisdictions
    return reader.keeps_files_of(unit.pk) or (oversees and unit.kind in OFFICES)
