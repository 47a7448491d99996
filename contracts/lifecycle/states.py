"""States of a contract, and the groups of them that rules and lists speak of."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class ContractState(models.TextChoices):
    DRAFT = "draft", _("Being drawn up")
    PROPOSED = "proposed", _("To be signed by the purchaser")
    PURCHASER_SIGNED = "purchaser_signed", _("To be signed by the provider")
    IN_FORCE = "in_force", _("Being performed")
    SUSPENDED = "suspended", _("Performance suspended")
    DELIVERED = "delivered", _("Delivered, to be accepted")
    RECTIFYING = "rectifying", _("To be put right after acceptance")
    ACCEPTED = "accepted", _("Accepted")
    TERMINATED = "terminated", pgettext_lazy("contract", "Terminated")
    WITHDRAWN = "withdrawn", _("Not concluded")


S = ContractState
UNSIGNED = (S.DRAFT, S.PROPOSED, S.PURCHASER_SIGNED)
LIVE = (S.IN_FORCE, S.SUSPENDED, S.DELIVERED, S.RECTIFYING)
"""Signed and neither accepted nor ended."""
SIGNED = (*LIVE, S.ACCEPTED, S.TERMINATED)
