"""What still hangs on a person in a unit. Rooms above add what only they know, such as opening keys."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from accounts.deputies.models import Deputyship
from core.dates import long_date
from workflow.act import Act
from workflow.models import Duty, DutyQuerySet
from workflow.obstacles import Mend, Obstacle, stop

if TYPE_CHECKING:
    from accounts.models import Membership

Remains = Callable[["Membership"], Iterable[Obstacle]]
_asked: list[Remains] = []


def remains(function: Remains) -> Remains:
    """Register what else may hang on a person. Call it in `AppConfig.ready()`."""
    _asked.append(function)
    return function


def open_duties(membership: Membership) -> DutyQuerySet:
    """What was assigned to that person there. What is one person's own (a seat, a key) can't be handed on."""
    return Duty.objects.open().filter(
        user_id=membership.user_id, organisation_id=membership.organisation_id, personal=False
    )


def obstacles(membership: Membership) -> Iterator[Obstacle]:
    """Everything that must be settled before the person may leave; each says where."""
    number = open_duties(membership).count()
    if number:
        said = ngettext(
            "%(number)s open duty is assigned to %(name)s.",
            "%(number)s open duties are assigned to %(name)s.",
            number,
        ) % {"number": number, "name": membership.user.name}
        yield stop(said, mend=Mend(address(membership), _("Hand over all")))
    for row in _deputyships(membership):
        facts = {"name": str(row), "day": long_date(row.last_day)}
        text = _("A deputyship runs until %(day)s: %(name)s.") % facts
        yield stop(text, mend=Mend(row.get_absolute_url(), _("End it early")))
    for ask in _asked:
        yield from ask(membership)


def address(membership: Membership) -> str:
    """Where that person's work is handed over."""
    query = urlencode({"giver": str(membership.pk)})
    return f"{reverse('accounts:handover-hand-over')}?{query}"


def nobody_leaves_work_behind(act: Act) -> Iterator[Obstacle]:
    """A guard for ending a membership (`membership` in the input)."""
    membership = act.data.get("membership")
    if membership is not None:
        yield from obstacles(membership)


def _deputyships(membership: Membership) -> Iterator[Deputyship]:
    rows = Deputyship.objects.appointed().select_related("principal__user", "deputy__user")
    for row in rows.filter(principal=membership) | rows.filter(deputy=membership):
        if row.phase in {"ahead", "running"}:
            yield row
