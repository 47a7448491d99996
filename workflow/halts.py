"""Periods of a subject that stand still while it is with somebody who has to mend it: `Await(halts=…)` declares it.

The duty that waits for them is the record: it arose when the subject came to them and was met when it came back.
Days that this touches don't count, as in a pause. What ran out before isn't healed by it.
"""

from __future__ import annotations

from datetime import datetime
from functools import cache
from uuid import UUID

from django.apps import apps

from workflow.law import Pause
from workflow.models import Duty


def of(kind: str, subject_id: UUID, rule_id: str, now: datetime) -> list[Pause]:
    """When a period of this rule stood still for that subject; a halt that still lasts is counted until now."""
    steps = _waited_for(kind, rule_id)
    if not steps:
        return []
    waited = Duty.objects.filter(subject_id=subject_id, step__in=steps)
    return [Pause(duty.arose_at, duty.met_at or now) for duty in waited]


@cache
def _waited_for(kind: str, rule_id: str) -> list[str]:
    """Steps of that kind of subject for which a period of this rule waits."""
    model = apps.get_model(kind)
    steps, awaits = model.steps(), [wait for waits in model.awaits.values() for wait in waits]
    return [steps[wait.step].id for wait in awaits if rule_id in wait.halts]
