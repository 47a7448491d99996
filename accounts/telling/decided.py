"""A decision: whoever has worked on the matter before is told of it, as long as they may see it."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from django.apps import apps
from django.conf import settings
from django.db.models import QuerySet
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _
from django.utils.translation import override

from accounts.actors import of_membership
from accounts.models import Membership
from accounts.telling import post
from accounts.telling.kinds import DECIDED
from accounts.telling.work import handlers_of
from workflow import events, outbox, registry
from workflow.act import Act
from workflow.clock import legal_now
from workflow.models import Duty, Event
from workflow.steps import Mark


def note(act: Act) -> None:
    """After every decision that people take, in its transaction."""
    if act.step.mark is not Mark.DECISION or act.step.first or act.step.sealed:
        return
    payload = {
        "subject_type": act.subject._meta.label_lower,
        "subject": str(act.subject.pk),
        "step": act.step.id,
        "by": sorted(str(pk) for pk in act.persons),
        "at": events.plain(act.now),
    }
    outbox.put("decided", payload)


@registry.outbox_handler("decided")
def tell(payload: dict[str, Any]) -> None:
    acted_at = parse_datetime(payload["at"])
    if legal_now() - acted_at > post.OLD_NEWS:
        return
    model = apps.get_model(payload["subject_type"])
    subject = model._base_manager.get(pk=payload["subject"])
    url = subject.get_absolute_url()
    known = {UUID(pk) for pk in payload["by"]} | post.told_by_act([url], acted_at)
    known |= _told_of_work(subject, acted_at)
    for member in _who_worked_on(payload):
        if member.user_id in known or not _sees(member, model, subject):
            continue
        known.add(member.user_id)
        with override(member.user.language or settings.LANGUAGE_CODE):
            label = registry.lifecycles.step(payload["step"]).label
            title = _("Decided: %(what)s, %(title)s") % {"what": label, "title": subject}
            body = _("%(kind)s: %(state)s.") % {
                "kind": model._meta.verbose_name,
                "state": subject.get_state_display(),
            }
            post.put(member.user, title, body, url, DECIDED, organisation_id=member.organisation_id)


def _told_of_work(subject: Any, acted_at: datetime) -> set[UUID]:
    """Those for whom the decision means new work hear of that, and not twice."""
    new = Duty.objects.open().filter(subject_id=subject.pk, arose_at__gte=acted_at)
    return {person.pk for duty in new for person in handlers_of(duty, deputies=True)}


def _who_worked_on(payload: dict[str, Any]) -> QuerySet[Membership]:
    """In the membership in which they did it, as far as that still counts."""
    done = Event.objects.filter(subject_id=payload["subject"], outcome="done", user_id__isnull=False)
    pairs = set(done.values_list("user_id", "organisation_id"))
    found = Membership.objects.current().filter(
        user__in={user for user, _unit in pairs}, user__is_active=True
    )
    known = [m.pk for m in found if (m.user_id, m.organisation_id) in pairs]
    return Membership.objects.filter(pk__in=known).select_related("user", "organisation__jurisdiction")


def _sees(member: Membership, model: Any, subject: Any) -> bool:
    return model.objects.visible_to(of_membership(member)).filter(pk=subject.pk).exists()


registry.add_general_effect(note)
