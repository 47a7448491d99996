"""The closing of a budget year by the finance department that keeps its lines."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Self

from django.db import models
from django.db.models import Count, F, Q, QuerySet, Sum
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts.models import Jurisdiction, Organisation
from core.models import VisibleQuerySet
from core.money import ZERO, MoneyField, positive
from procurement.lifecycle import YearClosingLifecycle
from procurement.models.budget import BudgetLine
from procurement.year_end import Point, points_of

if TYPE_CHECKING:
    from core.actor import Actor


@dataclass(frozen=True)
class YearOver:
    """A budget year that is over while lines of it are in use."""

    year: int
    lines: int
    free: Decimal
    closing: YearClosing | None
    """Where its closing has begun."""


class ClosingQuerySet(VisibleQuerySet):
    def visible_to(self, actor: Actor) -> Self:
        """Finance and audit of their jurisdictions. Units learn the end of payments by message and on their lines."""
        if not actor.is_user or actor.organisation_kind not in {"finance", "auditor"}:
            return self.none()
        return self.filter(Q(finance_id__in=actor.files_of) | Q(jurisdiction__code__in=actor.jurisdictions))


class YearClosing(YearClosingLifecycle):
    """One year of one finance department. Its lines are settled as it is closed."""

    finance = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    jurisdiction = models.ForeignKey(Jurisdiction, models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField(_("budget year"))
    payments_until = models.DateField(_("payments until"))
    closed_at = models.DateTimeField(null=True, blank=True)
    lapsed = MoneyField(_("lapsed"), default=ZERO)
    """What was free on its lines as the year was closed."""

    objects = ClosingQuerySet.as_manager()

    class Meta(YearClosingLifecycle.Meta):
        verbose_name = _("year-end closing")
        verbose_name_plural = _("year-end closings")
        ordering = ["-year"]
        constraints = [
            models.UniqueConstraint(fields=["finance", "year"], name="year_closing_once"),
            positive("lapsed", zero=True, name="year_closing_lapsed"),
            models.CheckConstraint(
                condition=Q(payments_until__year=F("year")), name="year_closing_payments_in_the_year"
            ),
        ]

    def __str__(self) -> str:
        return gettext("Year-end closing %(year)s") % {"year": self.year}

    def jurisdiction_code(self) -> str:
        return self.jurisdiction.code

    def regime_date(self) -> date:
        return date(self.year, 12, 31)

    def get_absolute_url(self) -> str:
        return reverse("procurement:yearclosing-detail", args=[self.pk])

    def event_facts(self) -> dict[str, Any]:
        return {"year": self.year}

    def set_parties(self, actor: Actor) -> None:
        self.finance = Organisation.objects.select_related("jurisdiction").get(pk=actor.organisation_id)
        self.jurisdiction = self.finance.jurisdiction

    @staticmethod
    def of_year(finance_id: Any, year: int) -> YearClosing | None:
        return YearClosing.objects.filter(finance_id=finance_id, year=year).first()

    @staticmethod
    def lines_of(finance_id: Any, year: int) -> QuerySet[BudgetLine]:
        return BudgetLine.objects.standing().filter(finance_id=finance_id, year=year)

    @staticmethod
    def years_over(finance_id: Any, today: date) -> list[YearOver]:
        """Years that nobody has closed, the oldest first."""
        used = BudgetLine.objects.filter(
            finance_id=finance_id, year__lt=today.year, state=BudgetLine.State.OPEN
        )
        years = used.order_by("year").values("year")
        sums = years.annotate(number=Count("pk"), left=Sum(F("amount") - F("committed")))
        begun = {row.year: row for row in YearClosing.objects.filter(finance_id=finance_id)}
        return [YearOver(row["year"], row["number"], row["left"], begun.get(row["year"])) for row in sums]

    @property
    def lines(self) -> QuerySet[BudgetLine]:
        """All lines of the year, unit by unit."""
        rows = self.lines_of(self.finance_id, self.year).select_related("purchaser")
        return rows.order_by("purchaser__sort_key", "code")

    def free(self) -> Decimal:
        """What is neither spent nor reserved: it lapses, or has lapsed, with the year."""
        if self.state == self.State.CLOSED:
            return self.lapsed
        return self.lines.aggregate(free=Sum(F("amount") - F("committed")))["free"] or ZERO

    def points(self) -> list[Point]:
        """The check list as it stands."""
        return points_of(self)
