"""What follows from a decided change."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.apps import apps

from rulebook import current
from workflow import law
from workflow.act import Act
from workflow.models import Duty
from workflow.registry import effect


@effect("rulebook.refresh")
def take_in(act: Act) -> None:
    """This process counts with the change at once; the others at their next act."""
    current.refresh()


@effect("rulebook.recount")
def recount(act: Act) -> None:
    """Count the open periods anew that ran into a year whose holidays were not yet known."""
    for duty in Duty.objects.open().filter(provisional=True).exclude(rule=""):
        subject = apps.get_model(duty.subject_type)._default_manager.filter(pk=duty.subject_id).first()
        if subject is not None:
            _count_anew(duty, subject)


def _count_anew(duty: Duty, subject: Any) -> None:
    start = _start(duty, subject)
    due = law.due(duty.rule, start, jurisdiction=duty.jurisdiction, on=subject.regime_date())
    Duty.objects.filter(pk=duty.pk).update(due_at=due.at, provisional=due.provisional)


def _start(duty: Duty, subject: Any) -> datetime:
    """The moment from which the period counts: what its clock names, else when the duty arose."""
    clocks = [clock for step in type(subject).steps().values() for clock in step.starts]
    waits = [wait for waits in type(subject).awaits.values() for wait in waits]
    names = [c.since for c in clocks if c.rule == duty.rule] + [
        w.since for w in waits if w.within == duty.rule
    ]
    named = next((getattr(subject, name) for name in names if name), None)
    return named or duty.arose_at
