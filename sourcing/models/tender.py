"""A tender: what is wanted, from whom, by when, and how bids will be judged."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Self
from uuid import UUID

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.models import Organisation
from accounts.roles import OrganisationKind
from core.models import Model, VisibleQuerySet
from core.money import MoneyField, positive
from procurement.models import Project
from sourcing import envelope
from sourcing.kinds import DOCUMENT, LETTER, BidKind, CriterionKind, FailureGround, Method, SmeChoice
from sourcing.lifecycle.tender import TenderLifecycle
from sourcing.models.turns import DraftTurns
from sourcing.rules.low_price import to_ask
from sourcing.rules.panel import too_few_are_left
from workflow.clock import SHANGHAI, legal_date, legal_now
from workflow.triggers import append_only

if TYPE_CHECKING:
    from core.actor import Actor


class TenderQuerySet(VisibleQuerySet):
    def visible_to(self, actor: Actor) -> Self:
        """The purchaser's people, the finance department, officials and panel of the tender, auditors.

        Providers see what has been published, in a page of its own that shows nothing else.
        """
        if actor.is_system:
            return self
        if not actor.is_user or actor.organisation_id is None:
            return self.none()
        if actor.organisation_kind == OrganisationKind.PROVIDER:
            return self.exclude(published_at=None)
        inside = Q(purchaser_id__in=actor.files_of) | Q(finance_id=actor.organisation_id)
        inside |= Q(officials__key__user_id=actor.user_id) | Q(seats__user_id=actor.user_id)
        if actor.organisation_kind == OrganisationKind.AUDITOR:
            inside |= Q(purchaser__jurisdiction__code__in=actor.jurisdictions)
        return self.filter(pk__in=self.model._base_manager.filter(inside).values("pk"))


class Tender(DraftTurns, TenderLifecycle):
    """One run of choosing a provider for a project. A failed one may be followed by another."""

    amount_in = ("ceiling",)

    project = models.ForeignKey(Project, models.PROTECT, related_name="tenders")
    purchaser = models.ForeignKey(Organisation, models.PROTECT, related_name="tenders")
    finance = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    number = models.CharField(_("tender number"), max_length=40, unique=True)
    title = models.CharField(_("title"), max_length=200)
    method = models.CharField(
        _("procurement method"), max_length=20, choices=Method.choices, default=Method.OPEN
    )
    round = models.PositiveSmallIntegerField(default=1)

    requirement = models.TextField(_("what is wanted"))
    contract_period = models.CharField(_("contract period"), max_length=200)
    service_place = models.CharField(_("place of service"), max_length=200, blank=True)
    conditions = models.TextField(_("conditions for providers"))
    special_conditions = models.TextField(_("special conditions"), blank=True)
    cosigned_at = models.DateTimeField(null=True)
    """When the finance department agreed to the special conditions as they stand."""
    consortium = models.BooleanField(_("consortia may bid"), default=False)
    sme_choice = models.CharField(_("small and medium enterprises"), max_length=20, choices=SmeChoice.choices)
    sme_reason = models.CharField(_("reason"), max_length=300, blank=True)
    sme_deduction = models.DecimalField(
        _("price deduction (%)"), max_digits=4, decimal_places=2, default=Decimal(0)
    )

    budget = MoneyField(_("budget"))
    ceiling = MoneyField(_("ceiling price"))
    deposit = MoneyField(_("bid security"), default=Decimal("0.00"))
    price_weight = models.DecimalField(_("weight of the price (%)"), max_digits=5, decimal_places=2)
    low_price_mean = models.DecimalField(max_digits=4, decimal_places=2, null=True, blank=True)
    low_price_second = models.DecimalField(max_digits=4, decimal_places=2, null=True, blank=True)
    low_price_ceiling = models.DecimalField(max_digits=4, decimal_places=2, null=True, blank=True)
    """Rates below which a price is looked into; empty: those of the law."""

    documents_from = models.DateTimeField(_("documents available from"))
    documents_until = models.DateTimeField(_("documents available until"))
    documents_how = models.CharField(_("where to obtain the documents"), max_length=300)
    documents_price = MoneyField(_("price of the documents"), default=Decimal("0.00"))
    closes_at = models.DateTimeField(_("bids close at"))
    opens_at = models.DateTimeField(_("bids are opened at"))
    opening_place = models.CharField(_("place of opening"), max_length=200)
    contact_name = models.CharField(_("contact person"), max_length=60)
    contact_phone = models.CharField(_("telephone"), max_length=40)
    remarks = models.TextField(_("other matters"), blank=True)
    statutory_url = models.URLField(_("statutory publication"), blank=True)

    evaluation_standard = models.JSONField(default=list, blank=True)
    """The project's indicators as they were announced: they bind the later performance review (A4.1)."""
    public_key = models.BinaryField(null=True)
    """32 bytes, X25519. Bids are sealed to it; the other half exists in shares only."""
    published_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)
    opened_at = models.DateTimeField(null=True)
    panel_formed_at = models.DateTimeField(null=True)
    evaluated_at = models.DateTimeField(null=True)
    decided_at = models.DateTimeField(null=True)
    announced_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    failure_ground = models.CharField(max_length=20, choices=FailureGround.choices, blank=True)
    failure_reason = models.TextField(blank=True)
    notice_id = models.UUIDField(null=True)
    """The tender notice."""
    result_notice_id = models.UUIDField(null=True)
    """The result notice, or the notice of failure or cancellation."""

    objects = TenderQuerySet.as_manager()
    private_key = b""
    """Not a column: see `hold_new_key`."""

    class Meta(TenderLifecycle.Meta):
        verbose_name = _("tender")
        verbose_name_plural = _("tenders")
        ordering = ["-closes_at"]
        indexes = [models.Index(fields=["state", "closes_at"], name="tender_due")]
        constraints = [
            positive("budget", name="tender_budget"),
            positive("ceiling", name="tender_ceiling"),
            positive("deposit", zero=True, name="tender_deposit"),
            positive("documents_price", zero=True, name="tender_documents_price"),
            models.CheckConstraint(condition=Q(ceiling__lte=F("budget")), name="tender_ceiling_in_budget"),
            models.CheckConstraint(
                condition=Q(price_weight__gte=0) & Q(price_weight__lte=100), name="tender_weight"
            ),
            models.CheckConstraint(
                condition=Q(opens_at__gte=F("closes_at")), name="tender_opens_after_closing"
            ),
            models.CheckConstraint(
                condition=Q(state__in=["draft", "cancelled"])
                | Q(public_key__isnull=False, published_at__isnull=False),
                name="tender_published_with_key",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["draft", "cancelled"])
                | Q(special_conditions="")
                | Q(cosigned_at__isnull=False),
                name="tender_cosigned",
            ),
            models.UniqueConstraint(
                fields=["project"],
                condition=~Q(state__in=["failed", "cancelled"]),
                name="tender_one_live_per_project",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def born_in(self) -> dict[str, str]:
        """What the address of its first step carries."""
        return {"project": str(self.project_id)}

    def jurisdiction_code(self) -> str:
        return self.purchaser.jurisdiction.code

    def regime_date(self) -> date:
        """The day of the first notice decides which law applies (rules.md B0)."""
        return legal_date(self.published_at) if self.published_at else legal_date()

    def get_absolute_url(self) -> str:
        return reverse("sourcing:tender", args=[self.pk])

    def may_read_paper(self, actor: Actor, paper: Any) -> bool:
        """To bidders the check of their credit is nobody's but the purchaser's, and a letter is its addressee's.

        The tender document is for every provider, from the hour that the notice names.
        """
        if actor.organisation_kind != OrganisationKind.PROVIDER:
            return True
        if paper.kind == DOCUMENT:
            return legal_now() >= self.documents_from
        if paper.kind == LETTER:
            return hasattr(self, "award") and actor.keeps_files_of(self.award.provider_id)
        return paper.kind != "credit_check"

    def amount_at_stake(self) -> Decimal:
        return self.budget

    def let_see(self, organisation_id: UUID) -> None:
        self.project.let_see(organisation_id)

    def event_facts(self) -> dict[str, Any]:
        return {"number": self.number}

    def address_of(self, step: str) -> str:
        """The page of one of its steps."""
        return reverse(f"sourcing:tender-{step.replace('_', '-')}", args=[self.pk])

    @property
    def chair(self) -> Any:
        """Who chairs the panel; None before it is formed."""
        return self.seats.sitting().filter(is_chair=True).first()

    @property
    def seats_panel_id(self) -> UUID | None:
        """Who forms the panel next: nobody where too few bidders are left to evaluate."""
        return None if too_few_are_left(self) else self.purchaser_id

    @property
    def chair_organisation_id(self) -> UUID | None:
        return self.chair and self.chair.organisation_id

    @property
    def chair_user_id(self) -> UUID | None:
        return self.chair and self.chair.user_id

    @property
    def nobody_to_ask(self) -> bool:
        return not to_ask(self)

    # what steps fill in

    def set_project(self, project: Project) -> None:
        self.project, self.purchaser, self.finance = project, project.purchaser, project.finance
        self.budget = project.granted_amount
        self.round = project.tenders.count() + 1
        self.number = project.number if self.round == 1 else f"{project.number}-{self.round}"

    def take_special_conditions(self) -> None:
        """Where there is a requirement they stand in it, with finance's signature, and are entered once (A2.7)."""
        if (found := self.requirement_of_project()) is not None:
            self.special_conditions, self.cosigned_at = found.special_conditions, found.cosigned_at

    @property
    def conditions_signed_at(self) -> datetime | None:
        """A draft waits for the requirement's signature; what is announced bears that of its day."""
        found = self.requirement_of_project() if self.state == self.State.DRAFT else None
        return found.cosigned_at if found else self.cosigned_at

    def texts_on_providers(self) -> Iterator[tuple[Any, str]]:
        """What it demands of providers, and how they are judged: place and text."""
        yield _("conditions for providers"), self.conditions
        yield _("special conditions"), self.special_conditions
        for criterion in self.criteria.all():
            yield criterion.name, f"{criterion.name} {criterion.standard}"

    def set_price_weight(self, criteria: list[dict[str, Any]]) -> None:
        self.price_weight = sum(
            (c["weight"] for c in criteria if c["kind"] == CriterionKind.PRICE), Decimal(0)
        )

    def freeze_standard(self) -> None:
        """The project's indicators as they stand at the notice: later changes don't reach them (A4.1)."""
        self.evaluation_standard = [
            {
                "id": str(indicator.pk),
                "block": indicator.block,
                "name": indicator.name,
                "formula": indicator.formula,
                "unit": indicator.unit,
                "target": str(indicator.target),
                "zero_at": str(indicator.zero_at),
                "scoring": indicator.scoring,
                "points": str(indicator.points),
                "scorer": indicator.scorer,
                "evidence": indicator.evidence,
            }
            for indicator in self.project.indicators.all()
        ]

    def hold_new_key(self) -> None:
        """A key pair for this tender alone. The private half stays in memory until its shares are made."""
        self.private_key, self.public_key = envelope.new_key_pair()

    def take_private_key(self) -> bytes:
        """The private half, for the shares; from then on nobody has it."""
        key, self.private_key = self.private_key, b""
        return key

    def move_deadline(self, closes_at: datetime | None) -> None:
        if closes_at:
            self.closes_at = self.opens_at = closes_at

    # what bids and the opening ask

    def next_version(self, provider_id: UUID) -> int:
        """The version of the next submission of that bidder."""
        last = self.last_bid(provider_id)
        return last.version + 1 if last else 1

    def last_bid(self, provider_id: UUID) -> Any:
        return self.bids.filter(provider_id=provider_id).order_by("-version").first()

    def standing_bids(self) -> list[Any]:
        """The last submission of each bidder, withdrawals left out. Nobody is shown this before the opening."""
        last = self.bids.order_by("provider_id", "-version").distinct("provider_id")
        return [bid for bid in last if bid.kind == BidKind.BID]

    @property
    def opening_day_ends(self) -> datetime:
        return datetime.combine(legal_date(self.opens_at), time.max, SHANGHAI)

    @property
    def opening_has_begun(self) -> bool:
        """Somebody has given a part of the key."""
        return self.ceremonies.filter(contributions__isnull=False).exists()

    def running_ceremony(self) -> Any:
        return self.ceremonies.filter(ended_at=None).first()

    def is_open_for_bids(self, now: datetime) -> bool:
        """Published, and the deadline still ahead: what the clock says rules, not whether a task has run."""
        return self.state == self.State.PUBLISHED and now < self.closes_at

    def is_due_for_opening(self, now: datetime) -> bool:
        return self.state in {self.State.PUBLISHED, self.State.CLOSED} and now >= self.opens_at

    def seal_context(self, bidder: UUID, version: int) -> str:
        """What a bid is bound to: suite, tender, lot, round, bidder and version (docs/envelope.md)."""
        return f"1|{self.pk}|0|{self.round}|{bidder}|{version}"


class Criterion(Model):
    """One factor of evaluation. Its most points are its weight in per cent; the price is one of them."""

    tender = models.ForeignKey(Tender, models.CASCADE, related_name="criteria")
    position = models.PositiveSmallIntegerField()
    kind = models.CharField(_("kind"), max_length=12, choices=CriterionKind.choices)
    name = models.CharField(_("name"), max_length=120)
    standard = models.TextField(_("how points are given"), max_length=2000)
    weight = models.DecimalField(_("weight (%)"), max_digits=5, decimal_places=2)
    objective = models.BooleanField(_("objective"), default=False)
    """Members must agree on the points of an objective factor (Order 87, article 64)."""

    class Meta:
        verbose_name = _("criterion")
        verbose_name_plural = _("criteria")
        ordering = ["position"]
        constraints = [
            models.CheckConstraint(condition=Q(weight__gt=0) & Q(weight__lte=100), name="criterion_weight"),
            models.UniqueConstraint(fields=["tender", "position"], name="criterion_position"),
        ]

    def __str__(self) -> str:
        return self.name


class RequiredPaper(Model):
    """A paper that each bid must (or may) contain, so that a bidder sees what is missing before the deadline."""

    tender = models.ForeignKey(Tender, models.CASCADE, related_name="papers")
    position = models.PositiveSmallIntegerField()
    name = models.CharField(_("name of the paper"), max_length=120)
    hint = models.CharField(_("what it must show"), max_length=300, blank=True)
    required = models.BooleanField(_("required"), default=True)

    class Meta:
        verbose_name = _("required paper")
        verbose_name_plural = _("required papers")
        ordering = ["position"]
        constraints = [models.UniqueConstraint(fields=["tender", "position"], name="paper_position")]

    def __str__(self) -> str:
        return self.name


class Clarification(Model):
    """A published change or clarification (AN-06). Earlier words stay readable."""

    tender = models.ForeignKey(Tender, models.PROTECT, related_name="clarifications")
    item = models.CharField(_("item"), max_length=120)
    before = models.TextField(_("before the correction"), blank=True)
    after = models.TextField(_("after the correction"))
    affects_bids = models.BooleanField(_("affects the preparation of bids"), default=True)
    closes_before = models.DateTimeField(null=True)
    closes_after = models.DateTimeField(null=True)
    issued_at = models.DateTimeField()
    notice_id = models.UUIDField(null=True)

    class Meta:
        verbose_name = _("clarification")
        verbose_name_plural = _("clarifications")
        ordering = ["issued_at"]
        triggers = append_only()

    def __str__(self) -> str:
        return self.item
