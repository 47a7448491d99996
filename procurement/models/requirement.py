"""What exactly is to be bought, who was asked about it, and who has reviewed it (rules B13)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any, Self
from uuid import UUID

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from core.models import Model, VisibleQuerySet
from core.money import MoneyField, positive
from disclosure.services import notices_of
from procurement.lifecycle import RequirementLifecycle
from procurement.models.plan import OVERSEERS, Method
from procurement.models.project import Project
from procurement.policies import is_insider
from procurement.proportion import Needs, needs_of
from procurement.rules.requirement import end_of, start_of
from workflow.addresses import of_step
from workflow.clock import legal_date
from workflow.triggers import append_only

if TYPE_CHECKING:
    from core.actor import Actor


class RequirementQuerySet(VisibleQuerySet):
    def visible_to(self, actor: Actor) -> Self:
        """The unit's own; finance, audit and regulators those of their jurisdictions. The public reads the notices."""
        if not actor.is_user or actor.organisation_id is None:
            return self.none()
        seen = Q(project__purchaser_id__in=actor.files_of)
        if actor.organisation_kind in OVERSEERS:
            seen |= Q(project__jurisdiction__code__in=actor.jurisdictions)
        return self.filter(seen)

    def up_for_comment(self) -> Self:
        """What everybody may comment on; whether it is still time says `takes_comments`."""
        return self.filter(state=RequirementLifecycle.State.CONSULTING)


class Requirement(RequirementLifecycle):
    """The requirement of a project together with the plan for its procurement (采购需求、采购实施计划)."""

    class Organisation(models.TextChoices):
        """采购组织形式"""

        OWN = "own", _("By the purchaser itself")
        AGENCY = "agency", _("Through an agency")
        CENTRAL = "central", _("Centralised procurement")

    class Pricing(models.TextChoices):
        """合同定价方式"""

        TOTAL = "total", _("Fixed total price")
        UNIT = "unit", _("Fixed unit price, by quantity delivered")
        COST = "cost", _("Costs reimbursed, with a limit")
        RESULT = "result", _("By results of performance")

    class Way(models.TextChoices):
        """How the market was asked."""

        CONSULTING = "consulting", _("Consultation")
        FORUM = "forum", _("Discussion meeting")
        QUESTIONNAIRE = "questionnaire", _("Questionnaire")
        VISIT = "visit", _("Visits on site")

    project = models.OneToOneField(Project, models.PROTECT, related_name="requirement")
    revision = models.PositiveIntegerField(default=0)
    """How often it has been saved: who saves an older one is told so."""
    round = models.PositiveSmallIntegerField(default=0)
    """How often it has been sent to review. Reviews belong to a round."""

    goal = models.TextField(_("function and goal"))
    standards = models.TextField(_("standards to be kept"))
    quality = models.TextField(_("quality and safety"))
    quantity = models.TextField(_("quantity, time and place"))
    service = models.TextField(_("service standard, period and efficiency"))
    acceptance = models.TextField(_("standard of acceptance"))
    other = models.TextField(_("other demands"), blank=True)

    ceiling = MoneyField(_("ceiling price (yuan)"))
    begins_on = models.DateField(_("sourcing begins"))
    organisation = models.CharField(
        _("who carries it out"), max_length=12, choices=Organisation.choices, default=Organisation.OWN
    )
    method = models.CharField(_("procurement method"), max_length=16, choices=Method.choices)
    eligibility = models.TextField(_("conditions for providers"))
    special_conditions = models.TextField(_("special conditions for providers"), blank=True)
    """What this project asks beyond what every provider must be: finance co-signs it (A2.7)."""
    cosign_asked_at = models.DateTimeField(null=True, blank=True)
    """Since when finance has them before it; empty once it has answered."""
    cosigned_at = models.DateTimeField(null=True, blank=True)
    """When finance agreed to them as they stand."""
    similar_contracts = models.PositiveSmallIntegerField(_("contracts of the same kind asked for"), default=0)
    rules_of_choice = models.TextField(_("rules by which the provider is chosen"))
    pricing = models.CharField(_("pricing"), max_length=12, choices=Pricing.choices)
    acceptance_plan = models.TextField(_("plan of acceptance"))
    recipients_accept = models.BooleanField(_("recipients take part in acceptance"), default=False)
    risks = models.TextField(_("risks and how they are met"))
    is_special = models.BooleanField(_("complex, or much watched"), default=False)
    emergency = models.TextField(_("unforeseen emergency"), blank=True)

    surveyed_on = models.DateField(_("survey concluded on"), null=True, blank=True)
    survey_way = models.CharField(_("how it was held"), max_length=16, choices=Way.choices, blank=True)
    survey_findings = models.TextField(_("what the survey found"), blank=True)
    survey_event = models.UUIDField(null=True, blank=True)
    """The act by which it was recorded last: its respondents bear the same."""

    comments_from = models.DateTimeField(null=True, blank=True)
    comments_until = models.DateTimeField(null=True, blank=True)
    channel = models.CharField(_("where comments are sent"), max_length=200, blank=True)
    heard_at = models.DateTimeField(null=True, blank=True)
    """When what the public said was summed up."""
    feedback = models.TextField(_("summary of the comments"), blank=True)

    remark = models.TextField(blank=True)
    """Why it was last sent back or taken up again."""
    fixed_outside = models.CharField(_("document by which it was fixed"), max_length=120, blank=True)
    fixed_at = models.DateTimeField(null=True, blank=True)

    objects = RequirementQuerySet.as_manager()

    class Meta(RequirementLifecycle.Meta):
        verbose_name = _("procurement requirement")
        verbose_name_plural = _("procurement requirements")
        ordering = ["-project__year", "project__number"]
        constraints = [
            positive("ceiling", name="requirement_ceiling"),
            models.CheckConstraint(
                condition=Q(comments_until__isnull=True) | Q(comments_until__gt=F("comments_from")),
                name="requirement_comments",
            ),
            models.CheckConstraint(
                condition=~Q(state="fixed") | Q(fixed_at__isnull=False), name="requirement_fixed_at"
            ),
            models.CheckConstraint(
                condition=~Q(state="fixed") | Q(special_conditions="") | Q(cosigned_at__isnull=False),
                name="requirement_cosigned",
            ),
        ]

    def __str__(self) -> str:
        return gettext("Requirement: %(project)s") % {"project": self.project}

    @property
    def purchaser_id(self) -> UUID | None:
        return self.project.purchaser_id if self.project_id else None

    @property
    def finance_id(self) -> UUID | None:
        return self.project.finance_id if self.project_id else None

    @property
    def born_in(self) -> dict[str, str]:
        """What the address of its first step carries."""
        return {"project": str(self.project_id)}

    def jurisdiction_code(self) -> str:
        return self.project.jurisdiction_code()

    def regime_date(self) -> date:
        return legal_date(self.fixed_at) if self.fixed_at else legal_date()

    def get_absolute_url(self) -> str:
        return reverse("procurement:requirement-detail", args=[self.pk])

    def address_of(self, step: str) -> str:
        return of_step(type(self).steps()[step], self)

    def take_dates(self, since: date | None, until: date | None) -> None:
        """From when to when the public was asked outside of the portal; each day is meant whole."""
        if since and until:
            self.comments_from, self.comments_until = start_of(since), end_of(until)

    def may_read_paper(self, actor: Actor, paper: Any) -> bool:
        return is_insider(actor, self)

    @property
    def nothing_to_cosign(self) -> bool:
        """No special conditions, or they are signed as they stand."""
        return not self.special_conditions or self.cosigned_at is not None

    def texts_on_providers(self) -> Iterator[tuple[Any, str]]:
        """What it demands of providers, and how one is chosen: place and text."""
        for name in ("eligibility", "special_conditions", "rules_of_choice"):
            field: Any = self._meta.get_field(name)
            yield field.verbose_name, getattr(self, name)

    def needs(self, on: date) -> Needs:
        """What it must go through on that day."""
        return needs_of(self.project, on, special=self.is_special)

    @property
    def puts_up_id(self) -> UUID | None:
        """Whose head puts it up for comment next; None while the handler has a survey to make, or none is wanted."""
        needs = self.needs(legal_date())
        is_prepared = not needs.survey or self.surveyed_on is not None or bool(self.emergency.strip())
        return self.purchaser_id if needs.opinion and self.heard_at is None and is_prepared else None

    @property
    def sends_id(self) -> UUID | None:
        """Whose handler sends it to review; None while it is the head's turn to put it up for comment."""
        return None if self.puts_up_id else self.purchaser_id

    def names_of(self, part: str) -> set[tuple[str, str]]:
        """Names and units of the authors, or of the reviewers."""
        return set(self.hands.filter(part=part).values_list("name", "unit"))

    @property
    def is_reviewed_generally(self) -> bool:
        return RequirementReview.Kind.GENERAL in self.reviewed()

    @property
    def is_reviewed_in_focus(self) -> bool:
        return RequirementReview.Kind.FOCUSED in self.reviewed()

    def respondents(self) -> models.QuerySet[Respondent]:
        """Who was asked, as it was recorded last."""
        return self.all_respondents.filter(event_id=self.survey_event)

    def is_author(self, actor: Actor) -> bool:
        return self.hands.filter(part=Hand.Part.AUTHOR, user_id=actor.user_id).exists()

    def reviewed(self) -> set[str]:
        """Which reviews it has passed in this round."""
        return set(self.reviews.filter(round=self.round).values_list("kind", flat=True))

    def takes_comments(self, now: datetime) -> bool:
        until = self.comments_until
        return self.state == self.State.CONSULTING and until is not None and now < until

    def comments_url(self) -> str:
        """Where everybody reads what was said about it: on the notice that asked last."""
        notice = notices_of(self).last()
        return notice.get_absolute_url() if notice is not None else self.get_absolute_url()

    def comments_title(self) -> str:
        """As the notice says it: the project's own title may have changed since."""
        notice = notices_of(self).last()
        return str(notice.shown_title) if notice is not None else str(self)

    def portal_comments_of_round(self) -> Any:
        """What came through the portal since it was put up last."""
        return self.portal_comments.filter(submitted_at__gte=self.comments_from)

    def comments_on_page(self) -> str:
        """Where its own people find them all."""
        return f"{self.get_absolute_url()}#said"

    @property
    def last_day_of_comment(self) -> date | None:
        """A period ends at 24:00 of its last day."""
        return legal_date(self.comments_until - timedelta(seconds=1)) if self.comments_until else None

    def drafts(self) -> Iterator[tuple[Any, str]]:
        """What the public reads of it: label and text."""
        for name in ("goal", "standards", "quality", "quantity", "service", "acceptance", "other"):
            if text := getattr(self, name):
                field: Any = self._meta.get_field(name)
                yield field.verbose_name, text


class Hand(Model):
    """Somebody who wrote a requirement, or has reviewed it: nobody does both (CF-6)."""

    class Part(models.TextChoices):
        AUTHOR = "author", _("Author")
        REVIEWER = "reviewer", _("Reviewer")

    requirement = models.ForeignKey(Requirement, models.PROTECT, related_name="hands")
    user = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    name = models.CharField(_("name"), max_length=60)
    unit = models.CharField(_("unit"), max_length=120)
    part = models.CharField(max_length=8, choices=Part.choices)

    class Meta:
        verbose_name = _("author or reviewer of a requirement")
        verbose_name_plural = _("authors and reviewers of requirements")
        ordering = ["part", "unit", "name"]
        triggers = append_only()
        constraints = [
            models.UniqueConstraint(fields=["requirement", "name", "unit"], name="requirement_hand_once"),
            models.UniqueConstraint(fields=["requirement", "user"], name="requirement_user_once"),
        ]

    def __str__(self) -> str:
        return self.name


class Respondent(Model):
    """Who was asked in the survey, and what they said (RQ-2)."""

    class Kind(models.TextChoices):
        MARKET = "market", _("Market participant")
        RECIPIENT = "recipient", _("Recipients of the service")
        EXPERT = "expert", _("Expert or institute")

    requirement = models.ForeignKey(Requirement, models.PROTECT, related_name="all_respondents")
    event_id = models.UUIDField()
    position = models.PositiveSmallIntegerField()
    name = models.CharField(_("name"), max_length=120)
    kind = models.CharField(_("as what"), max_length=12, choices=Kind.choices)
    said = models.TextField(_("what they said"))

    class Meta:
        verbose_name = _("respondent of a survey")
        verbose_name_plural = _("respondents of surveys")
        ordering = ["position"]
        triggers = append_only()
        constraints = [
            models.UniqueConstraint(fields=["event_id", "name"], name="requirement_respondent_once")
        ]

    def __str__(self) -> str:
        return self.name


class PublicComment(Model):
    """What somebody from the public said about the draft, and what became of it (RQ-8)."""

    class Treatment(models.TextChoices):
        TAKEN = "taken", _("Taken up")
        PARTLY = "partly", _("Taken up in part")
        NOT_TAKEN = "not_taken", _("Not taken up")

    requirement = models.ForeignKey(Requirement, models.PROTECT, related_name="comments")
    position = models.PositiveSmallIntegerField()
    speaker = models.CharField(_("from whom"), max_length=120)
    text = models.TextField(_("what was said"))
    treatment = models.CharField(_("what became of it"), max_length=12, choices=Treatment.choices)
    answer = models.TextField(_("why"))
    event_id = models.UUIDField()

    class Meta:
        verbose_name = _("comment on a requirement")
        verbose_name_plural = _("comments on requirements")
        ordering = ["event_id", "position"]
        triggers = append_only()

    def __str__(self) -> str:
        return self.text[:60]


class RequirementReview(Model):
    """A review that was passed: of what, by whom, and what was found (RQ-4)."""

    class Kind(models.TextChoices):
        GENERAL = "general", _("General review")
        FOCUSED = "focused", _("Focused review")

    requirement = models.ForeignKey(Requirement, models.PROTECT, related_name="reviews")
    round = models.PositiveSmallIntegerField()
    kind = models.CharField(_("kind"), max_length=8, choices=Kind.choices)
    finding = models.TextField(_("what was found"))
    reviewers = models.JSONField(default=list)
    """Name and unit of each."""
    reviewed_on = models.DateField()
    event_id = models.UUIDField()

    class Meta:
        verbose_name = _("review of a requirement")
        verbose_name_plural = _("reviews of requirements")
        ordering = ["round", "kind"]
        triggers = append_only()
        constraints = [
            models.UniqueConstraint(fields=["requirement", "round", "kind"], name="requirement_review_once")
        ]

    def __str__(self) -> str:
        return self.get_kind_display()
