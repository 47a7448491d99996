"""The accounts of the demonstration city, listed where a visitor needs them."""

from __future__ import annotations

from dataclasses import dataclass

from accounts.models import Membership
from accounts.roles import Role
from core.phrases import listed
from workflow.clock import database_kind
from workflow.models import Duty

PASSWORD = "changchun-2014"  # noqa: S105  of the demonstration only: it is shown on the sign-in page
INVENTED = frozenset({"demonstration", "practice"})
"""Kinds of databases that begin with the invented city."""
BESIDES = ("mzj.kaibiao", "kangle.jingban", "songhe.jingban")
"""Beside one account for each role: a purchase needs two opening officials and three bidders."""


@dataclass(frozen=True)
class DemonstrationAccount:
    username: str
    name: str
    organisation: str
    roles: str


def is_demonstration() -> bool:
    """Whether all that stands here is invented: in a demonstration, and in the practice area, which is one too."""
    return database_kind() in INVENTED


def accounts_to_show() -> list[DemonstrationAccount]:
    """One account for each role, and who else a purchase needs; nothing outside a demonstration."""
    if database_kind() == "production":
        return []
    shown: dict[str, DemonstrationAccount] = {}
    rows = Membership.objects.filter(title__gt="").current().select_related("user", "organisation")
    for m in rows.order_by("since", "user__username"):
        for part in parts_of(m):
            if part not in shown:
                shown[part] = DemonstrationAccount(
                    m.user.username, m.user.name, str(m.organisation), listed(m.role_labels)
                )
    return list({a.username: a for a in shown.values()}.values())


def parts_of(membership: Membership) -> list[str]:
    """For what somebody is shown. Every expert is: nobody knows beforehand who is drawn for a panel."""
    own = membership.user.username
    alone = own in BESIDES or Role.EXPERT in membership.roles
    return [*membership.roles, *([own] if alone else [])]


def someone_for(duty: Duty) -> str:
    """In a demonstration the account name of somebody who could do it, so that a visitor can go on as them."""
    if not is_demonstration():
        return ""
    people = Membership.objects.filter(organisation_id=duty.organisation_id).current()
    if duty.user_id:
        people = people.filter(user_id=duty.user_id)
    elif duty.role:
        people = people.filter(roles__contains=[duty.role])
    if duty.not_for:
        people = people.exclude(user_id=duty.not_for)
    return people.longest_first().values_list("user__username", flat=True).first() or ""
