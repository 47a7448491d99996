"""The parts of an application: cost rows, answers on exclusions, performance indicators, and what was submitted."""

from __future__ import annotations

from django.db import models
from django.db.models import F
from django.utils.translation import gettext_lazy as _

from core.models import Model
from core.money import LARGEST, MoneyField, positive
from workflow.triggers import append_only, frozen_unless

OPEN_STATES = ("draft", "returned")
"""While the application is on the handler's desk."""


class CostRow(Model):
    """One row of the cost basis: quantity × unit price (以事定费: by services, not by heads; A0.2)."""

    project = models.ForeignKey("procurement.Project", models.PROTECT, related_name="cost_rows")
    position = models.PositiveSmallIntegerField()
    name = models.CharField(_("item"), max_length=200)
    quantity = models.DecimalField(_("quantity"), max_digits=14, decimal_places=2)
    unit = models.CharField(_("unit"), max_length=20)
    unit_price = MoneyField(_("unit price (yuan)"))
    total = MoneyField(_("subtotal (yuan)"))

    class Meta:
        verbose_name = _("row of the cost basis")
        verbose_name_plural = _("rows of the cost basis")
        ordering = ["position"]
        triggers = frozen_unless("project", *OPEN_STATES)
        constraints = [
            positive("unit_price", name="cost_row_price"),
            positive("total", zero=True, name="cost_row_total"),
            models.CheckConstraint(
                condition=models.Q(quantity__gt=0, quantity__lte=LARGEST), name="cost_row_quantity"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Exclusion(Model):
    """The answer to one point of the negative list (NEG-1 … NEG-18)."""

    project = models.ForeignKey("procurement.Project", models.PROTECT, related_name="exclusions")
    rule = models.CharField(max_length=12)
    applies = models.BooleanField(_("applies"))
    law = models.CharField(_("law that allows it all the same"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("answer on an exclusion")
        verbose_name_plural = _("answers on exclusions")
        triggers = frozen_unless("project", *OPEN_STATES)
        constraints = [models.UniqueConstraint(fields=["project", "rule"], name="exclusion_once")]

    def __str__(self) -> str:
        return self.rule


class Indicator(Model):
    """A performance indicator, agreed before sourcing and frozen with the procurement notice (A4.1, E3)."""

    class Block(models.TextChoices):
        QUANTITY = "quantity", _("Quantity")
        QUALITY = "quality", _("Quality")
        FUNDS = "funds", _("Funds")
        SATISFACTION = "satisfaction", _("Satisfaction")

    class Scorer(models.TextChoices):
        PURCHASER = "purchaser", _("Purchaser")
        RECIPIENTS = "recipients", _("Service recipients")
        THIRD_PARTY = "third_party", _("Third party")
        PURCHASER_AND_THIRD = "purchaser_third", _("Purchaser, third party")
        FINANCE = "finance", _("Third party, on finance's figures")
        """Three parties score and nobody else (A6.1): finance gives the figures of the money, it gives no points."""
        ALL = "all", _("All three parties")

    class Scoring(models.TextChoices):
        PROPORTIONAL = "proportional", _("Proportional to the target")
        STEPS = "steps", _("By steps")
        YES_NO = "yes_no", _("All or nothing")
        DEDUCT = "deduct", _("Points off for each case")

    class Direction(models.TextChoices):
        UP = "up", _("The more the better")
        DOWN = "down", _("The less the better")

    project = models.ForeignKey("procurement.Project", models.PROTECT, related_name="indicators")
    position = models.PositiveSmallIntegerField()
    block = models.CharField(_("block"), max_length=12, choices=Block.choices)
    name = models.CharField(_("indicator"), max_length=100)
    formula = models.CharField(_("how it is computed"), max_length=300, blank=True)
    unit = models.CharField(_("unit"), max_length=20, default="%")
    target = models.DecimalField(_("target"), max_digits=12, decimal_places=2)
    zero_at = models.DecimalField(_("no points at"), max_digits=12, decimal_places=2, default=0)
    direction = models.CharField(
        _("direction"), max_length=4, choices=Direction.choices, default=Direction.UP
    )
    scoring = models.CharField(
        _("scoring"), max_length=12, choices=Scoring.choices, default=Scoring.PROPORTIONAL
    )
    points = models.DecimalField(_("points"), max_digits=5, decimal_places=2)
    scorer = models.CharField(_("scored by"), max_length=16, choices=Scorer.choices)
    evidence = models.CharField(_("data and evidence"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("performance indicator")
        verbose_name_plural = _("performance indicators")
        ordering = ["position"]
        triggers = frozen_unless("project", *OPEN_STATES)
        constraints = [
            models.CheckConstraint(
                condition=models.Q(points__gt=0, points__lte=100), name="indicator_points"
            ),
            models.UniqueConstraint(fields=["project", "position"], name="indicator_position"),
            models.CheckConstraint(condition=~models.Q(target=F("zero_at")), name="indicator_range"),
        ]

    def __str__(self) -> str:
        return self.name


class Submission(Model):
    """The application as it went to finance, so that a later one can show what has changed."""

    project = models.ForeignKey("procurement.Project", models.PROTECT, related_name="submissions")
    number = models.PositiveSmallIntegerField()
    content = models.JSONField()
    event_id = models.UUIDField()
    submitted_at = models.DateTimeField()

    class Meta:
        verbose_name = _("submission")
        verbose_name_plural = _("submissions")
        ordering = ["number"]
        triggers = append_only()
        constraints = [models.UniqueConstraint(fields=["project", "number"], name="submission_once")]

    def __str__(self) -> str:
        return f"{self.project} #{self.number}"
