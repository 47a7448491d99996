"""The annual plan of a unit, its versions, and what other departments say about it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Self
from uuid import UUID

from django.apps import apps
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q, QuerySet, Sum
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts.models import Jurisdiction, Organisation
from accounts.roles import OrganisationKind, Role
from catalog.models import Item
from core.models import Model, VisibleQuerySet
from core.money import ZERO, MoneyField, positive
from procurement.lifecycle import OpinionLifecycle, PlanLifecycle
from procurement.models.parties import finance_of
from procurement.models.profile import obstacles_of_unit
from workflow.clock import legal_date
from workflow.obstacles import Obstacle
from workflow.triggers import append_only, frozen_unless

if TYPE_CHECKING:
    from core.actor import Actor

OPEN_STATES = ("draft", "returned", "adjusting")
"""While the plan is on the unit's desk."""
OVERSEERS = {OrganisationKind.FINANCE, OrganisationKind.AUDITOR, OrganisationKind.REGULATOR}


class Method(models.TextChoices):
    """How the unit means to choose the provider. The method itself is settled when sourcing begins."""

    OPEN = "open", _("Open tendering")
    INVITED = "invited", _("Tendering by invitation")
    NEGOTIATION = "negotiation", _("Competitive negotiation")
    CONSULTATION = "consultation", _("Competitive consultation")
    INQUIRY = "inquiry", _("Request for quotations")
    SINGLE = "single", _("Single source")
    FRAMEWORK = "framework", _("Framework agreement")


class PlanQuerySet(VisibleQuerySet):
    def visible_to(self, actor: Actor) -> Self:
        """The unit's own; once sent to finance also those who oversee it, and the departments that are asked."""
        if not actor.is_user or actor.organisation_id is None:
            return self.none()
        seen = Q(purchaser_id__in=actor.files_of)
        if actor.organisation_kind in OVERSEERS:
            seen |= Q(round__gt=0, jurisdiction__code__in=actor.jurisdictions)
        asked = JointOpinion.objects.filter(organisation_id__in=actor.files_of)
        return self.filter(seen | Q(pk__in=asked.values("plan_id")))

    def with_sum(self) -> Self:
        return self.annotate(total=Sum("lines__amount", default=ZERO))


class PurchasePlan(PlanLifecycle):
    """What one unit means to purchase in one year."""

    purchaser = models.ForeignKey(Organisation, models.PROTECT, related_name="purchase_plans")
    finance = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    jurisdiction = models.ForeignKey(Jurisdiction, models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField(_("budget year"))
    revision = models.PositiveIntegerField(default=0)
    """How often it has been saved: who saves an older one is told so."""
    round = models.PositiveSmallIntegerField(default=0)
    """How often it has been sent to finance. Opinions belong to a round."""
    version = models.PositiveSmallIntegerField(_("version"), default=0)
    """How often it has been confirmed."""
    remark = models.TextField(blank=True)
    """Why it was last returned or is being adjusted."""
    adjusted_for = models.TextField(blank=True)
    """Why it was last adjusted: stands with the version that comes of it."""
    document_number = models.CharField(_("document number"), max_length=80, blank=True)
    submitted_at = models.DateTimeField(null=True, blank=True)
    asked_at = models.DateTimeField(null=True, blank=True)
    confirmed_at = models.DateTimeField(null=True, blank=True)

    objects = PlanQuerySet.as_manager()

    class Meta(PlanLifecycle.Meta):
        verbose_name = _("annual plan")
        verbose_name_plural = _("annual plans")
        ordering = ["-year", "purchaser__sort_key"]
        constraints = [models.UniqueConstraint(fields=["purchaser", "year"], name="purchase_plan_once")]

    def __str__(self) -> str:
        return gettext("Purchase plan %(year)s, %(unit)s") % {"year": self.year, "unit": self.purchaser}

    def jurisdiction_code(self) -> str:
        return self.jurisdiction.code

    def regime_date(self) -> date:
        """Departments are heard by the law of the day on which they were asked."""
        return legal_date(self.asked_at)

    def get_absolute_url(self) -> str:
        return reverse("procurement:purchaseplan-detail", args=[self.pk])

    def event_facts(self) -> dict[str, Any]:
        return {"year": self.year, "version": self.version}

    def amount_at_stake(self) -> Decimal | None:
        return self.total_amount() or None

    def total_amount(self) -> Decimal:
        return self.lines.aggregate(total=Sum("amount", default=ZERO))["total"]

    def set_parties(self, actor: Actor) -> None:
        self.purchaser = Organisation.objects.select_related("jurisdiction").get(pk=actor.organisation_id)
        self.jurisdiction = self.purchaser.jurisdiction
        self.finance = finance_of(self.purchaser)

    def place_for(self, actor: Actor) -> str:
        return self.jurisdiction.code if self.jurisdiction_id else actor.jurisdiction

    def purchaser_obstacles(self, actor: Actor, on: date) -> Iterator[Obstacle]:
        yield from obstacles_of_unit(self.purchaser_id or actor.organisation_id, on)

    def exists_for(self, organisation_id: Any, year: int) -> bool:
        return PurchasePlan.objects.filter(purchaser_id=organisation_id, year=year).exists()

    def lines_given_less(self) -> list[tuple[str, Decimal, Decimal]]:
        """Title, what is planned and what the unit's approved budget gives, where that is less."""
        rows = apps.get_model("procurement", "ProposalRow").objects
        less = rows.filter(
            proposal__state="approved", approved__lt=F("plan_line__amount"), plan_line__plan=self
        )
        return list(
            less.order_by("plan_line__position").values_list("title", "plan_line__amount", "approved")
        )

    def line_ids(self) -> set[UUID]:
        return set(self.lines.values_list("pk", flat=True))

    def titles_in_use(self, without: set[UUID]) -> list[str]:
        """Lines to which an application refers, besides these."""
        used = self.lines.exclude(pk__in=without).filter(projects__isnull=False)
        return list(used.values_list("title", flat=True).distinct())

    def present_opinions(self) -> QuerySet[JointOpinion]:
        """Those of the present round."""
        rows = self.opinions.filter(round=self.round).exclude(state=JointOpinion.State.ENDED)
        return rows.select_related("organisation", "plan__jurisdiction")

    def titles_with_posts(self) -> list[str]:
        """Lines for which the department for posts has noted, this time, that posts are asked for."""
        noted = PostsNote.objects.filter(opinion__in=self.present_opinions(), posts__gt=0)
        return list(noted.order_by("line__position").values_list("line__title", flat=True))

    def office_name(self, office: str) -> Any:
        return JointOpinion.Office(office).label

    def last_version(self) -> PlanVersion | None:
        return self.versions.order_by("-number").first()

    def confirmed_lines(self) -> QuerySet[PlanLine]:
        """Those that stand in the version confirmed last."""
        last = self.last_version()
        return self.lines.filter(pk__in=[row["id"] for row in last.content] if last else [])


class PlanLine(Model):
    """One project that a unit means to purchase."""

    class ServiceClass(models.IntegerChoices):
        """财库〔2014〕37号: whom the service is for."""

        OWN = 1, _("Class 1: for the department's own running")
        REGULATION = 2, _("Class 2: for regulating and supervising")
        PUBLIC = 3, _("Class 3: for the public")

    plan = models.ForeignKey(PurchasePlan, models.PROTECT, related_name="lines")
    position = models.PositiveSmallIntegerField()
    title = models.CharField(_("project name"), max_length=120)
    item = models.ForeignKey(Item, models.PROTECT, related_name="+", verbose_name=_("catalogue item"))
    requirement = models.TextField(_("requirement in brief"))
    amount = MoneyField(_("amount planned"))
    method = models.CharField(_("method foreseen"), max_length=24, choices=Method.choices)
    month = models.PositiveSmallIntegerField(
        _("month in which sourcing begins"), validators=[MinValueValidator(1), MaxValueValidator(12)]
    )
    service_class = models.PositiveSmallIntegerField(_("class of service"), choices=ServiceClass.choices)
    years = models.PositiveSmallIntegerField(_("years that it runs"), default=1)
    new_or_temporary = models.BooleanField(_("new or temporary function"), default=False)
    function_note = models.CharField(_("which function, since or until when"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("line of the annual plan")
        verbose_name_plural = _("lines of the annual plan")
        ordering = ["position"]
        triggers = frozen_unless("plan", *OPEN_STATES)
        constraints = [
            positive("amount", name="plan_line_amount"),
            models.CheckConstraint(condition=Q(month__gte=1, month__lte=12), name="plan_line_month"),
            models.CheckConstraint(condition=Q(years__gte=1, years__lte=3), name="plan_line_years"),
        ]

    def __str__(self) -> str:
        return self.title

    def posts_asked(self) -> bool:
        """Whether the department for posts noted, when it was last heard, that posts are asked for."""
        last = self.posts_notes.order_by("-opinion__round").first()
        return last is not None and last.posts > 0

    def asked_beside(self, project: Any) -> Decimal:
        """What other applications that have left their handler's desk ask for of this line, or were granted of it."""
        others = self.projects.exclude(pk=project.pk).exclude(state__in=["draft", "refused", "terminated"])
        return sum((other.granted_amount or other.requested_amount or ZERO for other in others), ZERO)


class PlanVersion(Model):
    """The plan as it was confirmed: stays readable when the plan is adjusted."""

    plan = models.ForeignKey(PurchasePlan, models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField()
    content = models.JSONField()
    """Its lines as plain values, each with the key of the line."""
    total = MoneyField()
    reason = models.TextField(blank=True)
    """Why it was adjusted; empty for the first."""
    document_number = models.CharField(max_length=80)
    event_id = models.UUIDField()
    confirmed_at = models.DateTimeField()

    class Meta:
        verbose_name = _("version of an annual plan")
        verbose_name_plural = _("versions of annual plans")
        ordering = ["number"]
        triggers = append_only()
        constraints = [models.UniqueConstraint(fields=["plan", "number"], name="plan_version_once")]

    def __str__(self) -> str:
        return f"{self.plan} #{self.number}"


class OpinionQuerySet(VisibleQuerySet):
    def visible_to(self, actor: Actor) -> Self:
        """Who is asked, the unit whose plan it is, and who oversees it."""
        if not actor.is_user or actor.organisation_id is None:
            return self.none()
        seen = Q(organisation_id__in=actor.files_of) | Q(plan__purchaser_id__in=actor.files_of)
        if actor.organisation_kind in OVERSEERS:
            seen |= Q(plan__jurisdiction__code__in=actor.jurisdictions)
        return self.filter(seen)


class JointOpinion(OpinionLifecycle):
    """What a department says about a plan (长府办发〔2014〕18号 §9)."""

    class Office(models.TextChoices):
        """In which capacity it is heard."""

        STAFFING = "staffing", _("Department for posts")
        LABOUR = "labour", _("Human resources and social security")
        CIVIL = "civil", _("Civil affairs")
        MARKET = "market", _("Market regulation")
        TRADE = "trade", _("Authority of the trade")

    class Verdict(models.TextChoices):
        AGREE = "agree", _("Agrees")
        REMARKS = "remarks", _("Agrees with remarks")
        OPPOSE = "oppose", _("Objects")

    plan = models.ForeignKey(PurchasePlan, models.PROTECT, related_name="opinions")
    round = models.PositiveSmallIntegerField()
    office = models.CharField(_("heard as"), max_length=12, choices=Office.choices)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    verdict = models.CharField(_("opinion"), max_length=12, choices=Verdict.choices, blank=True)
    text = models.TextField(_("reasons and remarks"), blank=True)
    asked_at = models.DateTimeField()
    given_at = models.DateTimeField(null=True, blank=True)

    objects = OpinionQuerySet.as_manager()

    class Meta(OpinionLifecycle.Meta):
        verbose_name = _("opinion on an annual plan")
        verbose_name_plural = _("opinions on annual plans")
        ordering = ["round", "asked_at", "office"]
        constraints = [
            models.UniqueConstraint(
                fields=["plan", "round", "office", "organisation"], name="joint_opinion_once"
            )
        ]

    def __str__(self) -> str:
        return gettext("Opinion on: %(plan)s") % {"plan": self.plan}

    def jurisdiction_code(self) -> str:
        return self.plan.jurisdiction_code()

    def regime_date(self) -> date:
        return legal_date(self.asked_at)

    def get_absolute_url(self) -> str:
        return reverse("procurement:jointopinion-detail", args=[self.pk])

    def event_facts(self) -> dict[str, Any]:
        return {"office": self.office, "year": self.plan.year}

    @property
    def role(self) -> str:
        """Who answers there."""
        return role_that_answers(self.organisation)


def role_that_answers(organisation: Organisation) -> str:
    """Heads of units speak for them; in registration authorities that is their one role."""
    return Role.REGULATOR if organisation.kind == OrganisationKind.REGULATOR else Role.HEAD


class PostsNote(Model):
    """What the department for posts notes about a line: whether posts are asked for the same work (A7.10)."""

    opinion = models.ForeignKey(JointOpinion, models.PROTECT, related_name="posts_notes")
    line = models.ForeignKey(PlanLine, models.CASCADE, related_name="posts_notes")
    posts = models.PositiveSmallIntegerField(_("posts asked for"))
    note = models.CharField(_("note"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("note on posts")
        verbose_name_plural = _("notes on posts")
        ordering = ["line__position"]
        constraints = [models.UniqueConstraint(fields=["opinion", "line"], name="posts_note_once")]

    def __str__(self) -> str:
        return f"{self.line}: {self.posts}"


class FunctionTransfer(Model):
    """A function that government hands to society, as the department for posts records it (A7.10)."""

    opinion = models.ForeignKey(JointOpinion, models.PROTECT, related_name="transfers")
    function = models.CharField(_("function"), max_length=200)
    since = models.DateField(_("transferred on"))
    basis = models.CharField(_("document"), max_length=120)

    class Meta:
        verbose_name = _("function transferred")
        verbose_name_plural = _("functions transferred")
        ordering = ["since", "function"]
        triggers = append_only()

    def __str__(self) -> str:
        return self.function


def year_totals(plans: Iterable[PurchasePlan]) -> dict[int, tuple[int, Decimal]]:
    """How many projects and how much money the last confirmed versions of these plans hold, by year (A3.1)."""
    found: dict[int, tuple[int, Decimal]] = {}
    last = PlanVersion.objects.filter(plan__in=plans).order_by("plan_id", "-number").distinct("plan_id")
    for version in last.select_related("plan"):
        count, total = found.get(version.plan.year, (0, ZERO))
        found[version.plan.year] = (count + len(version.content), total + version.total)
    return dict(sorted(found.items(), reverse=True))
