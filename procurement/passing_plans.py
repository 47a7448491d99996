"""Annual plans, opinions on them and tasks of conferences go on with the successor of a unit that is closed."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from uuid import UUID

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy

from accounts.models import Organisation
from accounts.reforms.passing import Heirs, Item, Passing, register
from procurement.models import ConferenceTask, Intention, JointOpinion, PurchasePlan
from workflow.act import Act
from workflow.engine import follow

PLAN, OPINION = gettext_lazy("annual plan"), gettext_lazy("opinion on an annual plan")
TASK = gettext_lazy("task of a conference")


@register
class Plans(Passing):
    """A unit has one plan in a year: where the successor has its own, the old one stays with the closed unit's files,
    and what is still wanted is entered in the successor's."""

    def items(self, unit: Organisation) -> Iterable[Item]:
        for what, rows in ((PLAN, plans_of(unit)), (OPINION, opinions_of(unit)), (TASK, tasks_of(unit))):
            yield from (Item(row.pk, str(row), what, row.get_absolute_url()) for row in rows)

    def pass_on(self, act: Act, unit: Organisation, heir_of: Callable[[UUID], Organisation]) -> Heirs:
        moved: Heirs = {}
        for plan in plans_of(unit):
            heir = heir_of(plan.pk)
            if not PurchasePlan.objects.filter(purchaser=heir, year=plan.year).exists():
                PurchasePlan.objects.filter(pk=plan.pk).update(purchaser=heir)
                Intention.objects.filter(plan=plan).update(purchaser=heir)
                moved[plan.pk] = heir.pk
        for opinion in opinions_of(unit):
            heir = heir_of(opinion.pk)
            if _is_heard_already(opinion, heir):
                follow(act, opinion, "end")
                continue
            JointOpinion.objects.filter(pk=opinion.pk).update(organisation=heir)
            moved[opinion.pk] = heir.pk
        for task in tasks_of(unit):
            heir = heir_of(task.pk)
            ConferenceTask.objects.filter(pk=task.pk).update(organisation=heir)
            moved[task.pk] = heir.pk
        return moved


def plans_of(unit: Organisation) -> QuerySet[PurchasePlan]:
    return PurchasePlan.objects.filter(purchaser=unit)


def opinions_of(unit: Organisation) -> QuerySet[JointOpinion]:
    """Those that are awaited."""
    return JointOpinion.objects.filter(organisation=unit, state=JointOpinion.State.ASKED)


def tasks_of(unit: Organisation) -> QuerySet[ConferenceTask]:
    """Those that are still to be done."""
    return ConferenceTask.objects.filter(organisation=unit, state=ConferenceTask.State.ASSIGNED)


def _is_heard_already(opinion: JointOpinion, heir: Organisation) -> bool:
    """In the same capacity, in the same round: the successor speaks for both."""
    return opinion.plan.opinions.filter(
        round=opinion.round, office=opinion.office, organisation=heir
    ).exists()
