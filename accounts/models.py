"""People, organisations, jurisdictions and memberships."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from django.contrib.auth.models import AbstractBaseUser, UserManager
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from accounts.lifecycle import PostChangeLifecycle, SectionLifecycle
from accounts.roles import LEADERS, JurisdictionKind, OrganisationKind, Role
from accounts.telling.kinds import Way
from core import wall
from core.models import Model, VisibleQuerySet
from workflow.clock import LegalNow, legal_date

if TYPE_CHECKING:
    from datetime import date

    from core.actor import Actor
    from workflow.act import Act


class NamedModel(Model):
    """Something with a name in both languages. English falls back to the Chinese name."""

    name = models.CharField(_("name"), max_length=200)
    name_en = models.CharField(_("English name"), max_length=200, blank=True)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return (self.name_en or self.name) if (get_language() or "").startswith("en") else self.name


class Jurisdiction(NamedModel):
    """A government level with its own budget: the city, a district, a development zone, the province above."""

    code = models.CharField(_("code"), max_length=12, unique=True)
    kind = models.CharField(_("kind"), max_length=12, choices=JurisdictionKind.choices)
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="children")
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        verbose_name = _("jurisdiction")
        verbose_name_plural = _("jurisdictions")
        ordering = ["position", "code"]


class OrganisationQuerySet(VisibleQuerySet):
    def visible_to(self, actor: Actor) -> Self:
        """Organisations are public by name."""
        return self.filter(is_active=True)

    def of_kind(self, *kinds: str) -> Self:
        return self.filter(kind__in=kinds)


class Organisation(NamedModel):
    """A unit that takes part. `code` is its 统一社会信用代码, or an older registration number (before 2015-10)."""

    kind = models.CharField(_("kind"), max_length=12, choices=OrganisationKind.choices)
    code = models.CharField(_("unified social credit code"), max_length=32, unique=True)
    jurisdiction = models.ForeignKey(Jurisdiction, models.PROTECT, related_name="organisations")
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="parts")
    sort_key = models.CharField(max_length=200, blank=True, db_index=True)
    """Name in pinyin: the database's collation can't sort Chinese."""
    address = models.CharField(_("address"), max_length=200, blank=True)
    contact = models.CharField(_("contact"), max_length=100, blank=True)
    phone = models.CharField(_("phone"), max_length=40, blank=True)
    is_active = models.BooleanField(default=True)
    successor = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="predecessors")
    """Of a closed unit: who keeps its files."""
    closed_on = models.DateField(_("closed on"), null=True, blank=True)

    objects = OrganisationQuerySet.as_manager()

    class Meta:
        verbose_name = _("organisation")
        verbose_name_plural = _("organisations")
        ordering = ["sort_key", "name"]
        constraints = [
            models.CheckConstraint(
                condition=Q(is_active=False) | Q(successor__isnull=True, closed_on__isnull=True),
                name="organisation_open_has_no_successor",
            ),
        ]

    def get_absolute_url(self) -> str:
        return reverse("accounts:organisation", args=[self.pk])


class User(Model, AbstractBaseUser):
    """A person with an account. What they may do comes from their memberships alone: there are no superusers."""

    username = models.CharField(_("account name"), max_length=60, unique=True)
    name = models.CharField(_("name"), max_length=100)
    email = models.EmailField(_("e-mail"), blank=True)
    is_active = models.BooleanField(default=True)
    language = models.CharField(_("language"), max_length=10, blank=True)
    password_changed_at = models.DateTimeField(null=True, blank=True, editable=False)
    """By the time on the wall."""

    objects = UserManager()

    USERNAME_FIELD = "username"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["name"]

    class Meta:
        verbose_name = _("person")
        verbose_name_plural = _("people")

    def __str__(self) -> str:
        return self.name

    def set_password(self, raw_password: str | None) -> None:
        super().set_password(raw_password)
        self.password_changed_at = wall.now()


class SectionQuerySet(VisibleQuerySet):
    def visible_to(self, actor: Actor) -> Self:
        """Those of one's own unit, also the ended ones: their names stay readable."""
        return self.filter(organisation_id=actor.organisation_id) if actor.organisation_id else self.none()

    def open(self) -> Self:
        return self.filter(state=SectionLifecycle.State.OPEN)


class Section(SectionLifecycle, NamedModel):
    """A section (科室) of a unit: work lands with it, its chief sees how it stands."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="sections")
    position = models.PositiveSmallIntegerField(_("place in the list"), default=0)
    opened_at = models.DateTimeField(db_default=LegalNow())
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = SectionQuerySet.as_manager()

    class Meta(SectionLifecycle.Meta):
        verbose_name = _("section of a unit")
        verbose_name_plural = _("sections of a unit")
        ordering = ["position", "name"]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "name"], condition=Q(state="open"), name="section_name_once"
            )
        ]

    def jurisdiction_code(self) -> str:
        return self.organisation.jurisdiction.code

    def regime_date(self) -> date:
        return legal_date(self.opened_at)

    def get_absolute_url(self) -> str:
        return reverse("accounts:unit")


class MembershipQuerySet(VisibleQuerySet):
    def current(self) -> Self:
        """Memberships that count today."""
        return self.filter(is_active=True, organisation__is_active=True).filter(
            Q(until__isnull=True) | Q(until__gte=LegalNow())
        )

    def longest_first(self) -> Self:
        """Who has been there longest comes first; of those who came at one moment, always the same one."""
        return self.order_by("since", "user__username")

    def visible_to(self, actor: Actor) -> Self:
        """One's own."""
        return self.filter(user_id=actor.user_id) if actor.user_id else self.none()

    def of_unit(self, actor: Actor) -> Self:
        """Those of the unit for which one acts, for who orders it."""
        return self.filter(organisation_id=actor.organisation_id) if actor.organisation_id else self.none()


class Membership(Model):
    """A person in an organisation, with their post (岗位) and their roles there."""

    user = models.ForeignKey(User, models.PROTECT, related_name="memberships")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="memberships")
    roles = ArrayField(models.CharField(max_length=40, choices=Role.choices), default=list)
    title = models.CharField(_("post"), max_length=100, blank=True)
    section = models.ForeignKey(Section, models.PROTECT, null=True, blank=True, related_name="members")
    is_chief = models.BooleanField(default=False)
    """Leads the section: sees how it stands, reassigns, urges."""
    since = models.DateTimeField(db_default=LegalNow())
    until = models.DateTimeField(null=True, blank=True)
    is_active = models.BooleanField(default=True)
    deputises = keeps_files = True
    """Whether this member may stand in for somebody, and its unit keep a closed one's files: as long as nobody has
    looked (`accounts.actors.memberships_of` does), perhaps."""

    objects = MembershipQuerySet.as_manager()

    class Meta:
        verbose_name = _("membership")
        verbose_name_plural = _("memberships")
        constraints = [
            models.UniqueConstraint(fields=["user", "organisation"], name="membership_once"),
            models.CheckConstraint(
                condition=Q(is_chief=False) | Q(section__isnull=False), name="membership_chief_of_a_section"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user} · {self.organisation}"

    @property
    def role_labels(self) -> list[str]:
        return [str(Role(r).label) for r in self.roles]

    @property
    def leads(self) -> str:
        """As `core.actor.Actor.leads`."""
        if not set(LEADERS).isdisjoint(self.roles):
            return "unit"
        return "section" if self.is_chief else ""

    @property
    def post(self) -> str:
        """Section and post in one breath."""
        return f"{self.section or ''} {self.title}".strip()


class PostChangeQuerySet(VisibleQuerySet):
    def visible_to(self, actor: Actor) -> Self:
        return self.filter(organisation_id=actor.organisation_id) if actor.organisation_id else self.none()


class PostChange(PostChangeLifecycle):
    """An entry in the unit's book of posts: who was given which post, and when."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="post_changes")
    membership = models.ForeignKey(Membership, models.PROTECT, related_name="changes")
    kind = models.CharField(max_length=10)
    """The name of the step by which it came."""
    title = models.CharField(_("post"), max_length=100, blank=True)
    section = models.ForeignKey(Section, models.PROTECT, null=True, blank=True, related_name="+")
    is_chief = models.BooleanField(default=False)
    roles = ArrayField(models.CharField(max_length=40, choices=Role.choices), default=list)
    had_post = models.BooleanField(default=False)
    """Of somebody who came over from another unit: had a post in this one already."""
    made_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    """None: the operator of the portal, who brings the first administrator."""
    made_at = models.DateTimeField()

    objects = PostChangeQuerySet.as_manager()

    class Meta(PostChangeLifecycle.Meta):
        verbose_name = _("change of a post")
        verbose_name_plural = _("changes of posts")
        ordering = ["-made_at"]

    def __str__(self) -> str:
        return str(self.steps()[self.kind].label)

    @property
    def role_labels(self) -> list[str]:
        return [str(Role(r).label) for r in self.roles]

    def keep(self, act: Act, kind: str) -> None:
        """What the act says, and who did it for which unit."""
        self.organisation_id, self.made_by_id = act.actor.organisation_id, act.actor.user_id
        self.kind, self.made_at = kind, act.now
        for name in ("title", "section", "is_chief", "roles"):
            if name in act.data:
                setattr(self, name, act.data[name])

    def jurisdiction_code(self) -> str:
        return self.organisation.jurisdiction.code

    def regime_date(self) -> date:
        return legal_date(self.made_at)

    def get_absolute_url(self) -> str:
        return reverse("accounts:unit")


class MailboxMessage(Model):
    """A message that a demonstration keeps instead of sending it out."""

    to_name = models.CharField(max_length=100)
    to_address = models.CharField(max_length=200)
    user = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    channel = models.CharField(max_length=20, default="mail")
    subject = models.CharField(max_length=300)
    body = models.TextField()
    url = models.CharField(max_length=500, blank=True)
    sent_at = models.DateTimeField(db_default=LegalNow())
    letter = models.CharField(max_length=80, null=True, unique=True)
    """The key of the letter that was delivered: a second delivery changes nothing."""

    class Meta:
        verbose_name = _("message")
        verbose_name_plural = _("messages")
        ordering = ["-sent_at"]

    def __str__(self) -> str:
        return self.subject

    @property
    def way(self) -> str:
        return str(Way(self.channel).label)


# Rooms of their own; they name the models above.
from accounts.deputies.models import Deputyship  # noqa: E402
from accounts.handover.models import HandedDuty, HandOver  # noqa: E402
from accounts.identity.models import Identity  # noqa: E402
from accounts.loans.models import Loan  # noqa: E402
from accounts.reforms.models import Assignment, OrganisationName, Part, Reform, ReformHeir  # noqa: E402
from accounts.telling.models import Address, Delivery, Hours, Message, Wish  # noqa: E402

__all__ = [
    "Address",
    "Assignment",
    "Delivery",
    "Deputyship",
    "HandOver",
    "HandedDuty",
    "Hours",
    "Identity",
    "Jurisdiction",
    "Loan",
    "MailboxMessage",
    "Membership",
    "MembershipQuerySet",
    "Message",
    "NamedModel",
    "Organisation",
    "OrganisationName",
    "OrganisationQuerySet",
    "Part",
    "PostChange",
    "Reform",
    "ReformHeir",
    "Section",
    "User",
    "Wish",
]
