"""Words of sourcing: methods, seats of opening officials, kinds of criteria."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

DOCUMENT = "tender_document"
"""Kind of the paper that bidders work from."""
LETTER = "letter_of_acceptance"
"""Kind of the paper by which the winner learns of it."""


class Method(models.TextChoices):
    """Ways to choose a provider. The five of the city's policy, and those that later law added."""

    OPEN = "open", _("Open tendering")
    INVITED = "invited", _("Tendering by invitation")
    NEGOTIATION = "negotiation", _("Competitive negotiation")
    CONSULTATION = "consultation", _("Competitive consultation")
    INQUIRY = "inquiry", _("Request for quotations")
    SINGLE = "single", _("Single source")
    FRAMEWORK = "framework", _("Framework agreement")


class Seat(models.TextChoices):
    """For whom an opening official holds a share of the key. Two of different seats open; nobody alone can."""

    PURCHASER = "purchaser", _("Purchasing officer")
    FINANCE = "finance", _("Finance officer")
    SUPERVISOR = "supervisor", _("Supervising officer")
    ESCROW = "escrow", _("Keeper of the sealed envelope")


class CriterionKind(models.TextChoices):
    PRICE = "price", _("Price")
    TECHNICAL = "technical", _("Service plan and technique")
    COMMERCIAL = "commercial", _("Qualification and experience")


class BidKind(models.TextChoices):
    """What a bidder handed in last counts."""

    BID = "bid", _("Bid")
    WITHDRAWAL = "withdrawal", _("Withdrawal")


class SmeChoice(models.TextChoices):
    """How a project treats small and medium enterprises (Measures of 2020, articles 6 to 9)."""

    NONE = "none", _("Not applicable")
    RESERVED = "reserved", _("Reserved for small and medium enterprises")
    SOCIAL = "social", _("Not reserved: social organisations or public institutions are to compete")
    COMPETITION = "competition", _("Not reserved: too few could compete")
    OTHER = "other", _("Not reserved for another lawful reason")


class FailureGround(models.TextChoices):
    """Why a tender fails (Government Procurement Law, article 36)."""

    TOO_FEW = "too_few", _("Fewer than three providers bid or comply")
    ILLEGAL = "illegal", _("Illegal acts affected fairness")
    OVER_BUDGET = "over_budget", _("All prices exceed the budget and the purchaser can't pay")
    CANCELLED = "cancelled", _("The task was cancelled after a major change")


class PanelRole(models.TextChoices):
    EXPERT = "expert", _("Expert")
    REPRESENTATIVE = "representative", _("Purchaser's representative")
