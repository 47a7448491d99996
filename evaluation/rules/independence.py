"""The third party has no tie to purchaser or provider (CF-7): what the portal itself can see of one."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models import Membership, Organisation
from accounts.roles import OrganisationKind
from workflow.act import Act
from workflow.obstacles import Obstacle, stop, warn

LOOK_BACK = timedelta(days=3 * 365)
"""How long after leaving somebody still counts as belonging (as for recusal, CF-1)."""


def evaluator_is_independent(act: Act) -> Iterator[Obstacle]:
    """Asked when a third party is appointed."""
    evaluator = act.data["evaluator"]
    if evaluator.kind != OrganisationKind.EVALUATOR:
        yield stop(_("Choose a registered third-party evaluator."), "A7.18", field="evaluator")
        return
    yield from ties(act, evaluator)


def still_independent(act: Act) -> Iterator[Obstacle]:
    """Asked again before scoring starts: ties may have come up in between."""
    if act.subject.evaluator is not None:
        yield from (o for o in ties(act, act.subject.evaluator) if not o.is_warning)


def ties(act: Act, evaluator: Organisation) -> Iterator[Obstacle]:
    """Every tie to purchaser and provider that the portal's own records show."""
    evaluation = act.subject
    for other in (evaluation.purchaser, evaluation.provider):
        yield from _tie(act, evaluator, other)


def _tie(act: Act, evaluator: Organisation, other: Organisation) -> Iterator[Obstacle]:
    said = {"evaluator": evaluator.name, "other": other.name}
    if evaluator.pk == other.pk:
        yield stop(
            _("%(other)s takes part in this contract itself and can't evaluate it.") % said,
            "CF-7",
            field="evaluator",
        )
        return
    if _same_house(evaluator, other):
        yield stop(
            _("%(evaluator)s and %(other)s belong to one another. Appoint somebody independent.") % said,
            "CF-7",
            field="evaluator",
        )
    if shared_people(act, evaluator, other):
        yield stop(
            _("The same person worked for %(evaluator)s and %(other)s within the last three years.") % said,
            "CF-7",
            field="evaluator",
        )
    if _same_contact(evaluator, other):
        yield warn(
            _("%(evaluator)s and %(other)s give the same address or telephone. Say why this is no tie.")
            % said,
            "CF-7",
            field="evaluator",
        )


def _same_house(one: Organisation, other: Organisation) -> bool:
    """One is part of the other, or both are parts of the same."""
    return bool({one.pk, one.parent_id} & {other.pk, other.parent_id} - {None})


def shared_people(act: Act, one: Organisation, other: Organisation) -> bool:
    """Whether somebody is, or was within three years, a member of both."""
    lately = Membership.objects.filter(Q(until__isnull=True) | Q(until__gte=act.now - LOOK_BACK))
    there: Any = lately.filter(organisation=other).values("user_id")
    return lately.filter(organisation=one, user_id__in=there).exists()


def _same_contact(one: Organisation, other: Organisation) -> bool:
    return bool(one.phone and one.phone == other.phone) or bool(one.address and one.address == other.address)
