"""Evaluations that aren't published yet go on with their project."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from accounts.models import Organisation
from accounts.reforms.passing import Heirs, Passing, register
from evaluation.models import Evaluation
from workflow.act import Act


@register
class Evaluations(Passing):
    def pass_on(self, act: Act, unit: Organisation, heir_of: Callable[[UUID], Organisation]) -> Heirs:
        moved: Heirs = {}
        for heir in act.subject.heirs():
            rows = Evaluation.objects.filter(project__purchaser=heir).exclude(
                state=Evaluation.State.PUBLISHED
            )
            keys = list(rows.filter(purchaser=unit).values_list("pk", flat=True))
            rows.filter(pk__in=keys).update(purchaser=heir)
            rows.filter(pk__in=keys, organiser=unit).update(organiser=heir)
            moved |= dict.fromkeys(keys, heir.pk)
        return moved | _judged(act, unit)


def _judged(act: Act, unit: Organisation) -> Heirs:
    """Whoever goes on with the contract answers to what is found; what has been published stays under the old name."""
    heir = act.subject.keeper
    rows = Evaluation.objects.filter(provider=unit, contract__provider=heir)
    rows = rows.exclude(state=Evaluation.State.PUBLISHED)
    moved: Heirs = dict.fromkeys(rows.values_list("pk", flat=True), heir.pk)
    rows.update(provider=heir)
    return moved
