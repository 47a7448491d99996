"""Editions of the guidance catalogue (政府购买服务指导性目录)."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any, Self

from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts.models import Jurisdiction, Organisation
from catalog.lifecycle import EditionLifecycle, OpinionLifecycle
from core.models import VisibleQuerySet
from disclosure.models import Notice, Withheld
from workflow.addresses import of_step
from workflow.clock import legal_date

if TYPE_CHECKING:
    from core.actor import Actor


State = EditionLifecycle.State
IN_FORCE = (State.PUBLISHED, State.REPLACED)
"""What is in force, or was: it was published."""
ITEMS = "items"
"""Name of the list in the notices of an edition."""


class EditionQuerySet(VisibleQuerySet):
    def visible_to(self, actor: Actor) -> Self:
        """What the public has been told of; the rest is its finance department's own."""
        told = Notice.objects.filter(subject_id=OuterRef("pk"))
        return self._own_or(actor, Q(Exists(told)) & ~Q(state=State.DRAFT))

    def open_to(self, actor: Actor) -> Self:
        """Those whose items one may read as they stand: they are what was told, word for word.

        A draft that may be revised after its consultation isn't, and a list that was withheld is no longer told: of
        these the public reads the notice.
        """
        withheld = Withheld.objects.filter(notice__subject_id=OuterRef("pk"), field=ITEMS)
        return self._own_or(actor, Q(~Exists(withheld), state__in=(State.CONSULTING, *IN_FORCE)))

    def _own_or(self, actor: Actor, others: Q) -> Self:
        if actor.organisation_id is None:
            return self.filter(others)
        return self.filter(others | Q(publisher_id=actor.organisation_id))

    def in_force(self, on: date) -> Self:
        still = Q(effective_to__isnull=True) | Q(effective_to__gte=on)
        return self.filter(still, state__in=IN_FORCE, effective_from__lte=on)


class Edition(EditionLifecycle):
    """One government's catalogue for a year, with the document that issued it."""

    jurisdiction = models.ForeignKey(Jurisdiction, models.PROTECT, related_name="editions")
    publisher = models.ForeignKey(Organisation, models.PROTECT, related_name="editions")
    year = models.PositiveSmallIntegerField(_("year"))
    version = models.PositiveSmallIntegerField(_("version"), default=1)
    """An adjustment within the year is a new version."""
    number = models.CharField(_("document number"), max_length=80, blank=True)
    """Empty until the head of finance has approved it."""
    issued_on = models.DateField(_("date of the document"), null=True, blank=True)
    effective_from = models.DateField(_("in force from"))
    effective_to = models.DateField(_("in force until"), null=True, blank=True)
    """Last day in force; empty while nothing has replaced it."""
    consultation = models.TextField(_("opinions asked and answered"), blank=True)
    """The summary that is published."""
    contact = models.CharField(_("contact"), max_length=200, blank=True)
    comments_from = models.DateTimeField(_("consultation from"), null=True, blank=True)
    comments_until = models.DateTimeField(_("consultation until"), null=True, blank=True)
    consultation_closed_at = models.DateTimeField(null=True, blank=True)
    approved_at = models.DateTimeField(_("approved"), null=True, blank=True)
    published_at = models.DateTimeField(null=True, blank=True)

    objects = EditionQuerySet.as_manager()

    class Meta(EditionLifecycle.Meta):
        verbose_name = _("edition of the catalogue")
        verbose_name_plural = _("editions of the catalogue")
        ordering = ["-effective_from"]
        constraints = [
            models.UniqueConstraint(
                fields=["publisher", "number"], condition=~Q(number=""), name="edition_number_once"
            ),
            models.UniqueConstraint(fields=["publisher", "year", "version"], name="edition_version_once"),
            models.CheckConstraint(
                condition=~Q(state__in=(State.APPROVED, *IN_FORCE))
                | (~Q(number="") & Q(issued_on__isnull=False)),
                name="edition_approved_by_document",
            ),
            models.CheckConstraint(
                condition=~Q(state=State.CONSULTING) | Q(comments_until__gt=F("comments_from")),
                name="edition_consultation_has_days",
            ),
            models.CheckConstraint(
                condition=Q(effective_to__isnull=True) | Q(effective_to__gte=F("effective_from")),
                name="edition_period",
            ),
        ]

    def __str__(self) -> str:
        place = self.jurisdiction if self.jurisdiction_id else ""
        values = {"year": self.year, "place": place, "version": self.version}
        if self.version > 1:
            return gettext("Catalogue %(year)s, version %(version)s, %(place)s") % values
        return gettext("Catalogue %(year)s, %(place)s") % values

    def jurisdiction_code(self) -> str:
        return self.jurisdiction.code

    def regime_date(self) -> date:
        return self.effective_from

    def get_absolute_url(self) -> str:
        return reverse("catalog:edition-detail", args=[self.pk])

    def address_of(self, step: str) -> str:
        return of_step(type(self).steps()[step], self)

    def event_facts(self) -> dict[str, Any]:
        return {"number": self.number, "year": self.year, "version": self.version}

    def set_publisher(self, actor: Actor) -> None:
        self.publisher = Organisation.objects.get(pk=actor.organisation_id)
        self.jurisdiction = self.publisher.jurisdiction

    @property
    def last_day_of_comment(self) -> date | None:
        return legal_date(self.comments_until - timedelta(seconds=1)) if self.comments_until else None

    def next_version(self) -> int:
        """One more than the latest of that year."""
        same = Edition.objects.filter(publisher=self.publisher, year=self.year)
        return (same.aggregate(models.Max("version"))["version__max"] or 0) + 1

    def has_items(self) -> bool:
        return self.items.filter(level__gte=2).exists()

    def chosen_items(self) -> list[Any]:
        """What a project may be filed under."""
        return list(self.items.filter(level__gte=2))

    def former(self) -> Edition | None:
        """The published edition of the same government before this one."""
        before = Edition.objects.filter(jurisdiction=self.jurisdiction, state__in=IN_FORCE)
        if self.effective_from:
            before = before.filter(effective_from__lte=self.effective_from)
        return before.exclude(pk=self.pk).order_by("-effective_from", "-version").first()

    def latest_in_force(self) -> date | None:
        """From which day the latest published edition of the same government is in force."""
        others = Edition.objects.filter(jurisdiction=self.jurisdiction, state__in=IN_FORCE).exclude(
            pk=self.pk
        )
        return others.aggregate(models.Max("effective_from"))["effective_from__max"]

    def above(self) -> Edition | None:
        """The superior government's catalogue in force when this one takes effect."""
        parent = self.jurisdiction.parent_id
        found = (
            Edition.objects.in_force(self.effective_from).filter(jurisdiction_id=parent) if parent else None
        )
        return found.order_by("-effective_from").first() if found is not None else None

    def number_is_taken(self, number: str, publisher_id: Any) -> bool:
        return Edition.objects.filter(publisher_id=publisher_id, number=number).exclude(pk=self.pk).exists()

    def departments_without_answer(self) -> list[Organisation]:
        asked = self.opinions.filter(state=OpinionLifecycle.State.ASKED)
        return [opinion.department for opinion in asked.select_related("department")]

    def takes_comments(self, now: datetime) -> bool:
        return (
            self.state == State.CONSULTING and self.comments_until is not None and now < self.comments_until
        )

    def comments_url(self) -> str:
        """Where everybody reads what was said about it."""
        return self.get_absolute_url()

    def comments_on_page(self) -> str:
        """Where its own people find them all."""
        return f"{self.get_absolute_url()}#said"

    def comments_title(self) -> str:
        return str(self)

    def comments_to_answer(self) -> int:
        return self.comments.to_answer()

    def opinions_to_treat(self) -> list[Any]:
        return list(self.opinions.filter(state=OpinionLifecycle.State.ANSWERED))
