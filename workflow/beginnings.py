"""What waits for somebody already, and can be done from a set moment only, such as the opening of bids."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime
from typing import Any
from uuid import UUID

from django.apps import apps

from workflow.clock import legal_now
from workflow.models import Duty


def lying_ahead(duties: Iterable[Duty]) -> dict[UUID, datetime]:
    """By duty, the moment before which it can't be done, where that hasn't come: one query for each such kind."""
    found: dict[UUID, datetime] = {}
    now = legal_now()
    for model, field, rows in _bound(duties):
        moments = dict(
            model._base_manager.filter(pk__in=[d.subject_id for d in rows]).values_list("pk", field)
        )
        begun = {d.pk: moments.get(d.subject_id) for d in rows}
        found |= {pk: moment for pk, moment in begun.items() if moment is not None and moment > now}
    return found


def _bound(duties: Iterable[Duty]) -> Iterable[tuple[Any, str, list[Duty]]]:
    """Duties whose step waits for a moment, together by the field that holds it."""
    together: dict[tuple[Any, str], list[Duty]] = defaultdict(list)
    for duty in duties:
        model: Any = apps.get_model(duty.subject_type)
        if field := model.not_before.get(duty.step.rpartition(".")[2]):
            together[model, field].append(duty)
    return [(model, field, rows) for (model, field), rows in together.items()]
