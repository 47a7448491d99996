"""The compilation of a year's budget, as one finance department runs it."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import TYPE_CHECKING, Any, Self

from django.db import models
from django.db.models import F, Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts.models import Jurisdiction, Organisation
from accounts.roles import OrganisationKind
from core.models import VisibleQuerySet
from procurement.lifecycle import RoundLifecycle
from workflow.clock import SHANGHAI

if TYPE_CHECKING:
    from core.actor import Actor

READERS = {OrganisationKind.FINANCE, OrganisationKind.AUDITOR}
"""Who reads budgets while they are being compiled, besides the unit itself."""


def end_of(day: date) -> datetime:
    """A cut-off date is kept on that day."""
    return datetime.combine(day, time.max, SHANGHAI)


class RoundQuerySet(VisibleQuerySet):
    def visible_to(self, actor: Actor) -> Self:
        """Finance and audit of their jurisdictions, and the units that were called on."""
        if not actor.is_user or actor.organisation_id is None:
            return self.none()
        seen = Q(proposals__purchaser_id__in=actor.files_of)
        if actor.organisation_kind in READERS:
            seen |= Q(finance_id__in=actor.files_of) | Q(jurisdiction__code__in=actor.jurisdictions)
        return self.filter(pk__in=self.model.objects.filter(seen).values("pk"))


class BudgetRound(RoundLifecycle):
    """One year of one finance department, with the dates by which requests go up, control figures come down, draft
    budgets go up and approvals come down."""

    finance = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    jurisdiction = models.ForeignKey(Jurisdiction, models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField(_("budget year"))
    requests_until = models.DateField(_("requests until (first up)"))
    figures_until = models.DateField(_("control figures until (first down)"))
    drafts_until = models.DateField(_("draft budgets until (second up)"))
    approval_until = models.DateField(_("approval until (second down)"))
    urged_on = models.DateField(null=True, blank=True)
    """When late units were urged last."""
    ended_at = models.DateTimeField(null=True, blank=True)
    called_off_at = models.DateTimeField(null=True, blank=True)
    called_off_because = models.TextField(blank=True)

    objects = RoundQuerySet.as_manager()

    class Meta(RoundLifecycle.Meta):
        verbose_name = _("budget compilation")
        verbose_name_plural = _("budget compilations")
        ordering = ["-year"]
        constraints = [
            models.UniqueConstraint(
                fields=["finance", "year"], condition=~Q(state="called_off"), name="budget_round_once"
            ),
            models.CheckConstraint(
                condition=Q(state="called_off", called_off_at__isnull=False) & ~Q(called_off_because="")
                | ~Q(state="called_off") & Q(called_off_at__isnull=True, called_off_because=""),
                name="budget_round_called_off",
            ),
            models.CheckConstraint(
                condition=Q(requests_until__lt=F("figures_until"))
                & Q(figures_until__lt=F("drafts_until"))
                & Q(drafts_until__lt=F("approval_until")),
                name="budget_round_dates_follow",
            ),
        ]

    def __str__(self) -> str:
        return gettext("Budget compilation %(year)s") % {"year": self.year}

    def jurisdiction_code(self) -> str:
        return self.jurisdiction.code

    def regime_date(self) -> date:
        return self.requests_until

    def get_absolute_url(self) -> str:
        return reverse("procurement:budgetround-detail", args=[self.pk])

    def event_facts(self) -> dict[str, Any]:
        return {"year": self.year}

    @property
    def approval_due(self) -> datetime:
        return end_of(self.approval_until)

    def set_parties(self, actor: Actor) -> None:
        self.finance = Organisation.objects.select_related("jurisdiction").get(pk=actor.organisation_id)
        self.jurisdiction = self.finance.jurisdiction

    @staticmethod
    def of_year(finance_id: Any, year: int) -> BudgetRound | None:
        """The one that counts: a year is compiled once, however often it was called off before."""
        found = BudgetRound.objects.filter(finance_id=finance_id, year=year)
        return found.exclude(state=BudgetRound.State.CALLED_OFF).first()

    def missing_units(self) -> QuerySet[Organisation]:
        """Purchasers of the same government that haven't been called on."""
        units = Organisation.objects.filter(
            kind=OrganisationKind.PURCHASER, jurisdiction_id=self.jurisdiction_id, is_active=True
        )
        called = self.proposals.values("purchaser_id")
        return units.exclude(pk__in=called).select_related("jurisdiction").order_by("sort_key")

    def late(self, today: date) -> list[Any]:
        """Proposals that lie on a unit's desk after their date."""
        rows = self.proposals.filter(state__in=("draft", "returned", "figures", "revising"))
        rows = rows.select_related("round", "purchaser").order_by("purchaser__sort_key")
        return [row for row in rows if row.until < today]

    def unsettled(self) -> list[Any]:
        """Proposals on which there is still something to do."""
        rows = self.proposals.exclude(state__in=("approved", "nothing", "lapsed", "called_off"))
        return list(rows.select_related("purchaser").order_by("purchaser__sort_key"))
