"""Work passes between colleagues of one unit, to who holds the role for it."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from accounts.deputies.policies import HEADS
from accounts.handover import remaining
from accounts.roles import Role
from workflow.act import Act
from workflow.obstacles import Obstacle, stop

LEADERS = (*HEADS, Role.ADMIN)


def by_whom_it_concerns(act: Act) -> Iterator[Obstacle]:
    if act.data["giver"].user_id != act.actor.user_id and not act.actor.has_role(*LEADERS):
        yield stop(_("Only the colleague or the head of your unit hands work over."), field="giver")


def among_colleagues(act: Act) -> Iterator[Obstacle]:
    giver, taker = act.data["giver"], act.data["taker"]
    for field, one in (("giver", giver), ("taker", taker)):
        if not act.actor.belongs_to(one.organisation_id):
            yield stop(_("Choose somebody of your own organisation whose account is in use."), field=field)
    if giver.user_id == taker.user_id:
        yield stop(_("Choose a colleague."), field="taker")


def taker_can_do_it(act: Act) -> Iterator[Obstacle]:
    """What the colleague has no role for stays; at least something must pass."""
    giver, taker = act.data["giver"], act.data["taker"]
    rows = list(remaining.open_duties(giver))
    if not rows:
        yield stop(_("Nothing is assigned to %(name)s.") % {"name": giver.user.name}, field="giver")
    elif not any(fits(row.role, taker.roles) for row in rows):
        text = _("%(name)s holds no role for any of this work. Choose another colleague.")
        yield stop(text % {"name": taker.user.name}, field="taker")


def fits(role: str, roles: list[str]) -> bool:
    return not role or role in roles
