"""Intentions of a month, and what has been told of each project and when."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Self
from uuid import UUID

from django.db import models
from django.db.models import Q
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts.models import Organisation
from core.dates import month_text
from core.models import Model, VisibleQuerySet
from core.money import ZERO, MoneyField, positive
from procurement.lifecycle import IntentionLifecycle
from procurement.models.plan import OVERSEERS, Method, PlanLine, PurchasePlan
from procurement.models.project import Project
from workflow import law
from workflow.clock import SHANGHAI
from workflow.triggers import append_only

if TYPE_CHECKING:
    from core.actor import Actor


GONE = (Project.State.REFUSED, Project.State.TERMINATED)
"""A project that was told of and will not be bought."""


class IntentionQuerySet(VisibleQuerySet):
    def visible_to(self, actor: Actor) -> Self:
        """The unit's own; finance, audit and regulators those of their jurisdictions. The public reads the notices."""
        if not actor.is_user or actor.organisation_id is None:
            return self.none()
        seen = Q(purchaser_id__in=actor.files_of)
        if actor.organisation_kind in OVERSEERS:
            seen |= Q(purchaser__jurisdiction__code__in=actor.jurisdictions)
        return self.filter(seen)


@dataclass(frozen=True, slots=True)
class Told:
    """What a notice says of a project. `ended`: that it has been given up, and why (IN-6)."""

    line_key: UUID
    title: str
    requirement: str
    amount: Decimal
    ended: bool = False
    note: str = ""


class Intention(IntentionLifecycle):
    """The projects of a plan whose sourcing begins in one month: what AN-01 tells of them."""

    plan = models.ForeignKey(PurchasePlan, models.PROTECT, null=True, blank=True, related_name="intentions")
    project = models.OneToOneField(
        Project, models.PROTECT, null=True, blank=True, related_name="intention", verbose_name=_("project")
    )
    """A project that stands in no plan: it alone is told."""
    requirement = models.TextField(_("requirement in brief"), blank=True)
    reason = models.TextField(_("why it stands in no plan"), blank=True)
    approval = models.CharField(_("approval on which it rests"), max_length=120, blank=True)
    purchaser = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    month = models.PositiveSmallIntegerField(_("month"))
    due_at = models.DateTimeField()
    published_at = models.DateTimeField(null=True, blank=True)

    objects = IntentionQuerySet.as_manager()

    class Meta(IntentionLifecycle.Meta):
        verbose_name = _("intentions of a month")
        verbose_name_plural = _("intentions of months")
        ordering = [Coalesce("plan__year", "project__year"), "month"]
        constraints = [
            models.UniqueConstraint(fields=["plan", "month"], name="intention_once"),
            models.CheckConstraint(condition=Q(month__gte=1, month__lte=12), name="intention_month"),
            models.CheckConstraint(
                condition=Q(plan__isnull=False, project__isnull=True)
                | (Q(plan__isnull=True, project__isnull=False) & ~Q(reason="") & ~Q(requirement="")),
                name="intention_of_plan_or_project",
            ),
        ]

    def __str__(self) -> str:
        if self.project is not None:
            return gettext("Procurement intention: %(project)s") % {"project": self.project}
        values = {"unit": self.purchaser, "month": month_text(self.first_day)}
        return gettext("Procurement intentions of %(unit)s, %(month)s") % values

    def jurisdiction_code(self) -> str:
        return self.purchaser.jurisdiction.code

    def regime_date(self) -> date:
        return self.first_day

    def get_absolute_url(self) -> str:
        return reverse("procurement:intention-detail", args=[self.pk])

    def event_facts(self) -> dict[str, Any]:
        return {"year": self.year, "month": self.month}

    @classmethod
    def of_project(cls, project: Project) -> Intention:
        """One that is still to be prepared."""
        return cls(project=project, purchaser=project.purchaser)

    @property
    def born_in(self) -> dict[str, str]:
        """What the address of its first step carries."""
        return {"project": str(self.project_id)}

    @property
    def year(self) -> int:
        return (self.plan or self.project).year

    @property
    def first_day(self) -> date:
        return date(self.year, self.month, 1)

    def last_moment(self, now: datetime) -> datetime:
        """So long before the month that sourcing can begin with it; at once where that has passed (IN-2, IN-3)."""
        begins = datetime(self.year, self.month, 1, tzinfo=SHANGHAI)
        place = self.purchaser.jurisdiction.code
        return max(law.latest_before("intention.lead", begins, jurisdiction=place).at, now)

    def lines(self) -> list[PlanLine]:
        """The confirmed lines of the month that are to be told."""
        rows = self.plan.confirmed_lines().filter(month=self.month).select_related("item")
        return [line for line in rows if is_told(line)]

    def standing(self) -> dict[UUID, IntentionEntry]:
        """What was told last of each project and still stands."""
        last = self.entries.order_by("line_key", "-published_at").distinct("line_key")
        return {entry.line_key: entry for entry in last if not entry.ended}

    def to_tell(self) -> list[Told]:
        """What a notice would say now: the lines of the month, and those that were told and have gone."""
        if self.plan is None:
            return [self._project_told()]
        lines = {line.pk: line for line in self.lines()}
        told = [Told(line.pk, line.title, line.requirement, line.amount) for line in lines.values()]
        reason = self.plan.adjusted_for
        gone = [entry for key, entry in self.standing().items() if key not in lines]
        return told + [Told(e.line_key, e.title, e.requirement, e.amount, True, reason) for e in gone]

    def _project_told(self) -> Told:
        """IN-6: also that it has been given up, with the reason that was given then."""
        project = self.project
        amount = project.amount_at_stake() or ZERO
        gone = project.state in GONE
        return Told(project.pk, project.title, self.requirement, amount, gone, project.remark if gone else "")

    def has_changed(self) -> bool:
        """Whether what stands in public is no longer what the plan says."""
        standing = {key: entry.said for key, entry in self.standing().items()}
        return standing != {line.pk: (line.title, line.requirement, line.amount) for line in self.lines()}


class IntentionEntry(Model):
    """What a notice said of a project, and when: the thirty days are counted from the first (IN-2)."""

    intention = models.ForeignKey(Intention, models.PROTECT, related_name="entries")
    line_key = models.UUIDField()
    """Key of the plan's line, which may be gone by now, or of a project that stands in no plan."""
    title = models.CharField(max_length=120)
    requirement = models.TextField()
    amount = MoneyField()
    ended = models.BooleanField(default=False)
    note = models.TextField(blank=True)
    event_id = models.UUIDField()
    published_at = models.DateTimeField()

    class Meta:
        verbose_name = _("project told in an intention")
        verbose_name_plural = _("projects told in intentions")
        ordering = ["published_at", "title"]
        triggers = append_only()
        indexes = [models.Index(fields=["line_key", "published_at"], name="intention_entry_line")]
        constraints = [positive("amount", name="intention_entry_amount")]

    def __str__(self) -> str:
        return self.title

    @property
    def said(self) -> tuple[str, str, Decimal]:
        return self.title, self.requirement, self.amount


def is_told(line: PlanLine) -> bool:
    """IN-5: what reaches the quota is told; call-offs from framework agreements aren't."""
    on = date(line.plan.year, line.month, 1)
    return line.method != Method.FRAMEWORK and reaches_quota(line.amount, line.plan.jurisdiction.code, on)


def reaches_quota(amount: Decimal, place: str, on: date) -> bool:
    """Whether the market is to hear of it beforehand."""
    if not law.applies("intention.lead", jurisdiction=place, on=on):
        return False
    return amount >= law.threshold("quota_goods_services", place, on).value


def is_to_be_told(project: Project, on: date) -> bool:
    """IN-5, of a project that stands in no plan."""
    return reaches_quota(project.amount_at_stake() or ZERO, project.jurisdiction_code(), on)


def first_told(line_key: UUID) -> datetime | None:
    """When a project was first told of, if that still stands."""
    entries = IntentionEntry.objects.filter(line_key=line_key).order_by("published_at")
    rows = list(entries.values_list("published_at", "ended"))
    since = None
    for at, ended in rows:
        since = None if ended else since or at
    return since


def months_of(plan: PurchasePlan) -> Iterator[int]:
    """The months in which something is to be told."""
    yield from sorted({line.month for line in plan.confirmed_lines() if is_told(line)})
