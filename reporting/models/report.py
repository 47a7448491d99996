"""A report: one government, one form, one period, one version. What it froze stays, whoever asks."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from decimal import Decimal
from functools import cached_property
from typing import TYPE_CHECKING, Any, Self
from uuid import UUID

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts.models import Jurisdiction, Organisation
from core.models import Model, VisibleQuerySet
from core.money import MoneyField
from library.kinds import Way
from library.triggers import Stays
from providers.kinds import ProviderKind
from reporting.facts import COLUMNS, Fact, gather
from reporting.figures import CLASS, FIXED_PARTS, MEASURES, SOCIAL_AMOUNT, Book
from reporting.lifecycle import ReportLifecycle
from reporting.models.template import MappedCell, Template
from reporting.periods import Period, Span
from reporting.reckoning import Frame, numbers
from sourcing.kinds import Method
from workflow.addresses import of_step
from workflow.clock import legal_date
from workflow.triggers import frozen_unless

if TYPE_CHECKING:
    from core.actor import Actor

State = ReportLifecycle.State
KEPT = (State.FROZEN, State.SUBMITTED, State.ACCEPTED, State.RETURNED)
KEPT_NAMES = ["frozen", "submitted", "accepted", "returned"]
HANDED_IN = (State.SUBMITTED, State.ACCEPTED, State.RETURNED)
CHANGING = ("open", "filled")


class ReportQuerySet(VisibleQuerySet):
    def visible_to(self, actor: Actor) -> Self:
        """One's own; the superior sees that it is due, and its figures once it is handed in; so does audit."""
        if not actor.is_user or actor.organisation_kind not in {"finance", "auditor"}:
            return self.none()
        own = Q(organisation_id__in=actor.files_of) | Q(receiver_id__in=actor.files_of)
        if actor.organisation_kind == "auditor":
            own |= Q(state__in=HANDED_IN, jurisdiction__code__in=actor.jurisdictions)
        return self.filter(own)

    def standing(self) -> Self:
        """Those that no new version has taken the place of."""
        return self.exclude(state=State.RETURNED)


class Report(ReportLifecycle):
    """What a government tells the one above of a period."""

    template = models.ForeignKey(Template, models.PROTECT, related_name="reports")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    """The finance department whose report it is."""
    jurisdiction = models.ForeignKey(Jurisdiction, models.PROTECT, related_name="+")
    receiver = models.ForeignKey(Organisation, models.PROTECT, null=True, blank=True, related_name="+")
    """The finance department above; empty where the superior stands outside of the portal."""
    starts_on = models.DateField(_("first day of the period"))
    ends_on = models.DateField(_("last day of the period"))
    version = models.PositiveSmallIntegerField(default=1)
    due_at = models.DateTimeField()
    note = models.TextField(_("note to the report"), blank=True)
    filled_by = models.UUIDField(null=True, blank=True)
    filled_at = models.DateTimeField(null=True, blank=True)
    frozen_by = models.UUIDField(null=True, blank=True)
    frozen_at = models.DateTimeField(null=True, blank=True)
    submitted_at = models.DateTimeField(null=True, blank=True)
    sent_on = models.DateField(_("sent on"), null=True, blank=True)
    sent_how = models.CharField(_("way"), max_length=12, choices=Way, blank=True)
    sent_note = models.CharField(_("number of the dispatch or receipt"), max_length=200, blank=True)
    accepted_at = models.DateTimeField(null=True, blank=True)
    returned_at = models.DateTimeField(null=True, blank=True)
    returned_reason = models.TextField(blank=True)
    urged_at = models.DateTimeField(null=True, blank=True)

    objects = ReportQuerySet.as_manager()

    class Meta(ReportLifecycle.Meta):
        verbose_name = _("report to the superior")
        verbose_name_plural = _("reports to superiors")
        ordering = ["-starts_on", "jurisdiction__position", "-version"]
        constraints = [
            models.UniqueConstraint(
                fields=["template", "organisation", "starts_on", "version"], name="report_version_once"
            ),
            models.UniqueConstraint(
                fields=["template", "organisation", "starts_on"],
                condition=~Q(state="returned"),
                name="report_one_standing",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=KEPT_NAMES) | Q(frozen_at__isnull=False, frozen_by__isnull=False),
                name="report_frozen_by_somebody",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["submitted", "accepted", "returned"])
                | Q(receiver__isnull=False)
                | Q(sent_on__isnull=False),
                name="report_dispatch_told",
            ),
            models.CheckConstraint(
                condition=Q(frozen_by__isnull=True) | ~Q(frozen_by=models.F("filled_by")),
                name="report_four_eyes",
            ),
        ]
        triggers = [
            *ReportLifecycle.Meta.triggers,
            Stays(
                "frozen_stays",
                KEPT_NAMES,
                *("template", "jurisdiction", "starts_on", "ends_on", "version", "due_at", "note"),
                *("filled_by", "filled_at", "frozen_by", "frozen_at"),
            ),
        ]

    def __str__(self) -> str:
        words = {"title": self.template.title, "period": self.period, "place": self.jurisdiction}
        text = gettext("%(title)s, %(period)s, %(place)s") % words
        return text if self.version == 1 else f"{text} ({self.version})"

    def jurisdiction_code(self) -> str:
        return self.jurisdiction.code

    def regime_date(self) -> date:
        return self.ends_on

    def get_absolute_url(self) -> str:
        return reverse("reporting:report", args=[self.pk])

    def step_url(self, name: str) -> str:
        return of_step(self.steps()[name], self)

    def event_facts(self) -> dict[str, Any]:
        return {"period": self.starts_on.isoformat(), "version": self.version}

    def may_read_paper(self, actor: Actor, paper: Any) -> bool:
        return self.shows_figures_to(actor)

    def set_period(self) -> None:
        """What follows from form, department and first day."""
        self.jurisdiction = self.organisation.jurisdiction
        above = self.template.keeper
        self.receiver = None if above.pk == self.organisation_id else above
        period = Period.of(self.starts_on, self.template.span)
        self.starts_on, self.ends_on = period.first, period.last
        self.due_at = period.due_at(self.template.due_days, self.template.used_from)

    @property
    def period(self) -> Period:
        return Period(self.starts_on, self.template.span)

    @property
    def due_day(self) -> date:
        return legal_date(self.due_at - timedelta(seconds=1))

    def is_late(self, now: datetime) -> bool:
        """Not handed in although its day has passed."""
        return self.state not in HANDED_IN and self.due_at <= now

    @property
    def is_yearly(self) -> bool:
        return self.template.span == Span.YEAR

    @property
    def is_kept(self) -> bool:
        """Frozen: it no longer changes."""
        return self.state in KEPT

    @property
    def judge_id(self) -> UUID | None:
        """Who accepts or returns it; for a superior outside of the portal the sender records that."""
        return self.receiver_id or self.organisation_id

    @property
    def is_for_outside(self) -> bool:
        return self.receiver_id is None

    def shows_figures_to(self, actor: Actor) -> bool:
        """A draft is its own department's; the superior reads what was handed in."""
        return self.organisation_id in actor.files_of or self.state in HANDED_IN

    @cached_property
    def mapped(self) -> list[MappedCell]:
        return list(self.template.cells.all())

    def frozen_facts(self) -> list[Fact]:
        """What it counted: its own, and those of the reports summed up in it."""
        owners = [self.pk, *self.parts.values_list("part_id", flat=True)]
        return [row.as_fact() for row in ReportFact.objects.filter(report_id__in=owners)]

    @property
    def accepted_below(self) -> models.QuerySet[Report]:
        """The reports of those below for the same period that have been accepted."""
        rows = Report.objects.filter(template_id=self.template_id, starts_on=self.starts_on)
        return rows.filter(receiver_id=self.organisation_id, state=State.ACCEPTED)

    def missing_below(self) -> list[Organisation]:
        """Who below has no accepted report for this period."""
        if self.organisation_id != self.template.keeper_id:
            return []
        there = set(self.accepted_below.values_list("organisation_id", flat=True))
        return [unit for unit in self.template.below().select_related("jurisdiction") if unit.pk not in there]

    def waiting_below(self) -> list[Organisation]:
        """Who of them has handed one in that is still to be accepted: sent, and yet in no sum."""
        rows = Report.objects.filter(template_id=self.template_id, starts_on=self.starts_on)
        sent = rows.filter(receiver_id=self.organisation_id, state=State.SUBMITTED)
        there = set(sent.values_list("organisation_id", flat=True))
        return [unit for unit in self.missing_below() if unit.pk in there]

    def frozen_whole(self) -> Report | None:
        """The frozen sum in which it stands."""
        return Report.objects.standing().filter(parts__part=self, state__in=KEPT).first()

    @property
    def frame(self) -> Frame:
        return Frame(self.jurisdiction.code, self.starts_on, self.ends_on)

    def own_facts_now(self) -> list[Fact]:
        """What its own level's books say today of that year, up to the end of the period."""
        return gather([self.jurisdiction.code], self.period.year_begins, self.ends_on)

    def facts_now(self) -> list[Fact]:
        """Those, and what the accepted reports below have frozen."""
        below = ReportFact.objects.filter(report__in=self.accepted_below)
        return [*self.own_facts_now(), *(row.as_fact() for row in below)]

    def changed_cells(self) -> list[str]:
        """Cells whose figure would be another one now."""
        now = numbers(self.mapped, self.facts_now(), self.frame)
        kept = self.values.select_related("cell")
        return [
            str(row.cell) for row in kept if row.cell_id in now and not _same(row.number, now[row.cell_id])
        ]

    def social_share(self) -> Decimal | None:
        return MEASURES[SOCIAL_AMOUNT].of(self.frozen_facts())


def _same(kept: Decimal | None, now: Decimal | None) -> bool:
    """Equal to what the database keeps of it."""
    if kept is None or now is None:
        return kept is now
    return abs(kept - now) < Decimal("0.000001")


class ReportFact(Model):
    """One thing that a report counted, as it stood when it was filled in."""

    report = models.ForeignKey(Report, models.PROTECT, related_name="facts")
    position = models.PositiveIntegerField(default=0)
    book = models.CharField(max_length=12, choices=Book.choices)
    source_id = models.UUIDField()
    number = models.CharField(max_length=80)
    title = models.CharField(max_length=200)
    on = models.DateField()
    amount = MoneyField(_("amount"))
    place_code = models.CharField(max_length=12)
    category = models.CharField(max_length=16, blank=True)
    method = models.CharField(max_length=24, blank=True, choices=Method.choices)
    provider_kind = models.CharField(max_length=8, blank=True, choices=ProviderKind.choices)
    service_class = models.CharField(max_length=1, blank=True, choices=FIXED_PARTS[CLASS])

    class Meta:
        verbose_name = _("fact of a report")
        verbose_name_plural = _("facts of reports")
        ordering = ["position"]
        triggers = frozen_unless("report", *CHANGING)
        constraints = [
            models.UniqueConstraint(fields=["report", "book", "source_id"], name="report_fact_once")
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.title}"

    def as_fact(self) -> Fact:
        return Fact(**{name: getattr(self, name) for name in COLUMNS})


class ReportValue(Model):
    """What a report writes into a cell."""

    report = models.ForeignKey(Report, models.PROTECT, related_name="values")
    cell = models.ForeignKey(MappedCell, models.PROTECT, related_name="+")
    number = models.DecimalField(max_digits=24, decimal_places=6, null=True, blank=True)
    text = models.CharField(max_length=2000, blank=True)

    class Meta:
        verbose_name = _("figure of a report")
        verbose_name_plural = _("figures of reports")
        ordering = ["cell__position"]
        triggers = frozen_unless("report", *CHANGING)
        constraints = [models.UniqueConstraint(fields=["report", "cell"], name="report_value_once")]

    def __str__(self) -> str:
        return f"{self.cell}: {self.written}"

    @property
    def written(self) -> Decimal | str | None:
        return self.text if self.cell.is_text else self.number


class ReportPart(Model):
    """A report of a government below that is summed up in this one."""

    whole = models.ForeignKey(Report, models.PROTECT, related_name="parts")
    part = models.ForeignKey(Report, models.PROTECT, related_name="wholes")

    class Meta:
        verbose_name = _("part of a sum")
        verbose_name_plural = _("parts of sums")
        triggers = frozen_unless("whole", *CHANGING)
        constraints = [models.UniqueConstraint(fields=["whole", "part"], name="report_part_once")]

    def __str__(self) -> str:
        return f"{self.whole} ← {self.part}"
