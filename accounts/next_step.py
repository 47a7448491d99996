"""What a reader can do next with some subjects, or who is waited for. Pages of subjects draw it on top."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from accounts.models import Organisation
from core.actor import Actor
from workflow.availability import Available, available
from workflow.models import Duty


@dataclass
class Next:
    """What the reader can do now; or, where it is nobody's turn here, who is waited for."""

    first: Available | None = None
    others: list[Available] = field(default_factory=list)
    waiting: list[Duty] = field(default_factory=list)
    due: Duty | None = None


def next_for(subjects: list[Any], actor: Actor) -> Next:
    """The step that the reader's role comes to first: what somebody waits for goes before the rest."""
    options = [option for subject in subjects for option in available(subject, actor)]
    duties = Duty.objects.open().filter(subject_id__in=[s.pk for s in subjects]).order_by("due_at")
    open_duties = list(duties)
    awaited = {(d.subject_id, d.step): d for d in open_duties}
    options.sort(key=lambda o: ((o.subject.pk, o.step.id) not in awaited, not o.step.primary))
    if options and options[0].step.primary:
        first = options[0]
        return Next(first, options[1:], [], awaited.get((first.subject.pk, first.step.id)))
    return Next(None, options, _named(open_duties, actor))


def _named(duties: list[Duty], actor: Actor) -> list[Duty]:
    """Duties of others, each with the name of whose turn it is."""
    others = [d for d in duties if not actor.belongs_to(d.organisation_id)]
    names = Organisation.objects.in_bulk({d.organisation_id for d in others})
    for duty in others:
        duty.party = names.get(duty.organisation_id)  # type: ignore[attr-defined]
    return others
