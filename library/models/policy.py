"""The documents on the shelf."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import TYPE_CHECKING, Any, Self
from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Case, F, OuterRef, Q, Value, When
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.models import Jurisdiction, Organisation
from core.models import VisibleQuerySet
from disclosure import services as disclosure
from disclosure.models import Notice, Withheld
from documents.models import Attachment
from library.kinds import OF_GOVERNMENT, TONES, Kind, Way
from library.lifecycle import PolicyLifecycle
from library.told import Told
from library.triggers import Stays
from workflow.act import Act
from workflow.clock import SHANGHAI

if TYPE_CHECKING:
    from core.actor import Actor

PUBLIC = [PolicyLifecycle.State.PUBLISHED, PolicyLifecycle.State.REPLACED, PolicyLifecycle.State.REPEALED]
NAMES = ArrayField(models.CharField(max_length=80))
PUBLIC_NAMES = ["published", "replaced", "repealed"]
TEXT = [
    "kind", "title", "issuer", "number", "signed_on", "web_on", "in_force_from", "in_force_until", "parent",
    "parent_title", "parent_number", "replaces", "addressees", "text", "published_at", "jurisdiction", "publisher",
]  # fmt: skip
"""What was published stays as it was."""


class PolicyQuerySet(VisibleQuerySet):
    def public(self) -> Self:
        return self.filter(state__in=PUBLIC)

    def visible_to(self, actor: Actor) -> Self:
        """What has been published is for everybody; an entry is its finance department's own."""
        if actor.organisation_id is None:
            return self.public()
        return self.filter(Q(state__in=PUBLIC) | Q(publisher_id__in=actor.files_of))

    def as_told_to(self, actor: Actor) -> Self:
        """Those visible to somebody, and with each of others' what is withheld of its notices (`told`)."""
        gone = Withheld.objects.filter(notice__subject_id=OuterRef("pk")).order_by("field").values("field")
        own = When(publisher_id__in=actor.files_of, then=Value([], output_field=NAMES))
        return self.visible_to(actor).annotate(
            gaps=Case(own, default=ArraySubquery(gone), output_field=NAMES)
        )

    def found_by(self, word: str) -> Self:
        """With that word in their title, number, issuer or text, as far as the public may read them.

        There are tens of documents, not millions: no index is needed.
        """
        notices = Notice.objects.filter(subject_type=Policy._meta.label_lower, search__text__icontains=word)
        own = Q(title__icontains=word) | Q(number__icontains=word)
        own |= Q(issuer__icontains=word) | Q(text__icontains=word)
        return self.filter(
            Q(state__in=PUBLIC, pk__in=notices.values("subject_id")) | (~Q(state__in=PUBLIC) & own)
        )


class Policy(PolicyLifecycle):
    """A policy, what carries it out or explains it, guidance, a case, or publicity."""

    publisher = models.ForeignKey(
        Organisation, models.PROTECT, related_name="+", verbose_name=_("entered by")
    )
    """The finance department that keeps it."""
    jurisdiction = models.ForeignKey(
        Jurisdiction, models.PROTECT, related_name="policies", verbose_name=_("jurisdiction")
    )
    kind = models.CharField(pgettext_lazy("policy library", "kind"), max_length=16, choices=Kind)
    title = models.CharField(pgettext_lazy("policy library", "title"), max_length=300)
    issuer = models.CharField(_("issuing body"), max_length=200)
    number = models.CharField(_("document number"), max_length=80, blank=True)
    signed_on = models.DateField(_("signed on"))
    web_on = models.DateField(_("on the web since"), null=True, blank=True)
    in_force_from = models.DateField(pgettext_lazy("policy library", "in force from"), null=True, blank=True)
    in_force_until = models.DateField(
        pgettext_lazy("policy library", "in force until"), null=True, blank=True
    )
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="children", verbose_name=_("issued under")
    )
    parent_title = models.CharField(max_length=300, blank=True)
    parent_number = models.CharField(max_length=80, blank=True)
    """Of a parent that doesn't stand on the shelf."""
    replaces = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="successors", verbose_name=_("replaces")
    )
    addressees = models.CharField(_("addressees"), max_length=1000, blank=True)
    text = models.TextField(pgettext_lazy("policy library", "text"), blank=True)
    entered_by = models.UUIDField()
    """The person's key: who enters does not review."""
    entered_at = models.DateTimeField()
    published_at = models.DateTimeField(null=True, blank=True)
    copied_on = models.DateField(_("copied to finance above on"), null=True, blank=True)
    copied_how = models.CharField(_("way of the copy"), max_length=12, choices=Way, blank=True)
    copied_note = models.CharField(_("number of the dispatch or receipt"), max_length=200, blank=True)
    repealed_on = models.DateField(_("repealed on"), null=True, blank=True)
    repeal_grounds = models.TextField(blank=True)

    objects = PolicyQuerySet.as_manager()

    class Meta(PolicyLifecycle.Meta):
        verbose_name = _("policy document")
        verbose_name_plural = _("policy documents")
        ordering = ["-signed_on", "number"]
        indexes = [models.Index(fields=["kind", "jurisdiction", "signed_on"], name="policy_shelf")]
        constraints = [
            models.CheckConstraint(
                condition=Q(copied_on__isnull=True, copied_how="")
                | (Q(copied_on__gte=F("signed_on"), kind__in=["policy", "rules"]) & ~Q(copied_how="")),
                name="policy_copy_told",
            ),
            models.CheckConstraint(
                condition=Q(web_on__isnull=True) | Q(web_on__gte=F("signed_on")), name="policy_web"
            ),
            models.CheckConstraint(
                condition=Q(in_force_until__isnull=True)
                | Q(in_force_from__isnull=True)
                | Q(in_force_until__gte=F("in_force_from")),
                name="policy_force",
            ),
            models.CheckConstraint(
                condition=Q(parent__isnull=True)
                | (Q(parent_title="", parent_number="") & ~Q(parent=F("id"))),
                name="policy_parent",
            ),
            models.CheckConstraint(
                condition=~Q(kind__in=["policy", "rules"]) | ~Q(number=""), name="policy_numbered"
            ),
            models.CheckConstraint(
                condition=Q(published_at__isnull=False, state__in=PUBLIC_NAMES)
                | (Q(published_at__isnull=True) & ~Q(state__in=PUBLIC_NAMES)),
                name="policy_published",
            ),
            models.CheckConstraint(
                condition=Q(repealed_on__isnull=False, state="repealed")
                | (Q(repealed_on__isnull=True) & ~Q(state="repealed")),
                name="policy_repealed",
            ),
        ]
        triggers = [
            *PolicyLifecycle.Meta.triggers,
            Stays("published_stays", PUBLIC_NAMES, *TEXT),
            Stays(
                "copied_once",
                PUBLIC_NAMES,
                "copied_on",
                "copied_how",
                "copied_note",
                unless_empty="copied_on",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def told(self) -> Told:
        """As the reader for whom it was fetched (`as_told_to`) may read it."""
        return Told(self, frozenset(getattr(self, "gaps", ())))

    def jurisdiction_code(self) -> str:
        return self.jurisdiction.code

    def regime_date(self) -> date:
        return self.signed_on

    def get_absolute_url(self) -> str:
        return reverse("library:policy", args=[self.pk])

    def event_facts(self) -> dict[str, Any]:
        return {"kind": self.kind, "number": self.number}

    def set_publisher(self, act: Act) -> None:
        self.publisher = Organisation.objects.get(pk=act.actor.organisation_id)
        self.jurisdiction = self.publisher.jurisdiction
        self.entered_by, self.entered_at = act.actor.user_id, act.now

    def may_read_paper(self, actor: Actor, paper: Any) -> bool:
        """The receipt of a copy is between the two finance departments; text and annexes are for everybody, unless they
        have been withheld."""
        if getattr(paper, "is_public", True) and not disclosure.is_withheld(self, paper):
            return True
        return self.copy_is_seen_by(actor)

    def has_files(self) -> bool:
        return Attachment.objects.of(self).exists()

    @property
    def tone(self) -> str:
        return TONES.get(self.kind, "")

    @property
    def is_public(self) -> bool:
        return self.state in PUBLIC

    @property
    def issued_at(self) -> datetime:
        """From when the period of the copy counts (A7.1): the day of signing."""
        return datetime.combine(self.signed_on, time(12), SHANGHAI)

    @property
    def is_to_be_copied(self) -> bool:
        """Whether finance one level up gets a copy."""
        return self.kind in OF_GOVERNMENT and self.jurisdiction.parent_id is not None

    @property
    def copy_settled(self) -> bool:
        """Recorded already, or not called for."""
        return self.copied_on is not None or not self.is_to_be_copied

    @property
    def copying_party(self) -> UUID | None:
        """Who still owes the copy."""
        return None if self.copy_settled else self.publisher_id

    def copy_is_seen_by(self, actor: Actor) -> bool:
        """Whether and how finance above got its copy is between the two."""
        return actor.belongs_to(self.publisher_id) or self.jurisdiction.code in (actor.jurisdictions or ())

    @property
    def cite(self) -> str:
        """Number where it has one, else the title."""
        return self.number or self.title
