"""What the provider reports and the purchaser finds while the service is rendered."""

from __future__ import annotations

from datetime import datetime, time
from typing import Any

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from contracts.lifecycle import FindingLifecycle, InspectionLifecycle, ReportLifecycle
from contracts.models.base import OfContract
from contracts.models.contract import Contract
from contracts.visibility import OfContractQuerySet
from core.dates import month_text
from core.models import Model
from core.money import ZERO
from documents.models import StoredFile
from workflow.clock import SHANGHAI, LegalNow
from workflow.triggers import append_only, only_corrected


def _of_contract(part: Any) -> str:
    """“Inspection 1 of HT-2026-0002 …”; in Chinese the contract comes first."""
    return gettext("%(part)s of %(contract)s") % {"part": part.short, "contract": part.contract}


class ProgressReport(OfContract, ReportLifecycle):
    """Quantity, quality and effect of the service in a period, against the contract's indicators (A4.9)."""

    contract = models.ForeignKey(Contract, models.PROTECT, related_name="reports")
    number = models.PositiveSmallIntegerField(_("number"))
    starts_on = models.DateField(_("from"))
    ends_on = models.DateField(_("to"))
    quantity = models.DecimalField(_("quantity rendered"), max_digits=16, decimal_places=2, default=ZERO)
    quality = models.TextField(_("quality"))
    effect = models.TextField(_("effect"))
    verified_quantity = models.DecimalField(
        _("verified quantity"), max_digits=16, decimal_places=2, null=True
    )
    findings_note = models.TextField(_("result of the verification"), blank=True)
    verified_at = models.DateTimeField(null=True, blank=True)

    class Meta(ReportLifecycle.Meta):
        verbose_name = _("progress report")
        verbose_name_plural = _("progress reports")
        triggers = [*ReportLifecycle.Meta.triggers, only_corrected(["verified"], "verified_quantity")]
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["contract", "number"], name="report_number"),
            models.CheckConstraint(condition=Q(ends_on__gte=F("starts_on")), name="report_period"),
            models.CheckConstraint(condition=Q(quantity__gte=0), name="report_quantity"),
        ]

    def __str__(self) -> str:
        return _of_contract(self)

    @property
    def short(self) -> str:
        return gettext("Progress report %(number)s") % {"number": self.number}

    @property
    def history_note(self) -> str:
        return self.short

    def get_absolute_url(self) -> str:
        return reverse("contracts:report", args=[self.pk])


class ServiceLedger(Model):
    """The ledger of the services of a month (台账, B8.17). A later upload takes an earlier one's place."""

    contract = models.ForeignKey(Contract, models.PROTECT, related_name="ledgers")
    month = models.DateField(_("month"))
    file = models.ForeignKey(StoredFile, models.PROTECT, related_name="+")
    people = models.PositiveIntegerField(_("people served"), default=0)
    services = models.PositiveIntegerField(_("services rendered"), default=0)
    entered_at = models.DateTimeField(db_default=LegalNow())
    event_id = models.UUIDField()

    objects = OfContractQuerySet.as_manager()

    class Meta:
        verbose_name = _("service ledger")
        verbose_name_plural = _("service ledgers")
        ordering = ["month", "entered_at"]
        triggers = append_only()
        constraints = [models.CheckConstraint(condition=Q(month__day=1), name="ledger_month")]

    def __str__(self) -> str:
        return month_text(self.month)


class Inspection(OfContract, InspectionLifecycle):
    """A visit to where the service is rendered (A4.7)."""

    class Method(models.TextChoices):
        SITE = "site", _("Visit on the spot")
        SAMPLE = "sample", _("Spot check of recipients")
        PHONE = "phone", _("Telephone follow-up")
        PAPERS = "papers", _("Check of the papers")

    contract = models.ForeignKey(Contract, models.PROTECT, related_name="inspections")
    number = models.PositiveSmallIntegerField(_("number"))
    visited_on = models.DateField(_("inspected on"))
    place = models.CharField(_("place"), max_length=200)
    method = models.CharField(_("method"), max_length=12, choices=Method.choices)
    sample = models.PositiveIntegerField(_("households or people checked"), default=0)
    summary = models.TextField(_("what was seen"))

    class Meta(InspectionLifecycle.Meta):
        verbose_name = _("inspection")
        verbose_name_plural = _("inspections")
        triggers = [
            *InspectionLifecycle.Meta.triggers,
            only_corrected(["recorded"], "visited_on", "place", "sample"),
        ]
        ordering = ["-visited_on", "-number"]
        constraints = [models.UniqueConstraint(fields=["contract", "number"], name="inspection_number")]

    def __str__(self) -> str:
        return _of_contract(self)

    @property
    def short(self) -> str:
        return gettext("Inspection %(number)s") % {"number": self.number}

    @property
    def history_note(self) -> str:
        return self.short

    def get_absolute_url(self) -> str:
        return reverse("contracts:inspection", args=[self.pk])


class Finding(OfContract, FindingLifecycle):
    """Something found wrong, what is demanded and by when, and how it was put right."""

    contract = models.ForeignKey(Contract, models.PROTECT, related_name="findings")
    inspection = models.ForeignKey(Inspection, models.PROTECT, null=True, blank=True, related_name="findings")
    number = models.PositiveSmallIntegerField(_("number"))
    found_on = models.DateField(_("found on"))
    text = models.TextField(_("finding"))
    demand_text = models.TextField(_("rectification demanded"))
    answer_by = models.DateField(_("to be put right by"))
    answer_text = models.TextField(_("what was put right"), blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    check_text = models.TextField(_("result of the check"), blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)

    class Meta(FindingLifecycle.Meta):
        verbose_name = _("finding")
        verbose_name_plural = _("findings")
        triggers = [*FindingLifecycle.Meta.triggers, only_corrected(["open"], "answer_by")]
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["contract", "number"], name="finding_number")]

    def __str__(self) -> str:
        return f"{_of_contract(self)}: {self.text[:40]}"

    @property
    def short(self) -> str:
        return gettext("Finding %(number)s") % {"number": self.number}

    @property
    def history_note(self) -> str:
        return self.text[:60]

    def get_absolute_url(self) -> str:
        return reverse("contracts:finding", args=[self.pk])

    @property
    def due_at(self) -> datetime:
        """The end of the day that the purchaser set."""
        return datetime.combine(self.answer_by, time.max, tzinfo=SHANGHAI)
