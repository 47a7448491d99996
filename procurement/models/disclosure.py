"""The budget table of a unit and year, as it is made public."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import TYPE_CHECKING, Any, Self

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts.models import Organisation
from core.models import VisibleQuerySet
from procurement.lifecycle import BudgetTableLifecycle
from procurement.models.budget import BudgetLine, LineQuerySet
from workflow.clock import SHANGHAI

if TYPE_CHECKING:
    from core.actor import Actor


class TableQuerySet(VisibleQuerySet):
    def visible_to(self, actor: Actor) -> Self:
        """The unit's own; finance, audit and regulators those of their jurisdictions. The public reads the notice."""
        if not actor.is_user or actor.organisation_id is None:
            return self.none()
        seen = Q(purchaser_id__in=actor.files_of)
        if actor.organisation_kind in {"finance", "auditor", "regulator"}:
            seen |= Q(purchaser__jurisdiction__code__in=actor.jurisdictions)
        return self.filter(seen)


class BudgetTable(BudgetTableLifecycle):
    """One purchaser's lines of one year: what AN-18 tells."""

    purchaser = models.ForeignKey(Organisation, models.PROTECT, related_name="budget_tables")
    year = models.PositiveSmallIntegerField(_("budget year"))
    published_at = models.DateTimeField(null=True, blank=True)

    objects = TableQuerySet.as_manager()

    class Meta(BudgetTableLifecycle.Meta):
        verbose_name = _("budget table")
        verbose_name_plural = _("budget tables")
        constraints = [models.UniqueConstraint(fields=["purchaser", "year"], name="budget_table_once")]

    def __str__(self) -> str:
        values = {"unit": self.purchaser, "year": self.year}
        return gettext("Budget %(year)s for purchased services, %(unit)s") % values

    def jurisdiction_code(self) -> str:
        return self.purchaser.jurisdiction.code

    def regime_date(self) -> date:
        return date(self.year, 1, 1)

    def get_absolute_url(self) -> str:
        return reverse("procurement:budgettable-detail", args=[self.pk])

    def event_facts(self) -> dict[str, Any]:
        return {"year": self.year}

    @property
    def approved_at(self) -> datetime | None:
        """The day on the document by which a compilation approved it: the period of publishing counts from there."""
        approved = self.purchaser.budget_proposals.filter(
            round__year=self.year, approved_on__isnull=False
        ).first()
        return datetime.combine(approved.approved_on, time.min, SHANGHAI) if approved else None

    def lines(self) -> LineQuerySet:
        """What this table tells: all but what a unit that was closed had told before."""
        return self._lines().filter(made_public_in__isnull=True)

    def taken_over(self) -> LineQuerySet:
        """Lines of units that were closed, which stand in their notices: no money is public twice."""
        rows = self._lines().filter(made_public_in__isnull=False)
        return rows.select_related("made_public_in__purchaser")

    @property
    def is_empty(self) -> bool:
        """Whether the unit has nothing in this year that was or is to be told."""
        return not self._lines().exists()

    def _lines(self) -> LineQuerySet:
        """Those of the budget, with what was approved and what changed since; not what is only expected."""
        rows = (
            BudgetLine.objects.standing()
            .with_approved()
            .filter(purchaser_id=self.purchaser_id, year=self.year)
        )
        rows = rows.exclude(state=BudgetLine.State.EXPECTED)
        return rows.prefetch_related("plan_years").order_by("code")
