"""Chains with their stations; circulations with what was filled in, and the signatures they gathered."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Self
from uuid import UUID

from django.apps import apps
from django.db import models
from django.db.models import Prefetch, Q
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from accounts.models import Membership, Organisation, Section, User
from accounts.roles import OrganisationKind, Role
from core.dates import SHANGHAI
from core.models import Model, VisibleQuerySet
from core.money import MoneyField, positive
from core.phrases import in_both, in_either
from signoff.kinds import StationKind
from signoff.lifecycle import ChainLifecycle, CirculationLifecycle, SignatureLifecycle
from workflow import registry
from workflow.act import Act
from workflow.steps import Step
from workflow.triggers import append_only

if TYPE_CHECKING:
    from core.actor import Actor


class ChainQuerySet(VisibleQuerySet):
    def visible_to(self, actor: Actor) -> Self:
        """A unit's chains are its own."""
        return self.filter(organisation_id=actor.organisation_id) if actor.organisation_id else self.none()

    def in_force(self) -> Self:
        return self.filter(state=Chain.State.IN_FORCE)

    def for_step(self, organisation_id: UUID | None, step_id: str, amount: Decimal | None) -> Chain | None:
        """The one that an amount falls under: of those whose floor it reaches, the highest."""
        found = self.in_force().filter(organisation_id=organisation_id, step=step_id)
        reached = found.filter(Q(amount_from=None) | Q(amount_from__lte=amount or 0))
        highest: Chain | None = reached.order_by(models.F("amount_from").desc(nulls_last=True)).first()  # type: ignore[assignment]
        return highest


class Chain(ChainLifecycle):
    """Who signs before one step of one unit, from `amount_from` yuan on (whatever the amount, where empty)."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    step = models.CharField(_("step"), max_length=120)
    amount_from = MoneyField(_("from this amount on (yuan)"), null=True, blank=True)
    note = models.CharField(_("basis in the unit's own rules"), max_length=200, blank=True)
    laid_down_on = models.DateField()
    ended_on = models.DateField(null=True, blank=True)

    objects = ChainQuerySet.as_manager()

    class Meta(ChainLifecycle.Meta):
        verbose_name = _("sign-off chain")
        verbose_name_plural = _("sign-off chains")
        ordering = ["step", "amount_from"]
        constraints = [
            positive("amount_from", name="chain_amount"),
            models.UniqueConstraint(
                fields=["organisation", "step", "amount_from"],
                condition=Q(state="in_force"),
                nulls_distinct=False,
                name="chain_one_in_force",
            ),
        ]

    def __str__(self) -> str:
        return str(self.declared.label)

    @property
    def declared(self) -> Step:
        return registry.lifecycles.step(self.step)

    @property
    def kind(self) -> str:
        """What the step is a step of."""
        return str(self.declared.model._meta.verbose_name)

    @cached_property
    def positions(self) -> list[list[Station]]:
        """The stations in their order; those of one position sign side by side."""
        found: dict[int, list[Station]] = {}
        for station in self.stations.select_related("organisation", "section", "membership__user"):
            found.setdefault(station.position, []).append(station)
        return [found[position] for position in sorted(found)]

    def jurisdiction_code(self) -> str:
        return self.organisation.jurisdiction.code

    def regime_date(self) -> date:
        return self.laid_down_on

    def get_absolute_url(self) -> str:
        return reverse("signoff:chain", args=[self.pk])


class Station(Model):
    """One post of a chain: a person's membership, or whoever leads a section or holds a role in that organisation."""

    chain = models.ForeignKey(Chain, models.PROTECT, related_name="stations")
    position = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=12, choices=StationKind.choices)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    membership = models.ForeignKey(Membership, models.PROTECT, null=True, related_name="+")
    section = models.ForeignKey(Section, models.PROTECT, null=True, related_name="+")
    """Its chief."""
    role = models.CharField(max_length=40, blank=True, choices=Role.choices)

    class Meta:
        verbose_name = _("station of a chain")
        verbose_name_plural = _("stations of a chain")
        ordering = ["position", "pk"]
        triggers = append_only()
        constraints = [
            models.CheckConstraint(
                condition=Q(membership__isnull=False, section__isnull=True, role="")
                | Q(membership__isnull=True, section__isnull=False, role="")
                | (Q(membership__isnull=True, section__isnull=True) & ~Q(role="")),
                name="station_one_post",
            )
        ]

    def __str__(self) -> str:
        return self.post if self.is_own else f"{self.organisation} · {self.post}"

    @property
    def is_own(self) -> bool:
        """Whether it belongs to the unit that laid the chain down."""
        return self.organisation_id == self.chain.organisation_id

    @property
    def post(self) -> str:
        if self.section is not None:
            return gettext("Chief of %(section)s") % {"section": self.section}
        if self.membership is None:
            return str(Role(self.role).label)
        return " ".join(filter(None, [self.membership.user.name, self.membership.title]))

    def holders(self) -> models.QuerySet[Membership]:
        """Who could sign for it today."""
        current = Membership.objects.filter(organisation_id=self.organisation_id).current()
        if self.membership_id:
            return current.filter(pk=self.membership_id)
        if self.section_id:
            return current.filter(section_id=self.section_id, is_chief=True)
        return current.filter(roles__contains=[self.role])

    def is_held_by(self, membership_id: UUID | None) -> bool:
        """Whether it is that membership's today."""
        return membership_id is not None and self.holders().filter(pk=membership_id).exists()


class CirculationQuerySet(VisibleQuerySet):
    def visible_to(self, actor: Actor) -> Self:
        """The unit that sent it, whoever is or was asked to sign, and the auditors over it."""
        if actor.is_system:
            return self
        if not actor.is_user or actor.organisation_id is None:
            return self.none()
        asked = Signature._base_manager.filter(station__organisation_id=actor.organisation_id)
        asked = asked.exclude(state=Signature.State.WAITING)
        seen = Q(organisation_id__in=actor.files_of) | Q(pk__in=asked.values("circulation"))
        if actor.organisation_kind == OrganisationKind.AUDITOR:
            seen |= Q(organisation__jurisdiction__code__in=actor.jurisdictions)
        return self.filter(seen)

    def running(self) -> Self:
        states = Circulation.State
        return self.filter(state__in=[states.CIRCULATING, states.RETURNED, states.AGREED])

    def with_asked(self) -> Self:
        """With `asked`: the signatures that each waits for."""
        asked = Signature._base_manager.filter(state=Signature.State.ASKED).select_related(
            "station__organisation", "station__section", "station__membership__user", "station__chain"
        )
        return self.prefetch_related(Prefetch("signatures", asked, to_attr="asked"))

    def of_step(self, subject: Any, step_name: str, organisation_id: UUID | None) -> Self:
        return self.filter(subject_id=subject.pk, step=step_name, organisation_id=organisation_id)


class Circulation(CirculationLifecycle):
    """What goes round: one step of one subject."""

    chain = models.ForeignKey(Chain, models.PROTECT, related_name="circulations")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    sender = models.ForeignKey(User, models.PROTECT, related_name="+")
    subject_type = models.CharField(max_length=80)
    subject_id = models.UUIDField(db_index=True)
    step = models.CharField(max_length=60)
    """Its name within the subject's lifecycle."""
    title = models.CharField(_("title"), max_length=300)
    title_en = models.CharField(max_length=300, blank=True)
    """The same in English; empty where it is no other text."""
    amount = MoneyField(_("amount (yuan)"), null=True, blank=True)
    position = models.PositiveSmallIntegerField(default=0)
    """Whose turn it is; 0 before the first has been asked."""
    sent_at = models.DateTimeField()
    """The last time that the sender let go of it."""
    agreed_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = CirculationQuerySet.as_manager()

    class Meta(CirculationLifecycle.Meta):
        verbose_name = _("matter sent round for sign-off")
        verbose_name_plural = _("matters sent round for sign-off")
        ordering = ["-sent_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["subject_id", "step", "organisation"],
                condition=Q(state__in=["circulating", "returned", "agreed"]),
                name="circulation_one_running",
            )
        ]

    def __str__(self) -> str:
        return gettext("%(step)s: %(title)s") % {"step": self.declared.label, "title": self.about}

    @property
    def about(self) -> str:
        """What the subject was called when it was sent round, in the reader's language."""
        return in_either(self.title, self.title_en)

    @property
    def declared(self) -> Step:
        return self.subject_model.steps()[self.step]

    @property
    def subject_model(self) -> Any:
        return apps.get_model(self.subject_type)

    @cached_property
    def subject(self) -> Any:
        return self.subject_model._base_manager.get(pk=self.subject_id)

    @property
    def latest(self) -> Version:
        return self.versions.latest("number")

    @property
    def first_sent_on(self) -> date:
        return self.versions.earliest("number").sent_at.astimezone(SHANGHAI).date()

    @property
    def born_in(self) -> dict[str, str]:
        """What the page that sends it round must be told."""
        return {"of": self.subject_type, "subject": str(self.subject_id), "step": self.step}

    def take(self, act: Act) -> None:
        """What goes round, from the input."""
        subject = act.data["subject"]
        self.chain = act.data["chain"]
        self.subject_type, self.subject_id = subject._meta.label_lower, subject.pk
        self.step = act.data["step"]
        self.title, self.title_en = in_both(subject, 300)
        self.amount, self.sent_at = subject.amount_at_stake(), act.now

    @property
    def is_over(self) -> bool:
        return self.state in {self.State.USED, self.State.WITHDRAWN}

    def is_still_possible(self) -> bool:
        """Whether the step could still be taken in the subject's present state."""
        return self.declared.is_possible(self.subject)

    def jurisdiction_code(self) -> str:
        return self.organisation.jurisdiction.code

    def regime_date(self) -> date:
        return self.chain.laid_down_on

    def get_absolute_url(self) -> str:
        return reverse("signoff:circulation", args=[self.pk])


class Version(Model):
    """What was filled in when it was sent, and each time that it was sent again."""

    circulation = models.ForeignKey(Circulation, models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField()
    typed = models.JSONField()
    """As a browser would send it: it fills the step's form."""
    agreed = models.JSONField()
    """As the step takes it: what the act must not differ from."""
    note = models.TextField(_("note to those who sign"), blank=True)
    sent_at = models.DateTimeField()

    class Meta:
        verbose_name = _("version sent round")
        verbose_name_plural = _("versions sent round")
        ordering = ["number"]
        triggers = append_only()
        constraints = [
            models.UniqueConstraint(fields=["circulation", "number"], name="circulation_version_once")
        ]

    def __str__(self) -> str:
        return f"{self.circulation} v{self.number}"


class SignatureQuerySet(VisibleQuerySet):
    def visible_to(self, actor: Actor) -> Self:
        return self.filter(circulation__in=Circulation.objects.visible_to(actor))


class Signature(SignatureLifecycle):
    """What one station said."""

    circulation = models.ForeignKey(Circulation, models.PROTECT, related_name="signatures")
    station = models.ForeignKey(Station, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(null=True, blank=True)
    signed_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    signed_for = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    """The colleague in whose stead a deputy signed."""
    signed_at = models.DateTimeField(null=True, blank=True)
    opinion = models.TextField(_("opinion"), blank=True)
    meeting_on = models.DateField(_("day of the meeting"), null=True, blank=True)

    objects = SignatureQuerySet.as_manager()

    class Meta(SignatureLifecycle.Meta):
        verbose_name = pgettext_lazy("sign-off", "signature")
        verbose_name_plural = pgettext_lazy("sign-off", "signatures")
        ordering = ["station__position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["circulation", "station"], name="signature_once"),
            models.CheckConstraint(
                condition=~Q(state="signed") | (Q(signed_by__isnull=False) & Q(signed_at__isnull=False)),
                name="signature_has_signer",
            ),
        ]

    def __str__(self) -> str:
        return str(self.circulation)

    @property
    def kind(self) -> str:
        return self.station.kind

    @property
    def organisation_id(self) -> UUID:
        return self.station.organisation_id

    @property
    def role(self) -> str:
        return self.station.role

    @property
    def asked_user_id(self) -> UUID | None:
        """The one person who is asked; None where it is everybody in a role."""
        if self.role:
            return None
        return self.station.holders().longest_first().values_list("user_id", flat=True).first()  # type: ignore[attr-defined]

    @property
    def signer(self) -> str:
        """Who signed, and for whom."""
        if self.signed_by is None or self.signed_for is None:
            return str(self.signed_by or "")
        return gettext("%(deputy)s for %(principal)s") % {
            "deputy": self.signed_by, "principal": self.signed_for,
        }  # fmt: skip

    @property
    def history_note(self) -> str:
        return str(self.station)

    def jurisdiction_code(self) -> str:
        return self.circulation.jurisdiction_code()

    def regime_date(self) -> date:
        return self.circulation.regime_date()

    def get_absolute_url(self) -> str:
        return self.circulation.get_absolute_url()
