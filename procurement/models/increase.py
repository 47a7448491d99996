"""A unit's request for more money on a line."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Self

from django.db import models
from django.db.models import F, Q, QuerySet, Sum
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts.models import Jurisdiction, Organisation
from core.models import VisibleQuerySet
from core.money import ZERO, MoneyField, positive
from procurement.lifecycle import IncreaseRequestLifecycle
from procurement.models.budget import BudgetLine, Commitment
from procurement.models.project import GradeRecord

if TYPE_CHECKING:
    from core.actor import Actor


@dataclass(frozen=True)
class Used:
    """What a year's lines of the same purpose were given, and what was paid from them."""

    year: int
    approved: Decimal
    paid: Decimal


class RequestQuerySet(VisibleQuerySet):
    def visible_to(self, actor: Actor) -> Self:
        """Who may see the line."""
        return self.filter(line__in=BudgetLine.objects.visible_to(actor))


class IncreaseRequest(IncreaseRequestLifecycle):
    """Asked for by the head of the unit, with the need; granted by finance on an approval, or refused with a reason."""

    amount_in = ("granted", "amount")

    line = models.ForeignKey(BudgetLine, models.PROTECT, related_name="increase_requests")
    purchaser = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    finance = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    jurisdiction = models.ForeignKey(Jurisdiction, models.PROTECT, related_name="+")
    amount = MoneyField(_("amount asked for"))
    need = models.TextField(_("what it is needed for"))
    asked_on = models.DateField()
    granted = MoneyField(_("amount granted"), null=True, blank=True)
    approval_number = models.CharField(_("approved by document"), max_length=80, blank=True)
    remark = models.TextField(blank=True)
    """Why it was refused or withdrawn."""

    objects = RequestQuerySet.as_manager()

    class Meta(IncreaseRequestLifecycle.Meta):
        verbose_name = _("request for an increase")
        verbose_name_plural = _("requests for an increase")
        ordering = ["-asked_on"]
        constraints = [
            positive("amount", name="increase_request_amount"),
            models.CheckConstraint(
                condition=Q(state="granted", granted__gt=0, granted__lte=F("amount"))
                | ~Q(state="granted") & Q(granted__isnull=True),
                name="increase_request_granted",
            ),
            models.UniqueConstraint(
                fields=["line"], condition=Q(state="asked"), name="increase_request_one_at_a_time"
            ),
        ]

    def __str__(self) -> str:
        return gettext("Request for an increase of %(line)s") % {"line": self.line}

    def set_parties(self, line: BudgetLine) -> None:
        self.purchaser, self.finance, self.jurisdiction = line.purchaser, line.finance, line.jurisdiction

    def jurisdiction_code(self) -> str:
        return self.jurisdiction.code

    def regime_date(self) -> date:
        return self.asked_on

    def get_absolute_url(self) -> str:
        return reverse("procurement:increaserequest-detail", args=[self.pk])

    def event_facts(self) -> dict[str, Any]:
        return {"line": self.line.code, "amount": str(self.amount)}

    def grades(self) -> QuerySet[GradeRecord]:
        """Results of the unit's earlier projects for what the line is meant for (A6.4)."""
        records = GradeRecord.objects.filter(purchaser_id=self.purchaser_id)
        return records.filter(item_code__startswith=self.line.category).select_related("project")

    def used(self) -> list[Used]:
        """This year and the last, lines of the same purpose together."""
        year = self.line.year
        return [self._used(each) for each in (year, year - 1)]

    def _used(self, year: int) -> Used:
        lines = BudgetLine.objects.filter(purchaser_id=self.purchaser_id, year=year)
        lines = lines.filter(category=self.line.category)
        approved = lines.aggregate(total=Sum("amount"))["total"] or ZERO
        paid = Commitment.objects.filter(line__in=lines).aggregate(total=Sum("paid"))["total"] or ZERO
        return Used(year, approved, paid)
