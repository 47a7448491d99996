"""New work: whoever could take a duty that has arisen is told of it, each once, and not who brought it about."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.conf import settings
from django.db.models import Q
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _
from django.utils.translation import override

from accounts.deputies.choices import with_what_follows
from accounts.models import Deputyship, Membership, User
from accounts.services import send
from accounts.telling import post
from accounts.telling.kinds import RETURNED, WORK
from core.dates import end_text
from workflow import events, outbox, registry
from workflow.act import Act
from workflow.addresses import of_duty
from workflow.models import Duty

RETURNED_STATE = "returned"
"""What every lifecycle calls the state in which something has come back to be mended."""


@registry.router("arose")
def arose(act: Act, duty: Duty) -> None:
    """In the act's transaction: whom it concerns is found out after commit."""
    by = act.persons or {act.on_behalf_of.user_id if act.on_behalf_of else None}
    returned = act.subject.pk == duty.subject_id and getattr(act.subject, "state", "") == RETURNED_STATE
    payload = {
        "duty": str(duty.pk),
        "by": [str(pk) for pk in by if pk],
        "at": events.plain(act.now),
        "returned": act.reason if returned else None,
    }
    outbox.put("work", payload)


@registry.outbox_handler("work")
def tell(payload: dict[str, Any]) -> None:
    """What is done before anybody could be told is told to nobody."""
    duty = Duty.objects.open().filter(pk=payload["duty"]).first()
    if duty is None:
        return
    acted_at = parse_datetime(payload["at"])
    told = post.told_by_act([duty.url, of_duty(duty)], acted_at, of=duty)
    known = {UUID(pk) for pk in payload["by"]} | told
    for person in handlers_of(duty, deputies=True).exclude(pk__in=known):
        with override(person.language or settings.LANGUAGE_CODE):
            kind, subject, body = _words(duty, payload["returned"])
            send(person, subject, body, of_duty(duty), kind=kind, duties=[duty])


def _words(duty: Duty, returned: str | None) -> tuple[str, str, str]:
    """Kind, subject and text. What comes back says why."""
    said = {"what": duty.what, "title": duty.about}
    body = _("Due: %(due)s.") % {"due": end_text(duty.due_at)} if duty.due_at else ""
    if returned is None:
        return WORK, _("New: %(what)s, %(title)s") % said, body
    reason = [_("Reason: %(reason)s") % {"reason": returned}] if returned else []
    return RETURNED, _("Returned: %(what)s, %(title)s") % said, "\n".join([*reason, body]).strip()


def handlers_of(duty: Duty, *, deputies: bool = False) -> Any:
    """Whoever it was given to; else those who could take it, in its section where it has one. `deputies` adds who
    takes that step in their stead."""
    members = Membership.objects.filter(organisation_id=duty.organisation_id).current()
    if duty.user_id:
        members = members.filter(user_id=duty.user_id)
    elif duty.role:
        members = members.filter(roles__contains=[duty.role])
    if duty.section_id and not duty.user_id:
        members = members.filter(Q(section_id=duty.section_id) | Q(section=None))
    if duty.not_for:
        members = members.exclude(user_id=duty.not_for)
    wanted = Q(memberships__in=members)
    if deputies and not duty.personal:
        wanted |= Q(pk__in=_deputies(duty, members))
    return User.objects.filter(wanted, is_active=True).distinct()


def _deputies(duty: Duty, members: Any) -> list[UUID]:
    """Who takes that step now for one of these."""
    rows = Deputyship.objects.running().filter(principal__in=members).select_related("deputy")
    return [row.deputy.user_id for row in rows if duty.step in with_what_follows(row.covered)]
