"""What finance changes: parameters of rules by place and day, and the working days of a year."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any, Self

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext, pgettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from accounts.models import Jurisdiction, Organisation
from core.models import VisibleQuerySet
from rulebook import bites, extent, measures
from rulebook.lifecycle import CalendarLifecycle, LogExportLifecycle, ParameterLifecycle, Proposal
from workflow import law
from workflow.act import Act
from workflow.models import Duty

if TYPE_CHECKING:
    from core.actor import Actor

DECIDED = [Proposal.State.IN_FORCE, Proposal.State.ENDED]


class ProposalQuerySet(VisibleQuerySet):
    def decided(self) -> Self:
        """What has been decided, whether it has ended since or not."""
        return self.filter(state__in=DECIDED)

    def visible_to(self, actor: Actor) -> Self:
        """What is decided is for everybody; a proposal is its finance department's own."""
        if actor.organisation_id is None:
            return self.decided()
        return self.filter(Q(state__in=DECIDED) | Q(finance_id=actor.organisation_id))


class ProposedByFinance(models.Model):
    """Who proposed it, and when it was decided."""

    finance = models.ForeignKey(Organisation, models.PROTECT, related_name="+", verbose_name=_("proposed by"))
    proposed_by = models.UUIDField()
    """The person's key: who proposes does not decide."""
    proposed_at = models.DateTimeField()
    decided_at = models.DateTimeField(null=True, blank=True)

    objects = ProposalQuerySet.as_manager()

    class Meta:
        abstract = True

    def set_proposer(self, act: Act) -> None:
        self.finance_id, self.proposed_by = act.actor.organisation_id, act.actor.user_id
        self.proposed_at = act.now


class ParameterChange(ProposedByFinance, ParameterLifecycle):
    """A value that counts in place of the built-in one, in one jurisdiction and those below it."""

    rule_id = models.CharField(pgettext_lazy("rules", "rule"), max_length=60)
    jurisdiction = models.ForeignKey(
        Jurisdiction, models.PROTECT, related_name="+", verbose_name=pgettext_lazy("rules", "place")
    )
    value = models.DecimalField(
        pgettext_lazy("rules", "value"), max_digits=18, decimal_places=6, null=True, blank=True
    )
    upper = models.DecimalField(_("upper value"), max_digits=18, decimal_places=6, null=True, blank=True)
    enforcement = models.CharField(
        pgettext_lazy("rules", "enforcement"),
        max_length=1,
        blank=True,
        choices=[("H", _("Stops the step")), ("W", _("Warns"))],
    )
    """Only for rules that may be switched between stopping and warning."""
    effective_from = models.DateField(pgettext_lazy("rules", "in force from"))
    effective_to = models.DateField(pgettext_lazy("rules", "in force until"), null=True, blank=True)
    """Last day in force."""
    basis = models.CharField(pgettext_lazy("rules", "basis"), max_length=200)
    explanation = models.TextField(pgettext_lazy("rules", "explanation"))

    class Meta(ParameterLifecycle.Meta):
        verbose_name = _("change of a parameter")
        verbose_name_plural = _("changes of parameters")
        ordering = ["-proposed_at"]
        indexes = [models.Index(fields=["rule_id", "jurisdiction"], name="change_rule_place")]
        constraints = [
            models.CheckConstraint(
                condition=Q(effective_to__isnull=True) | Q(effective_to__gte=F("effective_from")),
                name="change_period",
            ),
            models.CheckConstraint(
                condition=Q(value__isnull=False) | ~Q(enforcement=""), name="change_says_something"
            ),
        ]

    def __str__(self) -> str:
        names = {"rule": self.base.name, "place": self.jurisdiction}
        return gettext("%(rule)s (%(place)s)") % names

    def jurisdiction_code(self) -> str:
        return self.jurisdiction.code

    def regime_date(self) -> date:
        return self.effective_from

    def get_absolute_url(self) -> str:
        return reverse("rulebook:change", args=[self.pk])

    def event_facts(self) -> dict[str, Any]:
        return {"rule": self.rule_id, "place": self.jurisdiction.code}

    def set_value(self, data: Any) -> None:
        self.value, self.upper = data.get("value"), data.get("upper")
        self.enforcement = data.get("enforcement") or ""

    @property
    def base(self) -> law.Rule:
        """The built-in record that it takes the place of."""
        return measures.built_in_at(self.rule_id, self.jurisdiction.code, self.effective_from)

    @property
    def as_rule(self) -> law.Rule:
        """The record as it counts once decided."""
        return measures.changed(
            self.base,
            place=self.jurisdiction.code,
            value=self.value,
            upper=self.upper,
            enforcement=self.enforcement,
            since=self.effective_from,
            until=self.effective_to,
            basis=self.basis,
        )

    @property
    def limit(self) -> str:
        return measures.words(self.as_rule)

    @property
    def former(self) -> law.Rule:
        """What counts there on the day before it, by whichever change or article."""
        eve = max(self.effective_from, date.min + timedelta(days=1)) - timedelta(days=1)
        place = self.jurisdiction.code
        if not law.applies(self.rule_id, jurisdiction=place, on=eve):
            return self.base
        return law.find(self.rule_id, jurisdiction=place, on=eve)

    @property
    def former_limit(self) -> str:
        return measures.words(self.former)

    def open_matters(self) -> int:
        """Matters in its place and below that are under way now, of the kinds at whose steps the rule is at work."""
        kinds = {bite.kind for bite in bites.of_rule(self.rule_id)}
        rows = Duty.objects.open().filter(subject_type__in=kinds)
        found = rows.order_by().values_list("jurisdiction", "subject_id").distinct()
        return len(
            {key for code, key in found if code and self.jurisdiction.code in law.jurisdictions.chain(code)}
        )


class CalendarYear(ProposedByFinance, CalendarLifecycle):
    """One year's days off and weekends worked. A later one of the same year takes the place of an earlier one."""

    year = models.PositiveSmallIntegerField(pgettext_lazy("rules", "year"))
    notice = models.CharField(_("number of the notice"), max_length=80)
    url = models.URLField(_("address of the notice"), max_length=300, blank=True)
    off = ArrayField(models.DateField(), verbose_name=_("days off"))
    work = ArrayField(models.DateField(), verbose_name=_("weekend days worked"), default=list)

    class Meta(CalendarLifecycle.Meta):
        verbose_name = _("year's working days")
        verbose_name_plural = _("years' working days")
        ordering = ["-year", "-proposed_at"]

    def __str__(self) -> str:
        return pgettext("calendar", "Working days of %(year)s") % {"year": self.year}

    def jurisdiction_code(self) -> str:
        return self.finance.jurisdiction.code

    def regime_date(self) -> date:
        return date(self.year, 1, 1)

    def get_absolute_url(self) -> str:
        return reverse("rulebook:year", args=[self.pk])

    def event_facts(self) -> dict[str, Any]:
        return {"year": self.year, "notice": self.notice}

    def reach(self) -> tuple[date, date]:
        """The first and the last day of which a year's notice may speak: it touches its neighbours."""
        return date(self.year - 1, 12, 1), date(self.year + 1, 1, 31)

    @property
    def as_year(self) -> law.calendar.Year:
        return law.calendar.Year(self.year, frozenset(self.off), frozenset(self.work), (self.notice,))


class LogExportQuerySet(VisibleQuerySet):
    def visible_to(self, actor: Actor) -> Self:
        """One's own organisation's exports."""
        if actor.organisation_id is None:
            return self.none()
        return self.filter(organisation_id=actor.organisation_id)


class LogExport(LogExportLifecycle):
    """How far an auditor's export of the event log reaches: never into bidding that is still sealed."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    purpose = models.CharField(pgettext_lazy("rules", "purpose"), max_length=300)
    made_at = models.DateTimeField()
    last_seq = models.BigIntegerField()

    objects = LogExportQuerySet.as_manager()

    class Meta(LogExportLifecycle.Meta):
        verbose_name = _("export of the event log")
        verbose_name_plural = _("exports of the event log")
        ordering = ["-made_at"]

    def __str__(self) -> str:
        return self.purpose

    def jurisdiction_code(self) -> str:
        return self.organisation.jurisdiction.code

    def regime_date(self) -> date:
        return self.made_at.date()

    def get_absolute_url(self) -> str:
        return reverse("rulebook:export", args=[self.pk])

    def set_extent(self, act: Act) -> None:
        self.organisation_id, self.made_at = act.actor.organisation_id, act.now
        self.last_seq = extent.last_link()
