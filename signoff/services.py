"""What upper apps may ask of this one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

from django.utils.translation import gettext as _

from core.actor import Actor
from signoff.models import Chain, Circulation
from signoff.steps import roles_of_unit
from workflow.availability import Available
from workflow.standing import acting
from workflow.steps import Step


def running_for(subjects: Iterable[Any], actor: Actor) -> list[Circulation]:
    """What goes round for these subjects, among what the actor may see."""
    keys = [subject.pk for subject in subjects]
    rows = Circulation.objects.visible_to(actor).running().filter(subject_id__in=keys)
    return list(rows.select_related("organisation", "sender").with_asked())


def offers(subjects: Iterable[Any], actor: Actor) -> Iterator[Available]:
    """For each step that waits for a chain of the actor's unit: to send it round. Its label says what for."""
    if not actor.is_user or actor.organisation_id is None:
        return
    waiting = set(Chain.objects.visible_to(actor).in_force().values_list("step", flat=True))
    if not waiting:
        return
    for subject in subjects:
        for step in type(subject).steps().values():
            if step.id in waiting and _is_to_be_sent(step, subject, actor):
                yield _offer(step, subject)


def _is_to_be_sent(step: Step, subject: Any, actor: Actor) -> bool:
    """The unit could take the step now, its chain applies, and nothing is on its way yet."""
    if not step.is_possible(subject) or not _unit_could(step, subject, actor):
        return False
    unit = actor.organisation_id
    if Chain.objects.for_step(unit, step.id, subject.amount_at_stake()) is None:
        return False
    return not Circulation.objects.of_step(subject, step.name, unit).running().exists()


def _unit_could(step: Step, subject: Any, actor: Actor) -> bool:
    """Whether somebody of the actor's unit may take the step: asked for somebody who held all of its roles."""
    from_all = actor.with_roles(*roles_of_unit(actor))
    return acting(step, from_all, subject) is not None


def _offer(step: Step, subject: Any) -> Available:
    sending = Circulation.steps()["send"]
    label = _("Send round for sign-off: %(step)s") % {"step": step.label}
    unborn = Circulation(subject_type=subject._meta.label_lower, subject_id=subject.pk, step=step.name)
    return Available(replace(sending, label=label), unborn, [])
