"""Saving what has been typed so far, without losing what somebody else typed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.db.models import F
from django.http import QueryDict

from workflow import registry
from workflow.clock import LegalNow
from workflow.models import Draft

if TYPE_CHECKING:
    from core.actor import Actor
    from workflow.act import Act
    from workflow.steps import Step


@dataclass
class DraftConflict(Exception):
    """Somebody else of the same organisation saved in between."""

    theirs: Draft
    mine: dict[str, Any]


def find(step: Step, subject: Any, actor: Actor) -> Draft | None:
    """The draft of the actor's organisation for that step."""
    return Draft.objects.filter(
        step=step.id, subject_id=_key(step, subject), organisation_id=actor.organisation_id
    ).first()


@transaction.atomic
def save_draft(subject: Any, step_name: str, actor: Actor, data: dict[str, Any], version: int) -> Draft:
    """Keep `data` if the stored draft still has `version` (0: none yet). Raises `DraftConflict` otherwise."""
    step = registry.lifecycles.steps_of(type(subject))[step_name]
    found = (
        Draft.objects.select_for_update()
        .filter(step=step.id, subject_id=_key(step, subject), organisation_id=actor.organisation_id)
        .first()
    )
    who = dict(user_id=actor.user_id, user_name=actor.user_name)
    if found is None:
        return Draft.objects.create(
            subject_type=type(subject)._meta.label_lower,
            subject_id=_key(step, subject),
            step=step.id,
            organisation_id=actor.organisation_id,
            data=data,
            **who,
        )
    if found.version != version:
        raise DraftConflict(found, data)
    Draft.objects.filter(pk=found.pk).update(data=data, version=F("version") + 1, saved_at=LegalNow(), **who)
    return Draft.objects.get(pk=found.pk)


def as_typed(draft: Draft) -> QueryDict:
    """A draft as the browser sent it: rows, files and emptied fields come back as they were left."""
    typed = QueryDict(mutable=True)
    for name, value in draft.data.items():
        typed.setlist(name, value if isinstance(value, list) else [value])
    return typed


def use_up(act: Act) -> None:
    """The step has been done: what led to it is no longer a draft."""
    discard(act.step, act.subject, act.actor)


def discard(step: Step, subject: Any, actor: Actor) -> None:
    """What was typed for that step is no longer wanted."""
    Draft.objects.filter(
        step=step.id, subject_id=_key(step, subject), organisation_id=actor.organisation_id
    ).delete()


def _key(step: Step, subject: Any) -> Any:
    return None if step.first else subject.pk
