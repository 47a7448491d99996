"""What a reader can do next with some subjects, or who is waited for. Pages of subjects draw it on top."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.apps import apps

from accounts.demonstration import someone_for
from accounts.models import Organisation
from accounts.roles import Role
from core.actor import Actor
from workflow import beginnings
from workflow.availability import Available, available, obstacles_of
from workflow.models import Duty
from workflow.obstacles import Obstacle


@dataclass
class Next:
    """What the reader can do now; or, where it is nobody's turn here, who is waited for."""

    first: Available | None = None
    others: list[Available] = field(default_factory=list)
    waiting: list[Duty] = field(default_factory=list)
    due: Duty | None = None
    standing: list[str] = field(default_factory=list)
    """How the matter stands while it is nobody's turn: what goes on meanwhile, what is late."""
    over: bool = False
    """The matter has come to its end: nobody's turn will come."""


def next_for(subjects: list[Any], actor: Actor, offers: Iterable[Available] = ()) -> Next:
    """The step that the reader's role comes to first: what somebody waits for goes before the rest. While others
    are waited for, what the reader could do besides is offered, but it isn't their turn.

    `offers` are first steps that the reader may take here (`workflow.availability.offer`).
    """
    options = [*(option for subject in subjects for option in available(subject, actor)), *offers]
    duties = Duty.objects.open().filter(subject_id__in=[s.pk for s in subjects]).order_by("due_at")
    ahead = beginnings.lying_ahead(duties)
    open_duties = [duty for duty in duties if duty.pk not in ahead]
    awaited = {
        key: duty
        for duty in reversed(open_duties)
        if not _began(actor, duty)
        for key in ((duty.subject_id, duty.step), duty.step)
    }
    options.sort(key=lambda o: (_key(o) not in awaited, not o.step.primary, o.step.first))
    waiting = _named(open_duties, actor)
    if options and (_key(options[0]) in awaited or (options[0].step.primary and not waiting)):
        first = options[0]
        return Next(first, options[1:], [], awaited.get(_key(first)))
    return Next(None, options, waiting)


def _key(option: Available) -> Any:
    """How a duty names it: a first step has no subject yet."""
    return option.step.id if option.step.first else (option.subject.pk, option.step.id)


def _named(duties: list[Duty], actor: Actor) -> list[Duty]:
    """Duties of others, each with the name of whose turn it is; within the own unit also in which role."""
    others = [d for d in duties if not (actor.belongs_to(d.organisation_id) and _holds(actor, d))]
    names = Organisation.objects.in_bulk({d.organisation_id for d in others})
    for duty in others:
        party = names.get(duty.organisation_id)
        role = Role(duty.role).label if duty.role in Role.values else ""
        duty.party = f"{party} · {role}" if role else party  # type: ignore[attr-defined]
        duty.stand_in = someone_for(duty)  # type: ignore[attr-defined]
        duty.missing = _missing(duty, actor)  # type: ignore[attr-defined]
    return others


def _missing(duty: Duty, actor: Actor) -> list[Obstacle]:
    """What colleagues wait for and the reader may be able to put right: obstacles that say where."""
    if not actor.belongs_to(duty.organisation_id):
        return []
    model = apps.get_model(duty.subject_type)
    subject = model.objects.visible_to(actor).filter(pk=duty.subject_id).first()
    step = model.steps().get(duty.step.rpartition(".")[2])
    if subject is None or step is None or step.first:
        return []
    return [o for o in obstacles_of(step, subject, actor) if o.mend is not None and not o.is_warning]


def _holds(actor: Actor, duty: Duty) -> bool:
    return not _began(actor, duty) and (not duty.role or actor.has_role(duty.role))


def _began(actor: Actor, duty: Duty) -> bool:
    """Whether it is the second half of what the actor did the first half of."""
    return duty.not_for is not None and duty.not_for == actor.user_id
