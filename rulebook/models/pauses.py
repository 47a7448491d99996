"""A pause of legal periods: for whom, from when to when, and by which document."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, Self
from uuid import UUID

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from accounts.models import Jurisdiction
from core.phrases import in_both, in_either
from rulebook.kinds import PauseKind, Scope
from rulebook.lifecycle import PauseLifecycle
from rulebook.models.proposals import DECIDED, ProposalQuerySet, ProposedByFinance
from workflow import law
from workflow.clock import legal_date
from workflow.models import DueChange

if TYPE_CHECKING:
    from core.actor import Actor


PARTIES = ("purchaser_id", "provider_id")
"""Attributes of a subject with organisations that must know when it is suspended."""


class PauseQuerySet(ProposalQuerySet):
    def visible_to(self, actor: Actor) -> Self:
        """What the public may know is for everybody; all else for finance, and for those whom it concerns."""
        seen = Q(state__in=DECIDED, is_public=True)
        if actor.organisation_id is not None:
            seen |= Q(finance_id=actor.organisation_id)
            seen |= Q(state__in=DECIDED, concerned__contains=[actor.organisation_id])
        return self.filter(seen)

    def touching(self, jurisdiction: str, keys: Iterable[UUID]) -> Self:
        """Decided ones for everything, for that place or one above it, or for one of these subjects."""
        return self.decided().filter(
            Q(scope=Scope.ALL)
            | Q(scope=Scope.PLACE, jurisdiction__code__in=law.jurisdictions.chain(jurisdiction))
            | Q(scope=Scope.SUBJECT, subject_id__in=list(keys))
        )

    def spans(self, jurisdiction: str, keys: Iterable[UUID]) -> list[law.Pause]:
        """What `workflow.pauses` asks for."""
        return [pause.span for pause in self.touching(jurisdiction, keys)]

    def running(self, now: datetime) -> Self:
        return self.filter(state=PauseLifecycle.State.IN_FORCE, begins_at__lte=now, ends_at__gt=now)


class Pause(ProposedByFinance, PauseLifecycle):
    """A span of legal time that no period counts."""

    kind = models.CharField(pgettext_lazy("pause", "ground"), max_length=12, choices=PauseKind)
    scope = models.CharField(pgettext_lazy("pause", "scope"), max_length=8, choices=Scope)
    jurisdiction = models.ForeignKey(
        Jurisdiction,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=pgettext_lazy("rules", "place"),
    )
    subject_id = models.UUIDField(null=True, blank=True)
    within = ArrayField(models.UUIDField(), default=list, blank=True)
    """Its key and those of the subjects in which it lies."""
    subject_title = models.CharField(max_length=300, blank=True)
    subject_title_en = models.CharField(max_length=300, blank=True)
    """The same in English; empty where it is no other text."""
    subject_url = models.CharField(max_length=300, blank=True)
    begins_at = models.DateTimeField(pgettext_lazy("pause", "from"))
    ends_at = models.DateTimeField(pgettext_lazy("pause", "until"))
    planned_until = models.DateTimeField()
    """Until when it was ordered; `ends_at` is earlier where it was ended sooner."""
    document = models.CharField(_("number of the order or document"), max_length=120)
    explanation = models.TextField(pgettext_lazy("rules", "explanation"))
    is_public = models.BooleanField(default=False)
    """Known to everybody: an outage, force majeure, or the suspension of what has been made public."""
    concerned = ArrayField(models.UUIDField(), default=list, blank=True)
    """Organisations that were told."""
    notice_id = models.UUIDField(null=True)

    objects = PauseQuerySet.as_manager()

    class Meta(PauseLifecycle.Meta):
        verbose_name = _("pause of periods")
        verbose_name_plural = _("pauses of periods")
        ordering = ["-begins_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_at__gte=F("begins_at"), planned_until__gte=F("ends_at")), name="pause_span"
            ),
            models.CheckConstraint(
                condition=Q(scope=Scope.ALL, jurisdiction__isnull=True, subject_id__isnull=True)
                | Q(scope=Scope.PLACE, jurisdiction__isnull=False, subject_id__isnull=True)
                | Q(scope=Scope.SUBJECT, jurisdiction__isnull=True, subject_id__isnull=False),
                name="pause_scope",
            ),
            models.CheckConstraint(
                condition=~Q(kind=PauseKind.SUSPENSION) | Q(scope=Scope.SUBJECT), name="pause_suspends_one"
            ),
        ]

    def __str__(self) -> str:
        return gettext("%(kind)s: %(whom)s") % {"kind": self.get_kind_display(), "whom": self.whom}

    @property
    def whom(self) -> str:
        """Whom it concerns, in words."""
        if self.scope == Scope.PLACE:
            return str(self.jurisdiction)
        if self.scope == Scope.SUBJECT:
            return in_either(self.subject_title, self.subject_title_en)
        return str(self.get_scope_display())

    @property
    def is_suspension(self) -> bool:
        return self.kind == PauseKind.SUSPENSION

    @property
    def span(self) -> law.Pause:
        return law.Pause(self.begins_at, self.ends_at)

    @property
    def days(self) -> int:
        """How many days it takes, the first not counted (T-1)."""
        return days_of(self.begins_at, self.ends_at)

    @property
    def ended_sooner(self) -> bool:
        return self.ends_at < self.planned_until

    @property
    def changes(self) -> Any:
        """The due dates that it has moved."""
        return DueChange.objects.filter(url=self.get_absolute_url())

    def jurisdiction_code(self) -> str:
        return self.finance.jurisdiction.code

    def regime_date(self) -> date:
        return legal_date(self.begins_at)

    def get_absolute_url(self) -> str:
        return reverse("rulebook:pause", args=[self.pk])

    def event_facts(self) -> dict[str, Any]:
        return {"kind": self.kind, "document": self.document}

    def touches(self, subject: Any) -> bool:
        """Whether it concerns this subject of an upper app."""
        return self.concerns(subject.jurisdiction_code(), subject.lineage())

    def concerns(self, place: str, keys: list[UUID]) -> bool:
        """Whether it concerns what lies in that place and in these subjects."""
        if self.scope == Scope.SUBJECT:
            return self.subject_id in keys
        if self.scope == Scope.ALL or self.jurisdiction is None:
            return True
        return self.jurisdiction.code in law.jurisdictions.chain(place)

    def suspended_before(self, keys: list[UUID]) -> int:
        """For how many days other orders have suspended the first of these, what it lies in, or what lies in it."""
        same = Q(subject_id__in=keys) | Q(within__contains=keys[:1])
        others = Pause.objects.decided().filter(same, kind=PauseKind.SUSPENSION)
        return sum(pause.days for pause in others.exclude(pk=self.pk))

    @staticmethod
    def days_between(begins: datetime, ends: datetime) -> int:
        return days_of(begins, ends)

    def concern(self, found: Any) -> None:
        """Be about this subject, or about none."""
        self.subject_id = found.pk if found else None
        self.within = found.lineage() if found else []
        self.subject_title, self.subject_title_en = in_both(found or "", 300)
        self.subject_url = found.get_absolute_url() if found else ""
        parties = (getattr(found, name, None) for name in PARTIES)
        self.concerned = [party for party in parties if party]


def days_of(begins: datetime, ends: datetime) -> int:
    last = ends - law.periods.MOMENT if ends > begins else ends
    return (law.local_day(last) - law.local_day(begins)).days
