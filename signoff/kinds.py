"""How a station of a chain says yes, and which units have chains."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.roles import OrganisationKind, Role

HEAD_OF = {
    OrganisationKind.PURCHASER: Role.HEAD,
    OrganisationKind.FINANCE: Role.FINANCE_HEAD,
    OrganisationKind.REGULATOR: Role.REGULATOR,
}
"""Kinds of units whose people sign, and who answers for one of them when another asks for its opinion."""


class StationKind(models.TextChoices):
    APPROVE = "approve", _("Sign-off")
    JOINT = "joint", _("Joint sign-off")
    """会签: says its opinion in writing, beside others or after them."""
    COLLECTIVE = "collective", _("Collective decision")
    """集体决策: the minutes of the meeting are attached."""
