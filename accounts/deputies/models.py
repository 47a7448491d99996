"""Who stands in for whom, in which steps, from when to when."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, Any, Self

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext, gettext_lazy, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from accounts.deputies import choices
from accounts.deputies.lifecycle import DeputyshipLifecycle
from core.dates import SHANGHAI
from core.models import VisibleQuerySet
from workflow.clock import LegalNow, legal_now

if TYPE_CHECKING:
    from core.actor import Actor


class DeputyshipQuerySet(VisibleQuerySet):
    def appointed(self) -> Self:
        """Those that nobody ended early."""
        return self.filter(state=DeputyshipLifecycle.State.APPOINTED)

    def running(self) -> Self:
        """Those that hold at this moment."""
        return self.appointed().filter(since__lte=LegalNow(), until__gt=LegalNow())

    def visible_to(self, actor: Actor) -> Self:
        """Those of one's own organisation: all who work there know who stands in for whom."""
        if actor.organisation_id is None:
            return self.none()
        return self.filter(organisation_id=actor.organisation_id)


class Deputyship(DeputyshipLifecycle):
    """`until` is the first moment at which it no longer holds; people say the last day."""

    organisation = models.ForeignKey("accounts.Organisation", models.PROTECT, related_name="+")
    principal = models.ForeignKey(
        "accounts.Membership", models.PROTECT, related_name="deputyships", verbose_name=_("colleague away")
    )
    deputy = models.ForeignKey(
        "accounts.Membership", models.PROTECT, related_name="stands_in", verbose_name=_("deputy")
    )
    covered = ArrayField(models.CharField(max_length=120))
    """Ids of the steps that the deputy takes."""
    since = models.DateTimeField()
    until = models.DateTimeField()
    note = models.CharField(_("reason"), max_length=200)
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = DeputyshipQuerySet.as_manager()

    PHASES = {
        "ahead": (pgettext_lazy("deputyship", "Still to come"), "amber"),
        "running": (pgettext_lazy("deputyship", "Running"), "green"),
        "over": (pgettext_lazy("deputyship", "Over"), ""),
        "ended": (pgettext_lazy("deputyship", "Ended early"), ""),
    }

    class Meta(DeputyshipLifecycle.Meta):
        verbose_name = gettext_lazy("deputyship")
        verbose_name_plural = gettext_lazy("deputyships")
        ordering = ["-since", "pk"]
        indexes = [models.Index(fields=["deputy", "until"], name="deputyship_deputy")]
        constraints = [
            models.CheckConstraint(condition=Q(until__gt=F("since")), name="deputyship_period"),
            models.CheckConstraint(condition=~Q(principal=F("deputy")), name="deputyship_of_another"),
        ]

    def __str__(self) -> str:
        names = {"deputy": self.deputy.user.name, "principal": self.principal.user.name}
        return gettext("%(deputy)s for %(principal)s") % names

    @staticmethod
    def days(first: date, last: date) -> tuple[datetime, datetime]:
        """From midnight of the first day to the end of the last, in Shanghai."""
        midnight = datetime.combine(first, time.min, SHANGHAI)
        return midnight, datetime.combine(last + timedelta(days=1), time.min, SHANGHAI)

    def set_days(self, first: date, last: date) -> None:
        self.since, self.until = self.days(first, last)

    @property
    def last_day(self) -> date:
        return (self.until - timedelta(microseconds=1)).astimezone(SHANGHAI).date()

    @property
    def phase(self) -> str:
        if self.state == self.State.ENDED:
            return "ended"
        now = legal_now()
        return "ahead" if now < self.since else "running" if now < self.until else "over"

    @property
    def phase_word(self) -> Any:
        return self.PHASES[self.phase][0]

    @property
    def phase_tone(self) -> str:
        return self.PHASES[self.phase][1]

    @property
    def named_steps(self) -> list[tuple[str, list[str]]]:
        return choices.named(self.covered)

    def jurisdiction_code(self) -> str:
        return self.organisation.jurisdiction.code

    def regime_date(self) -> date:
        return self.since.astimezone(SHANGHAI).date()

    def get_absolute_url(self) -> str:
        return reverse("accounts:deputyship", args=[self.pk])
