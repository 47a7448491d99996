"""The words of an evaluation: its kind, its blocks, its three parties, its formulas and its grades."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Kind(models.TextChoices):
    """When it is made: while the contract is being performed, or once it has been accepted."""

    INTERIM = "interim", _("Interim evaluation")
    FINAL = "final", _("Final evaluation")


class Block(models.TextChoices):
    """What is judged (A6.2): quantity, quality, use of funds; and what recipients think of it."""

    QUANTITY = "quantity", _("Quantity of service")
    QUALITY = "quality", _("Quality of service")
    FUNDS = "funds", _("Use of funds")
    SATISFACTION = "satisfaction", _("Satisfaction")


class Party(models.TextChoices):
    """Who judges (A6.1). Always in this order."""

    PURCHASER = "purchaser", _("Purchaser")
    RECIPIENTS = "recipients", _("Service recipients")
    THIRD_PARTY = "third_party", _("Third party")


class Method(models.TextChoices):
    """How a finding becomes points."""

    PROPORTIONAL = "proportional", _("In proportion to the target")
    STEPS = "steps", _("By steps")
    YES_NO = "yes_no", _("Yes or no")
    DEDUCT = "deduct", _("Deduction for each event")
    ASSESSED = "assessed", _("Assessed against the standard")
    SURVEY = "survey", _("By the survey of recipients")


class Grade(models.TextChoices):
    """优, 良, 中, 差: the value is the letter that stands in a notice."""

    EXCELLENT = "excellent", _("Excellent")
    GOOD = "good", _("Good")
    FAIR = "fair", _("Fair")
    POOR = "poor", _("Poor")

    @property
    def letter(self) -> str:
        """As it is stamped on a result."""
        return {"excellent": "优", "good": "良", "fair": "中", "poor": "差"}[self.value]
