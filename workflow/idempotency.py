"""A repeated click or retry with the same key is one act."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.apps import apps
from django.db import connection
from django.utils.translation import gettext_lazy as _

from workflow.events import canonical, plain
from workflow.models import IdempotencyKey
from workflow.obstacles import Refusal, Refused

if TYPE_CHECKING:
    from core.actor import Actor
    from workflow.act import Act


@dataclass(frozen=True)
class Earlier:
    subject: Any
    event_id: UUID


def find(act: Act, key: str, raw: Any) -> Earlier | None:
    """The first answer to this key. The same key with another request is refused."""
    with connection.cursor() as cursor:  # a second request with the key waits for the first to commit
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"{_owner(act)}:{key}"])
    row = IdempotencyKey.objects.filter(owner=_owner(act), key=key).first()
    if row is None:
        return None
    if row.digest != _digest(act, raw):
        raise Refused(Refusal.CONFLICT, message=_("This key was already used for another request."))
    model = apps.get_model(row.subject_type)
    return Earlier(model._base_manager.get(pk=row.subject_id), row.event_id)


def keep(act: Act, key: str, raw: Any) -> None:
    IdempotencyKey.objects.create(
        key=key,
        owner=_owner(act),
        digest=_digest(act, raw),
        event_id=act.event_id,
        subject_type=act.subject._meta.label_lower,
        subject_id=act.subject.pk,
    )


def answer_to(actor: Actor, key: str) -> Any:
    """The subject with which this key was answered before, whatever was asked; None for a new key."""
    row = IdempotencyKey.objects.filter(owner=_owner_of(actor), key=key).first()
    return row and apps.get_model(row.subject_type)._base_manager.get(pk=row.subject_id)


def _owner(act: Act) -> str:
    return _owner_of(act.actor)


def _owner_of(actor: Actor) -> str:
    return str(actor.membership_id or actor.token or actor.kind)


def _digest(act: Act, raw: Any) -> str:
    values = {name: raw.getlist(name) if hasattr(raw, "getlist") else raw[name] for name in raw}
    values.pop("csrfmiddlewaretoken", None)
    subject = "" if act.step.first else str(act.subject.pk)
    text = canonical({"step": act.step.id, "subject": subject, "data": plain(values)})
    return hashlib.sha256(text.encode()).hexdigest()
