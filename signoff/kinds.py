"""How a station of a chain says yes."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class StationKind(models.TextChoices):
    APPROVE = "approve", _("Sign-off")
    JOINT = "joint", _("Joint sign-off")
    """会签: says its opinion in writing, beside others or after them."""
    COLLECTIVE = "collective", _("Collective decision")
    """集体决策: the minutes of the meeting are attached."""
