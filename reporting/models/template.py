"""A superior's form: its workbook, whom it asks, when, and which figure goes into which cell."""

from __future__ import annotations

from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Any, Self

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.models import Jurisdiction, Organisation
from accounts.roles import OrganisationKind
from core.models import Model, VisibleQuerySet
from core.phrases import listed
from documents.models import StoredFile
from library.triggers import Stays
from reporting import parts, proposing, sheets
from reporting.figures import MEASURES, Kind, Measure, Over, Unit
from reporting.lifecycle import TemplateLifecycle
from reporting.periods import Period, Span, ended
from workflow.act import Act
from workflow.addresses import of_step
from workflow.clock import legal_date
from workflow.triggers import frozen_unless

if TYPE_CHECKING:
    from core.actor import Actor

MOST_NAMED = 10
"""Rows and columns that are named where it is said how many there are."""
MOST_DAYS = 90


class TemplateQuerySet(VisibleQuerySet):
    def visible_to(self, actor: Actor) -> Self:
        """The keeper's; once it is in use also those who fill it in, and audit."""
        if not actor.is_user or actor.organisation_kind not in {"finance", "auditor"}:
            return self.none()
        issued = ~Q(state__in=["draft", "discarded"])
        asked = Q(includes_below=True, jurisdiction__children__code=actor.jurisdiction)
        audited = Q(jurisdiction__code__in=actor.jurisdictions)
        seen = Q(keeper_id__in=actor.files_of) | issued & (asked | audited)
        return self.filter(pk__in=Template.objects.filter(seen).values("pk"))

    def in_use(self) -> Self:
        return self.filter(state=TemplateLifecycle.State.USED)


class Template(TemplateLifecycle):
    """A form (报表) that a superior wants filled in for every month, quarter or year."""

    keeper = models.ForeignKey(Organisation, models.PROTECT, related_name="+", verbose_name=_("kept by"))
    """The finance department that put it into the portal, and to which those below hand in their reports."""
    jurisdiction = models.ForeignKey(Jurisdiction, models.PROTECT, related_name="+")
    title = models.CharField(_("title of the form"), max_length=200)
    issuer = models.CharField(_("laid down by"), max_length=200)
    number = models.CharField(_("document number"), max_length=80, blank=True)
    span = models.CharField(pgettext_lazy("report", "how often"), max_length=8, choices=Span.choices)
    due_days = models.PositiveSmallIntegerField(_("days after the end of the period"))
    since = models.DateField(_("first period"))
    includes_below = models.BooleanField(_("districts and development zones report too"), default=False)
    workbook = models.ForeignKey(StoredFile, models.PROTECT, related_name="+")
    mapped_by = models.UUIDField(null=True, blank=True)
    mapped_at = models.DateTimeField(null=True, blank=True)
    issued_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = TemplateQuerySet.as_manager()

    class Meta(TemplateLifecycle.Meta):
        verbose_name = _("report form")
        verbose_name_plural = _("report forms")
        ordering = ["title", "-since"]
        constraints = [
            models.CheckConstraint(
                condition=Q(due_days__gte=1, due_days__lte=MOST_DAYS), name="report_form_due_days"
            )
        ]
        triggers = [
            *TemplateLifecycle.Meta.triggers,
            Stays(
                "form_stays",
                ["used", "ended"],
                *("keeper", "jurisdiction", "title", "issuer", "number", "span", "due_days", "since"),
                *("includes_below", "workbook", "mapped_by", "mapped_at", "issued_at"),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def jurisdiction_code(self) -> str:
        return self.jurisdiction.code

    def regime_date(self) -> date:
        return self.since

    def get_absolute_url(self) -> str:
        return reverse("reporting:template", args=[self.pk])

    def step_url(self, name: str) -> str:
        return of_step(self.steps()[name], self)

    def event_facts(self) -> dict[str, Any]:
        return {"span": self.span}

    def set_keeper(self, act: Act) -> None:
        self.keeper = Organisation.objects.select_related("jurisdiction").get(pk=act.actor.organisation_id)
        self.jurisdiction = self.keeper.jurisdiction
        self.workbook = act.data["workbook"][0]

    def has_figures(self) -> bool:
        return self.cells.exists()

    @cached_property
    def part_names(self) -> dict[str, str]:
        """What parts of figures are called where the form is kept."""
        return parts.names(self.jurisdiction.code)

    @property
    def book(self) -> sheets.Book:
        return sheets.read(self.workbook.path)

    @property
    def unmapped_rows(self) -> list[str]:
        """What the rows are called into which the portal fills nothing."""
        return proposing.unmapped_rows(self.book, {cell.place for cell in self.cells.all()})

    @property
    def unmapped_names(self) -> str:
        return _first_of(self.unmapped_rows)

    @property
    def unmapped_columns(self) -> list[str]:
        """What the columns are called into which the portal fills nothing."""
        return proposing.unmapped_columns(self.book, {cell.place for cell in self.cells.all()})

    @property
    def unmapped_column_names(self) -> str:
        return _first_of(self.unmapped_columns)

    @cached_property
    def guesses(self) -> dict[tuple[str, str], str]:
        """The cells for which a figure was only guessed, with their columns; none once somebody has looked."""
        return {} if self.mapped_at else proposing.guesses(self.book, self.jurisdiction.code)

    @property
    def guessed_columns(self) -> list[str]:
        return list(dict.fromkeys(self.guesses.values()))

    @property
    def guessed_names(self) -> str:
        return _first_of(self.guessed_columns)

    @property
    def used_from(self) -> date:
        """The day on which its reports were first asked for; today while it is about to be."""
        return legal_date(self.issued_at) if self.issued_at else legal_date()

    def asked_at_once(self, today: date) -> list[tuple[Period, date]]:
        """The periods that are over as it is put to use, and when their reports are due."""
        over = ended(self.span, self.since, today)
        return [(period, period.due_day(self.due_days, today)) for period in over]

    def below(self) -> models.QuerySet[Organisation]:
        """The finance departments one level below that report on it."""
        if not self.includes_below:
            return Organisation.objects.none()
        rows = Organisation.objects.filter(jurisdiction__parent_id=self.jurisdiction_id, is_active=True)
        return rows.filter(kind=OrganisationKind.FINANCE, parent__isnull=True).order_by(
            "jurisdiction__position", "jurisdiction__code"
        )

    def reporters(self) -> list[Organisation]:
        """Those below first, then the keeper, who sums."""
        return [*self.below().select_related("jurisdiction"), self.keeper]


def _first_of(names: list[str]) -> str:
    """For a sentence."""
    return listed(names[:MOST_NAMED]) + ("…" if len(names) > MOST_NAMED else "")


class MappedCell(Model):
    """One cell of the form and the figure that goes into it."""

    template = models.ForeignKey(Template, models.PROTECT, related_name="cells")
    sheet = models.CharField(_("sheet"), max_length=31)
    cell = models.CharField(_("cell"), max_length=8)
    measure = models.CharField(
        _("figure"), max_length=30, choices=[(m.code, m.label) for m in MEASURES.values()]
    )
    part = models.CharField(_("of which"), max_length=40, blank=True)
    over = models.CharField(_("over which time"), max_length=8, choices=Over.choices, default=Over.PERIOD)
    unit = models.CharField(_("unit"), max_length=8, choices=Unit.choices, default=Unit.YUAN)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        verbose_name = _("mapped cell")
        verbose_name_plural = _("mapped cells")
        ordering = ["position"]
        triggers = frozen_unless("template", "draft")
        constraints = [
            models.UniqueConstraint(fields=["template", "sheet", "cell"], name="mapped_cell_once"),
        ]

    def __str__(self) -> str:
        return f"{self.sheet}!{self.cell}"

    @property
    def place(self) -> tuple[str, str]:
        return self.sheet, self.cell

    @property
    def counts(self) -> Measure:
        return MEASURES[self.measure]

    @property
    def is_text(self) -> bool:
        return self.counts.kind is Kind.TEXT

    @property
    def places(self) -> int:
        """Decimals with which its figure is shown."""
        return 0 if self.counts.kind is Kind.COUNT else 2

    @property
    def meaning(self) -> str:
        """The figure in words: measure, part, time, unit."""
        words = [str(self.counts.label)]
        if self.part:
            words.append(self.template.part_names.get(self.part, self.part))
        if not self.is_text:
            words.append(str(self.get_over_display()))
        if self.counts.kind is Kind.MONEY:
            words.append(str(self.get_unit_display()))
        return " · ".join(words)
