"""Indicators as they were announced with the tender: copied once, never changed (A4.1)."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core.models import Model
from evaluation.kinds import Block, Method, Party
from evaluation.rules.points import Formula
from workflow.triggers import append_only


class Criterion(Model):
    """One indicator of an evaluation: what is measured, against which standard, by whom, for how many points."""

    evaluation = models.ForeignKey("evaluation.Evaluation", models.PROTECT, related_name="criteria")
    position = models.PositiveSmallIntegerField()
    block = models.CharField(_("part"), max_length=12, choices=Block.choices)
    name = models.CharField(_("indicator"), max_length=100)
    standard = models.CharField(_("target and standard"), max_length=500)
    points = models.DecimalField(_("points"), max_digits=5, decimal_places=2)
    scorers = ArrayField(models.CharField(max_length=12, choices=Party.choices))
    method = models.CharField(_("formula"), max_length=12, choices=Method.choices)
    unit = models.CharField(_("unit"), max_length=20, blank=True)
    full_at = models.DecimalField(max_digits=18, decimal_places=4, null=True)
    zero_at = models.DecimalField(max_digits=18, decimal_places=4, default=Decimal(0))
    steps = models.JSONField(default=list)
    """Pairs of (from this value, points), as text."""
    source = models.CharField(_("source of the data"), max_length=200, blank=True)
    origin_id = models.UUIDField(null=True)
    """The project's indicator that it was taken from."""

    class Meta:
        verbose_name = _("indicator")
        verbose_name_plural = _("indicators")
        ordering = ["evaluation", "position"]
        constraints = [
            models.UniqueConstraint(fields=["evaluation", "position"], name="evaluation_criterion_position"),
            models.CheckConstraint(
                condition=Q(points__gt=0) & Q(points__lte=100), name="evaluation_criterion_points"
            ),
        ]
        triggers = append_only()

    def __str__(self) -> str:
        return self.name

    @property
    def formula(self) -> Formula:
        """What turns a finding into points."""
        return Formula(
            method=self.method,
            points=self.points,
            full_at=self.full_at,
            zero_at=self.zero_at,
            steps=tuple((Decimal(at), Decimal(worth)) for at, worth in self.steps),
        )

    def scored_by(self, party: str) -> bool:
        return party in self.scorers

    @property
    def is_shared(self) -> bool:
        """Scored by more than one party: their weights count."""
        return len(self.scorers) > 1

    @property
    def less_is_better(self) -> bool:
        """Such as what it cost: full points for a low figure, none for a high one."""
        return self.full_at is not None and self.zero_at > self.full_at

    def facts(self) -> dict[str, Any]:
        """As it stands in a published result."""
        return {
            "id": str(self.pk),
            "block": self.block,
            "name": self.name,
            "standard": self.standard,
            "points": str(self.points),
            "scorers": list(self.scorers),
            "method": self.method,
            "unit": self.unit,
            "full_at": None if self.full_at is None else f"{self.full_at.normalize():f}",
            "zero_at": f"{self.zero_at.normalize():f}",
            "steps": self.steps,
        }
