"""With which section of a unit a duty lands, and what somebody is in a unit today."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from accounts.models import Membership
from workflow import registry
from workflow.act import Act
from workflow.duties import Holder
from workflow.models import Duty, Event

FAR_BACK = 50
"""So many acts of a unit on one subject are looked through."""


@registry.router("section")
def section_for(act: Act, subject: Any, organisation_id: UUID, role: str) -> UUID | None:
    """The section that last worked on the matter, where somebody in it holds the role; else the only section that
    does; else none: the whole unit. A duty never lands where nobody could do it."""
    everybody = _members(organisation_id)
    members = [member for member in everybody if not role or role in member.roles]
    able = {member.section_id for member in members if member.section_id}
    if not able:
        return None
    section_of = {member.user_id: member.section_id for member in everybody}
    for user_id in _who_acted(act, subject, organisation_id):
        if section_of.get(user_id) in able:
            return section_of[user_id]
    return able.pop() if len(able) == 1 and all(member.section_id for member in members) else None


@registry.router("holder")
def holder(organisation_id: UUID, user_id: UUID) -> Holder | None:
    member = Membership.objects.filter(organisation_id=organisation_id, user_id=user_id).current().first()
    return Holder(frozenset(member.roles), member.section_id) if member else None


def route_anew(organisation_id: UUID) -> None:
    """After somebody has gone or changed their post: what nobody in its section could do is the whole unit's, and
    what was assigned to somebody who can't do it any more is open again."""
    for duty in Duty.objects.open().filter(organisation_id=organisation_id, personal=False):
        able = {member.user_id: member.section_id for member in _holders(organisation_id, duty.role)}
        changed: dict[str, None] = {}
        if duty.section_id and duty.section_id not in able.values():
            changed["section_id"] = None
        if duty.user_id and duty.user_id not in able:
            changed["user_id"] = None
        if changed:
            Duty.objects.filter(pk=duty.pk).update(**changed)


def _members(organisation_id: UUID) -> list[Membership]:
    return list(Membership.objects.filter(organisation_id=organisation_id).current())


def _holders(organisation_id: UUID, role: str) -> list[Membership]:
    return [member for member in _members(organisation_id) if not role or role in member.roles]


def _who_acted(act: Act, subject: Any, organisation_id: UUID) -> list[UUID | None]:
    """People of that unit, the last one first: who acts now, then as the events of the subject say it."""
    person = act.actor if act.actor.is_user else act.on_behalf_of
    now = [person.user_id] if person is not None and person.belongs_to(organisation_id) else []
    events = Event.objects.filter(subject_id=subject.pk, organisation_id=organisation_id, outcome="done")
    return [*now, *events.order_by("-id").values_list("user_id", flat=True)[:FAR_BACK]]
