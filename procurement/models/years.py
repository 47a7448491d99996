"""A purchase of several years: what each year's budget bears of it (B8.11, B8.12)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from django.db import models
from django.db.models import F
from django.utils.translation import gettext_lazy as _

from core.models import Model
from core.money import ZERO, MoneyField, positive
from procurement.models.application import OPEN_STATES
from procurement.models.budget import BudgetLine, Commitment
from procurement.triggers import YearOfLine
from workflow.triggers import frozen_unless

if TYPE_CHECKING:
    from procurement.models.project import Project


class YearShare(Model):
    """What of an application's cost a later year's budget bears. The first year bears the rest."""

    project = models.ForeignKey("procurement.Project", models.PROTECT, related_name="year_shares")
    line = models.ForeignKey(BudgetLine, models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField(_("budget year"), editable=False)
    amount = MoneyField(_("amount"))

    class Meta:
        verbose_name = _("share of a later year")
        verbose_name_plural = _("shares of later years")
        ordering = ["year"]
        triggers = [*frozen_unless("project", *OPEN_STATES), YearOfLine()]
        constraints = [
            models.UniqueConstraint(fields=["project", "year"], name="year_share_once"),
            positive("amount", name="year_share_amount"),
        ]

    def __str__(self) -> str:
        return f"{self.year}: {self.amount}"


@dataclass(frozen=True)
class Share:
    """What one year's line bears of a project."""

    line: BudgetLine
    amount: Decimal

    @property
    def year(self) -> int:
        return self.line.year

    @property
    def lacks(self) -> Decimal:
        """What the line has too little of; nothing where there is enough."""
        return max(ZERO, self.amount - self.line.free)


@dataclass(frozen=True)
class YearFigures:
    """A year of a project in the ledger: what was granted, bound by contracts and paid there."""

    year: int
    line: BudgetLine
    granted: Decimal
    contracted: Decimal
    paid: Decimal


def shares_of(project: Project, whole: Decimal | None, later: Iterable[Share]) -> list[Share]:
    """The years in their order, where the first bears what the later ones leave of the whole."""
    rest = list(later)
    if project.budget_line is None or whole is None:
        return rest
    first = whole - sum((share.amount for share in rest), ZERO)
    return [Share(project.budget_line, first), *rest]


def asked_of_later_years(project: Project) -> list[Share]:
    return [Share(row.line, row.amount) for row in project.year_shares.select_related("line")]


def figures_of(project: Project) -> list[YearFigures]:
    """The years side by side, from the books."""
    rows = Commitment.objects.filter(project=project).exclude(amount=0)
    rows = rows.select_related("line").order_by("year")
    return [YearFigures(row.year, row.line, row.amount, row.contracted, row.paid) for row in rows]


def first_with_room(project: Project) -> Commitment | None:
    """Where a contract begins to draw: the first year of which something is granted and not under contract."""
    rows = project.commitments.order_by("year")
    return rows.filter(amount__gt=F("contracted")).first() or rows.order_by("-amount").first()
