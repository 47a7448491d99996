"""Projects, who has a part in them, and the grades that earlier ones earned."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Self
from uuid import UUID

from django.db import models
from django.db.models import F, Q, Sum
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.models import Jurisdiction, Organisation, User
from accounts.reforms.names import archives_of
from catalog.models import Item
from core.models import Model, VisibleQuerySet
from core.money import ZERO, MoneyField, positive
from procurement.lifecycle import ProjectLifecycle
from procurement.models.application import Exclusion
from procurement.models.budget import BudgetLine
from procurement.models.numbers import next_number
from procurement.models.parties import finance_of
from procurement.models.plan import PlanLine, PurchasePlan
from procurement.models.profile import obstacles_of_unit
from procurement.models.years import Share, asked_of_later_years, shares_of
from procurement.policies import is_insider
from procurement.proportion import is_small
from procurement.splitting import Splitting, splitting_of
from workflow.clock import LegalNow
from workflow.obstacles import Obstacle
from workflow.triggers import append_only

if TYPE_CHECKING:
    from core.actor import Actor

SERIES = "CGF"
OPEN_TENDERING = "open"
TAKEN = (
    *("need", "recipients", "recipient_number", "service_class", "quantity", "unit", "quality_standard"),
    *("term_basis", "benefit_function", "benefit_cost", "benefit_quality", "posts_note"),
)
"""What a new application takes over from an earlier one: not what belongs to the year, or is declared each time."""


def moved(day: date | None, years: int) -> date | None:
    """The same day so many years later."""
    if day is None:
        return None
    try:
        return day.replace(year=day.year + years)
    except ValueError:  # 29 February
        return date(day.year + years, 2, 28)


class ProjectQuerySet(VisibleQuerySet):
    def visible_to(self, actor: Actor) -> Self:
        """The purchaser's own; from the first submission on also those who review, supervise or have a part in it."""
        if not actor.is_user or actor.organisation_id is None:
            return self.none()
        seen = Q(purchaser_id__in=actor.files_of)
        submitted = ~Q(number="")
        if actor.organisation_kind in {"finance", "auditor", "regulator"}:
            seen |= submitted & Q(jurisdiction__code__in=actor.jurisdictions)
        parts = ProjectParty.objects.filter(organisation_id__in=actor.files_of)
        return self.filter(seen | Q(pk__in=parts.values("project_id")))

    def counted(self) -> Self:
        """Those that use, or ask for, money: neither refused nor terminated."""
        return self.exclude(state__in=[Project.State.REFUSED, Project.State.TERMINATED])


class Project(ProjectLifecycle):
    """One purchase of services, from the need to the file."""

    amount_in = ("granted_amount", "requested_amount")

    class ServiceClass(models.IntegerChoices):
        """财库〔2014〕37号: whom the service is for."""

        OWN = 1, _("Class 1: for the department's own running")
        REGULATION = 2, _("Class 2: for regulating and supervising")
        PUBLIC = 3, _("Class 3: for the public")

    number = models.CharField(_("project number"), max_length=20, blank=True)
    title = models.CharField(_("project name"), max_length=120)
    purchaser = models.ForeignKey(Organisation, models.PROTECT, related_name="projects")
    finance = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    jurisdiction = models.ForeignKey(Jurisdiction, models.PROTECT, related_name="+")
    handler = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    """Who filled in the application last: may not submit it (A7.12)."""
    head = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    revision = models.PositiveIntegerField(default=0)
    """How often the application has been saved: who saves an older one is told so."""
    copied_from = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="+")
    """The earlier application of the same unit that it was begun from."""
    year = models.PositiveSmallIntegerField(_("budget year"))
    drafted_on = models.DateField()

    need = models.TextField(_("why the service is needed"), blank=True)
    recipients = models.CharField(_("service recipients"), max_length=300, blank=True)
    recipient_number = models.PositiveIntegerField(_("number of recipients"), null=True, blank=True)
    item = models.ForeignKey(Item, models.PROTECT, related_name="projects", verbose_name=_("catalogue item"))
    service_class = models.PositiveSmallIntegerField(
        _("class of service"), choices=ServiceClass.choices, null=True, blank=True
    )
    quantity = models.DecimalField(_("quantity"), max_digits=14, decimal_places=2, null=True, blank=True)
    unit = models.CharField(_("unit"), max_length=20, blank=True)
    quality_standard = models.TextField(_("quality standard"), blank=True)
    estimate = MoneyField(_("what it will cost, roughly (yuan)"), null=True, blank=True)
    """Said when the draft was opened: it decides on the form until the cost rows do."""
    requested_amount = MoneyField(_("amount requested"), null=True, blank=True)
    budget_line = models.ForeignKey(
        BudgetLine,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="projects",
        verbose_name=_("budget line"),
    )
    plan_line = models.ForeignKey(
        PlanLine,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="projects",
        verbose_name=_("line of the annual plan"),
    )
    starts_on = models.DateField(_("service starts"), null=True, blank=True)
    ends_on = models.DateField(_("service ends"), null=True, blank=True)
    term_basis = models.TextField(_("why more than a year"), blank=True)
    new_or_temporary = models.BooleanField(_("new or temporary function"), null=True, blank=True)
    new_or_temporary_note = models.CharField(max_length=300, blank=True)
    benefit_function = models.TextField(_("how it helps to change what government does itself"), blank=True)
    benefit_cost = models.TextField(_("how it lowers the cost"), blank=True)
    benefit_quality = models.TextField(_("how it raises quality and the effect of the money"), blank=True)
    no_double_provision = models.BooleanField(default=False)
    posts_note = models.TextField(_("posts that do this work today"), blank=True)
    ex_ante_evaluation = models.TextField(_("ex-ante evaluation"), blank=True)

    remark = models.TextField(blank=True)
    """Why it was last handed back, returned, refused or terminated."""
    submitted_at = models.DateTimeField(null=True, blank=True)
    granted_amount = MoneyField(_("amount granted"), null=True, blank=True)
    grant_number = models.CharField(_("number of the decision"), max_length=80, blank=True)
    granted_at = models.DateTimeField(null=True, blank=True)
    method = models.CharField(_("procurement method"), max_length=24, blank=True)
    sourcing_since = models.DateField(null=True, blank=True)
    awarded_amount = MoneyField(null=True, blank=True)
    contract_amount = MoneyField(null=True, blank=True)
    contracted_on = models.DateField(null=True, blank=True)
    accepted_on = models.DateField(null=True, blank=True)
    score = models.DecimalField(max_digits=5, decimal_places=2, null=True, blank=True)
    grade = models.CharField(max_length=12, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    keep_until = models.DateField(null=True, blank=True)
    """All papers are kept at least until this day (RC-1)."""

    objects = ProjectQuerySet.as_manager()

    class Meta(ProjectLifecycle.Meta):
        verbose_name = _("project")
        verbose_name_plural = _("projects")
        ordering = ["-year", "-number", "title"]
        indexes = [models.Index(fields=["purchaser", "year", "item"], name="project_purchase")]
        constraints = [
            models.UniqueConstraint(fields=["number"], condition=~Q(number=""), name="project_number_once"),
            positive("estimate", name="project_estimate"),
            positive("requested_amount", name="project_requested"),
            positive("granted_amount", name="project_granted"),
            models.CheckConstraint(
                condition=Q(granted_amount__isnull=True) | Q(granted_amount__lte=F("requested_amount")),
                name="project_granted_within_request",
            ),
            positive("awarded_amount", name="project_awarded"),
            positive("contract_amount", name="project_contract"),
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True)
                | Q(starts_on__isnull=True)
                | Q(ends_on__gte=F("starts_on")),
                name="project_period",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def jurisdiction_code(self) -> str:
        return self.jurisdiction.code

    def regime_date(self) -> date:
        """The day on which sourcing began; before that the day of the draft (rules B0)."""
        return self.sourcing_since or self.drafted_on

    def get_absolute_url(self) -> str:
        return reverse("portal:project", args=[self.pk])

    def event_facts(self) -> dict[str, Any]:
        return {"number": self.number} if self.number else {}

    def amount_at_stake(self) -> Decimal | None:
        return self.granted_amount or self.requested_amount

    def let_see(self, organisation_id: UUID) -> None:
        ProjectParty.objects.get_or_create(
            project=self, organisation_id=organisation_id, part=ProjectParty.Part.OPINION
        )

    def may_read_paper(self, actor: Actor, paper: Any) -> bool:
        """Papers of the application are for the unit and those who oversee it."""
        return is_insider(actor, self)

    def set_parties(self, actor: Actor) -> None:
        self.purchaser = Organisation.objects.select_related("jurisdiction").get(pk=actor.organisation_id)
        self.jurisdiction = self.purchaser.jurisdiction
        self.finance = finance_of(self.purchaser)

    def take_over(self, earlier: Project) -> None:
        """Begin from an earlier application: its term moves by the years between."""
        for name in TAKEN:
            if name != "service_class" or self.service_class is None:
                setattr(self, name, getattr(earlier, name))
        self.copied_from = earlier
        years = self.year - earlier.year
        self.starts_on, self.ends_on = moved(earlier.starts_on, years), moved(earlier.ends_on, years)
        self.requested_amount = earlier.requested_amount

    def is_short(self, on: date) -> bool:
        """Whether the short form is enough: below the quota, and not for the public."""
        return self.service_class is not None and is_small(self, on)

    def take_number(self, year: int) -> None:
        """A number is given once, with the first submission."""
        if not self.number:
            self.number = f"{SERIES}-{year}-{next_number(SERIES, year):04d}"

    def place_for(self, actor: Actor) -> str:
        """The jurisdiction whose catalogue governs; for a project not yet drafted, the actor's."""
        return self.jurisdiction.code if self.jurisdiction_id else actor.jurisdiction

    def purchaser_obstacles(self, actor: Actor, on: date) -> Iterator[Obstacle]:
        """Why the purchaser may not open a project (PUR-1 … PUR-3)."""
        yield from obstacles_of_unit(self.purchaser_id or actor.organisation_id, on)

    def plan_is_confirmed(self) -> bool:
        """Whether there is a confirmed annual plan in which it could stand (A7.4)."""
        plans = PurchasePlan.objects.filter(purchaser_id=self.purchaser_id, year=self.year)
        return plans.filter(version__gt=0).exists()

    def exclusion_answers(self) -> dict[str, Exclusion]:
        return {answer.rule: answer for answer in self.exclusions.all()}

    def indicator_weights(self) -> list[tuple[str, Decimal]]:
        return list(self.indicators.values_list("block", "points"))

    @property
    def committed_lines(self) -> models.QuerySet[BudgetLine]:
        """The lines that hold money for it: more than one where some of it was reserved in a later year."""
        return BudgetLine.objects.filter(commitments__project=self)

    @property
    def later_lines(self) -> models.QuerySet[BudgetLine]:
        """The lines of later years that bear a share of it."""
        return BudgetLine.objects.filter(pk__in=self.year_shares.values("line")).order_by("year")

    def asked_shares(self) -> list[Share]:
        """What each year's line is asked for, the first year first."""
        return shares_of(self, self.requested_amount, asked_of_later_years(self))

    def granted_shares(self, given: dict[str, Any]) -> list[Share]:
        """What a decision gives on each year's line; nothing said of later years: what was asked for there."""
        rows = given.get("later_years", [])
        lines = {line.year: line for line in self.later_lines}
        decided = [
            Share(lines[row["year"]], row["amount"]) for row in rows if row["year"] in lines and row["amount"]
        ]
        return shares_of(self, given["amount"], decided if rows else asked_of_later_years(self))

    def contracted_total(self) -> Decimal:
        return self.commitments.aggregate(total=Sum("contracted"))["total"] or ZERO

    def grades(self) -> models.QuerySet[GradeRecord]:
        """What earlier projects of this purchaser for the same item were graded, latest first (A6.4)."""
        return GradeRecord.objects.of(self.purchaser_id, self.item.code)

    def siblings(self) -> ProjectQuerySet:
        """Other projects of the same purchaser, year and item that weren't tendered openly (SP-1, SP-2).

        Whichever budget line pays: an item divided among lines is divided all the same.
        """
        same = dict(purchaser_id=self.purchaser_id, year=self.year, item__code=self.item.code)
        rows = Project.objects.counted().filter(**same).exclude(method=OPEN_TENDERING)
        return rows.exclude(pk=self.pk).exclude(number="")

    def splitting(self, on: date) -> Splitting:
        """What it comes to together with its siblings, by the threshold of that day."""
        return splitting_of(self, on)

    @property
    def money_at_stake(self) -> Decimal:
        """What it costs as far as known: contract, grant or request."""
        return self.contract_amount or self.granted_amount or self.requested_amount or ZERO


class ProjectParty(Model):
    """An organisation with a part in a project beside purchaser and finance; it may see the project.

    Upper apps fill it through `services.involve`.
    """

    class Part(models.TextChoices):
        PROVIDER = "provider", _("Provider")
        EVALUATOR = "evaluator", _("Third-party evaluator")
        EXPERT = "expert", _("Evaluation expert's unit")
        OPINION = "opinion", _("Department asked for an opinion")

    project = models.ForeignKey(Project, models.PROTECT, related_name="parties")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="project_parts")
    part = models.CharField(max_length=12, choices=Part.choices)
    since = models.DateTimeField(db_default=LegalNow())

    class Meta:
        verbose_name = _("part in a project")
        verbose_name_plural = _("parts in projects")
        constraints = [
            models.UniqueConstraint(fields=["project", "organisation", "part"], name="project_party_once")
        ]

    def __str__(self) -> str:
        return f"{self.organisation}: {self.get_part_display()}"


class GradeRecordQuerySet(models.QuerySet):
    def of(self, purchaser_id: UUID, item_code: str) -> Self:
        """Those of a purchaser for an item, and of the units whose files it keeps."""
        units = {purchaser_id, *archives_of(purchaser_id)}
        return self.filter(purchaser_id__in=units, item_code=item_code)


class GradeRecord(Model):
    """A published evaluation result, kept where next year's budget is decided (A6.4)."""

    project = models.ForeignKey(Project, models.PROTECT, related_name="grade_records")
    purchaser = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    item_code = models.CharField(max_length=16)
    year = models.PositiveSmallIntegerField()
    score = models.DecimalField(max_digits=5, decimal_places=2)
    grade = models.CharField(max_length=12)
    provider_name = models.CharField(max_length=200, blank=True)
    published_at = models.DateTimeField(db_default=LegalNow())

    objects = GradeRecordQuerySet.as_manager()

    class Meta:
        verbose_name = _("grade of an earlier project")
        verbose_name_plural = _("grades of earlier projects")
        ordering = ["-year", "-published_at"]
        triggers = append_only()

    def __str__(self) -> str:
        return f"{self.year} {self.score}"
