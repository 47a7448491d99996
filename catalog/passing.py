"""A question about a draft catalogue goes on with the successor of the department that was asked."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from uuid import UUID

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy

from accounts.models import Organisation
from accounts.reforms.passing import Heirs, Item, Passing, register
from catalog.models import Opinion
from workflow.act import Act
from workflow.engine import follow

OPINION = gettext_lazy("question about a draft catalogue")


@register
class Catalogue(Passing):
    """Where the successor is asked too, it speaks for both."""

    def items(self, unit: Organisation) -> Iterable[Item]:
        for opinion in open_questions(unit):
            yield Item(opinion.pk, str(opinion), OPINION, opinion.get_absolute_url())

    def pass_on(self, act: Act, unit: Organisation, heir_of: Callable[[UUID], Organisation]) -> Heirs:
        moved: Heirs = {}
        for opinion in open_questions(unit):
            heir = heir_of(opinion.pk)
            if opinion.edition.opinions.filter(department=heir).exclude(state=Opinion.State.LAPSED).exists():
                follow(act, opinion, "lapse")
                continue
            Opinion.objects.filter(pk=opinion.pk).update(department=heir)
            moved[opinion.pk] = heir.pk
        return moved


def open_questions(unit: Organisation) -> QuerySet[Opinion]:
    return Opinion.objects.filter(department=unit, state=Opinion.State.ASKED).select_related("edition")
