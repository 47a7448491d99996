"""One change of a unit: what changes, on which basis, from which day; and the names that were given up."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING, Any, Self
from uuid import UUID

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from accounts.reforms import passing
from accounts.reforms.lifecycle import ReformLifecycle
from accounts.roles import OrganisationKind, Role
from core.models import Model, VisibleQuerySet
from core.money import MoneyField, positive
from workflow.clock import legal_date
from workflow.models import Duty
from workflow.triggers import append_only

if TYPE_CHECKING:
    from accounts.models import Organisation
    from core.actor import Actor


class ReformQuerySet(VisibleQuerySet):
    def visible_to(self, actor: Actor) -> Self:
        """The units concerned, who proposed it, who decides on it; audit and finance of the place."""
        if not actor.is_user or actor.organisation_id is None:
            return self.none()
        mine = actor.files_of
        seen = Q(organisation__in=mine) | Q(proposer__in=mine) | Q(decider__in=mine)
        seen |= Q(pk__in=ReformHeir.objects.filter(organisation__in=mine).values("reform"))
        if actor.organisation_kind in {OrganisationKind.FINANCE, OrganisationKind.AUDITOR}:
            seen |= Q(organisation__jurisdiction__code__in=actor.jurisdictions)
        return self.filter(seen)


class Reform(ReformLifecycle):
    """A unit is renamed, merged into another one, or split among several, by a document of those who may order it."""

    class Kind(models.TextChoices):
        RENAME = "rename", _("Renaming")
        MERGE = "merge", _("Merger")
        SPLIT = "split", _("Split")

    kind = models.CharField(_("kind"), max_length=8, choices=Kind.choices)
    organisation = models.ForeignKey(
        "accounts.Organisation", models.PROTECT, related_name="reforms", verbose_name=_("unit")
    )
    proposer = models.ForeignKey("accounts.Organisation", models.PROTECT, related_name="+")
    decider = models.ForeignKey("accounts.Organisation", models.PROTECT, related_name="+")
    basis = models.CharField(_("document number"), max_length=80)
    basis_title = models.CharField(_("document"), max_length=200)
    effective_on = models.DateField(_("takes effect on"))
    name = models.CharField(_("new name"), max_length=200, blank=True)
    name_en = models.CharField(_("new English name"), max_length=200, blank=True)
    before = models.CharField(_("name until then"), max_length=200)
    before_en = models.CharField(_("English name until then"), max_length=200, blank=True)
    keeper = models.ForeignKey(
        "accounts.Organisation", models.PROTECT, null=True, blank=True, related_name="+"
    )
    """Of a merger or split: who keeps the files of what is closed."""
    agreed_at = models.DateTimeField(null=True, blank=True)
    """Of a provider's merger: when the successor's head agreed."""
    decided_at = models.DateTimeField(null=True, blank=True)

    placing_id: UUID | None = None
    place_by: datetime | None = None
    """Who places the people who came along, and until when: of the one successor of whom a duty is being opened."""

    objects = ReformQuerySet.as_manager()

    class Meta(ReformLifecycle.Meta):
        verbose_name = _("change of a unit")
        verbose_name_plural = _("changes of units")
        ordering = ["-effective_on", "pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(kind="rename") | ~Q(name=""), name="reform_renamed_to"),
            models.CheckConstraint(
                condition=Q(kind="rename") | Q(keeper__isnull=False), name="reform_keeper"
            ),
            models.CheckConstraint(
                condition=Q(agreed_at__isnull=True) | Q(kind="merge"), name="reform_agreed_merger"
            ),
            models.UniqueConstraint(
                fields=["organisation"], condition=Q(state="proposed"), name="reform_one_at_a_time"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} · {self.named_before}"

    @property
    def named_before(self) -> str:
        return self._shown(self.before, self.before_en)

    @property
    def named_after(self) -> str:
        return self._shown(self.name, self.name_en)

    def _shown(self, name: str, name_en: str) -> str:
        return (name_en or name) if (get_language() or "").startswith("en") else name

    @property
    def closes(self) -> bool:
        """Whether the unit ends with it."""
        return self.kind != self.Kind.RENAME

    def heirs(self) -> list[Organisation]:
        """Who takes the unit's place, in the order of the proposal."""
        return [row.organisation for row in self.heir_rows.select_related("organisation")]

    def heir_of(self) -> dict[UUID, UUID]:
        """To whom each thing has been assigned; where there is but one successor nothing has to be."""
        return dict(self.assignments.values_list("item_id", "heir_id"))

    def missing(self) -> list[passing.Item]:
        """What a split has not given to anybody yet."""
        given = self.heir_of()
        return [item for item in passing.items_of(self.organisation) if item.id not in given]

    def parts_of(self, item_id: UUID) -> list[Part]:
        """What goes elsewhere than the item itself."""
        return list(self.parts.filter(item_id=item_id).select_related("heir").order_by("heir__sort_key"))

    def stock(self) -> dict[str, int]:
        """How much is open in a unit that ends: it stands in the event."""
        if not self.closes:
            return {}
        duties = Duty.objects.open().filter(organisation_id=self.organisation_id)
        return {"items": len(passing.items_of(self.organisation)), "duties": duties.count()}

    def unassigned_party(self) -> UUID | None:
        return self.assigner_id() if self.missing() else None

    def assigner_id(self) -> UUID | None:
        """Who says what goes to whom: only a split needs that."""
        return self.proposer_id if self.kind == self.Kind.SPLIT else None

    @property
    def needs_agreement(self) -> bool:
        """A provider's successor is another legal person outside the government: it isn't told, it is asked."""
        return self.kind == self.Kind.MERGE and self.organisation.kind == OrganisationKind.PROVIDER

    def agreeing_id(self) -> UUID | None:
        return self.keeper_id if self.needs_agreement and self.agreed_at is None else None

    @property
    def proposer_role(self) -> str:
        own: dict[str, str] = {
            OrganisationKind.FINANCE: Role.REVIEWER,
            OrganisationKind.PROVIDER: Role.PROVIDER_HEAD,
        }
        return own.get(self.proposer.kind, Role.HEAD)

    @property
    def decider_role(self) -> str:
        return Role.REGULATOR if self.decider.kind == OrganisationKind.REGULATOR else Role.FINANCE_HEAD

    def jurisdiction_code(self) -> str:
        return self.organisation.jurisdiction.code

    def regime_date(self) -> date:
        return self.effective_on or legal_date()

    def event_facts(self) -> dict[str, Any]:
        """Both names stand in every event."""
        heirs = self.heirs() or ([self.keeper] if self.keeper else [])
        after = self.name or "、".join(heir.name for heir in heirs)
        return {"basis": self.basis, "before": self.before, "after": after}

    def get_absolute_url(self) -> str:
        return reverse("accounts:reform", args=[self.pk])


class ReformHeir(Model):
    """One of those who take the place of a unit."""

    reform = models.ForeignKey(Reform, models.PROTECT, related_name="heir_rows")
    organisation = models.ForeignKey("accounts.Organisation", models.PROTECT, related_name="+")
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        verbose_name = _("successor")
        verbose_name_plural = _("successors")
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["reform", "organisation"], name="reform_heir_once"),
        ]

    def __str__(self) -> str:
        return str(self.organisation)


class Assignment(Model):
    """What goes to which successor when a unit is split: a budget line with its projects, a project, a person."""

    reform = models.ForeignKey(Reform, models.PROTECT, related_name="assignments")
    item_id = models.UUIDField()
    heir = models.ForeignKey("accounts.Organisation", models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("assignment")
        verbose_name_plural = _("assignments")
        constraints = [models.UniqueConstraint(fields=["reform", "item_id"], name="reform_assigned_once")]

    def __str__(self) -> str:
        return f"{self.item_id} → {self.heir}"


class Part(Model):
    """An amount of what is free on a budget line that goes to another successor than the line."""

    reform = models.ForeignKey(Reform, models.PROTECT, related_name="parts")
    item_id = models.UUIDField()
    heir = models.ForeignKey("accounts.Organisation", models.PROTECT, related_name="+")
    amount = MoneyField(_("amount"))

    class Meta:
        verbose_name = _("part of a budget line")
        verbose_name_plural = _("parts of budget lines")
        constraints = [
            models.UniqueConstraint(fields=["reform", "item_id", "heir"], name="reform_part_once"),
            positive("amount", name="reform_part_amount"),
        ]

    def __str__(self) -> str:
        return f"{self.amount} → {self.heir}"


class OrganisationName(Model):
    """A name that a unit had until a day. What was made then keeps it; who searches for it finds the unit."""

    organisation = models.ForeignKey("accounts.Organisation", models.PROTECT, related_name="former_names")
    name = models.CharField(_("name"), max_length=200)
    name_en = models.CharField(_("English name"), max_length=200, blank=True)
    since = models.DateField(null=True)
    """None: from the beginning."""
    until = models.DateField()
    """The first day on which it was called otherwise."""
    reform = models.ForeignKey(Reform, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("former name of a unit")
        verbose_name_plural = _("former names of units")
        ordering = ["-until"]
        triggers = append_only()
        constraints = [
            models.UniqueConstraint(fields=["organisation", "until"], name="organisation_name_once"),
            models.CheckConstraint(
                condition=Q(since__isnull=True) | Q(since__lt=models.F("until")),
                name="organisation_name_span",
            ),
        ]

    def __str__(self) -> str:
        return (self.name_en or self.name) if (get_language() or "").startswith("en") else self.name
