"""The accounts of the demonstration city, one per role, listed where a visitor needs them."""

from __future__ import annotations

from dataclasses import dataclass

from accounts.models import Membership
from workflow.clock import database_kind

PASSWORD = "changchun-2014"  # noqa: S105  of the demonstration only: it is shown on the sign-in page


@dataclass(frozen=True)
class DemonstrationAccount:
    username: str
    name: str
    organisation: str
    roles: str


def accounts_to_show() -> list[DemonstrationAccount]:
    """One account per role; nothing outside a demonstration."""
    if database_kind() == "production":
        return []
    shown: dict[str, DemonstrationAccount] = {}
    rows = Membership.objects.filter(title__gt="").current().select_related("user", "organisation")
    for m in rows.order_by("since", "user__username"):
        for role in m.roles:
            if role not in shown:
                shown[role] = DemonstrationAccount(
                    m.user.username, m.user.name, str(m.organisation), "、".join(m.role_labels)
                )
    return list({a.username: a for a in shown.values()}.values())
