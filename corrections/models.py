"""A correction: of which entry, from what to what, why, by whom, and what depended on it."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any, Self
from uuid import UUID

import pgtrigger
from django.apps import apps
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.functional import cached_property, lazy
from django.utils.translation import gettext_lazy as _

from accounts.roles import OrganisationKind
from accounts.separation.guard import persons_of
from core.models import VisibleQuerySet
from corrections import declaring, dependents
from corrections.declaring import Correctable, Dependent, Entry, kept, text_of
from corrections.kinds import Ground, How
from corrections.lifecycle import CorrectionLifecycle, CorrectionState
from disclosure.models import Notice
from disclosure.payloads import both_languages
from workflow.models import Event

if TYPE_CHECKING:
    from core.actor import Actor
    from documents.models import Attachment, Paper
    from workflow.act import Act

DONE = (CorrectionState.CORRECTED, CorrectionState.SETTLED)
WATCHING = frozenset({OrganisationKind.FINANCE, OrganisationKind.AUDITOR})


class CorrectionQuerySet(VisibleQuerySet):
    def visible_to(self, actor: Actor) -> Self:
        """Who proposes and who confirms; finance and audit over them; whom it concerns, once it is done."""
        if actor.is_system:
            return self
        if not actor.is_user or actor.organisation_id is None:
            return self.none()
        mine = list(actor.files_of)
        seen = Q(organisation_id__in=mine) | Q(decider_id__in=mine)
        seen |= Q(concerned__overlap=mine, state__in=DONE)
        if actor.organisation_kind in WATCHING:
            seen |= Q(jurisdiction__in=actor.jurisdictions)
        return self.filter(seen)

    def of(self, subjects: list[Any]) -> Self:
        return self.filter(subject_id__in=[subject.pk for subject in subjects])

    def standing(self) -> Self:
        """Those that count: done, or waiting."""
        return self.filter(state__in=[CorrectionState.PROPOSED, *DONE])


class Correction(CorrectionLifecycle):
    """One entry of one subject. What was proposed never changes; the old value stays readable here for good."""

    Ground = Ground

    subject_type = models.CharField(max_length=80)
    subject_id = models.UUIDField(db_index=True)
    row_id = models.UUIDField(null=True, blank=True)
    """The row of the subject that has the entry, where there are several."""
    entry_name = models.CharField(max_length=60)
    title = models.CharField(_("matter"), max_length=300)
    """What the subject was called when it was proposed, for messages."""
    before = models.TextField(_("before"), blank=True)
    after = models.TextField(_("after"), blank=True)
    ground = models.CharField(_("kind of mistake"), max_length=12, choices=Ground.choices)
    reason = models.TextField(_("reason"))
    organisation_id = models.UUIDField()
    proposed_by = models.UUIDField()
    proposed_at = models.DateTimeField(_("proposed on"))
    decider_id = models.UUIDField()
    decider_role = models.CharField(max_length=40)
    decided_by = models.UUIDField(null=True, blank=True)
    decided_at = models.DateTimeField(_("decided on"), null=True, blank=True)
    settled_at = models.DateTimeField(null=True, blank=True)
    entered_in = models.UUIDField(null=True, blank=True)
    """The event with which the wrong value came in, where the log knows it."""
    jurisdiction = models.CharField(max_length=12)
    regime_on = models.DateField()
    concerned = ArrayField(models.UUIDField(), default=list, blank=True)
    """Organisations that may read it once it is done."""
    dependents = models.JSONField(default=list, blank=True)
    """What depended on the entry when it was confirmed, in both languages."""
    notice = models.ForeignKey(Notice, models.PROTECT, null=True, blank=True, related_name="+")
    """The correction notice."""

    objects = CorrectionQuerySet.as_manager()

    class Meta(CorrectionLifecycle.Meta):
        verbose_name = _("correction")
        verbose_name_plural = _("corrections")
        ordering = ["-proposed_at"]
        triggers = [
            *CorrectionLifecycle.Meta.triggers,
            pgtrigger.ReadOnly(
                name="as_proposed",
                fields=[
                    "subject_type",
                    "subject_id",
                    "row_id",
                    "entry_name",
                    "before",
                    "after",
                    "proposed_by",
                ],
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(decided_by__isnull=True) | ~Q(decided_by=F("proposed_by")),
                name="correction_by_two",
            ),
            models.UniqueConstraint(
                fields=["subject_id", "entry_name", "row_id"],
                condition=Q(state="proposed"),
                nulls_distinct=False,
                name="correction_one_waiting",
            ),
            models.CheckConstraint(condition=~Q(before=F("after")), name="correction_changes"),
        ]

    def __str__(self) -> str:
        return f"{self.about} · {self.item}"

    def get_absolute_url(self) -> str:
        return reverse("corrections:correction", args=[self.pk])

    def jurisdiction_code(self) -> str:
        return self.jurisdiction or self.target.jurisdiction_code()

    def regime_date(self) -> date:
        return self.regime_on or self.target.regime_date()

    def lineage(self) -> list[UUID]:
        """It lies where its subject lies: pauses reach it, and it lands with the section that has the matter."""
        return [self.pk, *self.target.lineage()]

    def event_facts(self) -> dict[str, Any]:
        return {"of": self.subject_type, "subject": str(self.subject_id), "entry": self.entry_name}

    # of what

    def point_at(self, target: Any, entry: Entry, row: Any) -> None:
        """Say of which entry it is. Nothing else about it is known yet."""
        self.subject_type, self.subject_id = target._meta.label_lower, target.pk
        self.entry_name, self.row_id = entry.name, getattr(row, "pk", None)
        self.__dict__["target"] = target

    @property
    def declared(self) -> Correctable | None:
        return declaring.labelled(self.subject_type)

    @property
    def entry(self) -> Entry | None:
        """None while nobody has said which."""
        return self.declared.entry(self.entry_name) if self.declared else None

    @cached_property
    def target(self) -> Any:
        """The subject as it was when it was asked for first."""
        return apps.get_model(self.subject_type)._base_manager.get(pk=self.subject_id)

    @property
    def row(self) -> Any:
        return self.entry.row(self.target, self.row_id) if self.entry else None

    @property
    def item(self) -> str:
        """What the entry is called."""
        return str(self.entry.name_for(self.row)) if self.entry else ""

    @property
    def about(self) -> str:
        """The subject, in the reader's language."""
        return str(self.target)

    # from what to what

    @property
    def current(self) -> Any:
        return self.entry.value(self.target, self.row)

    @property
    def value_before(self) -> Any:
        return self.entry.read(self.before)

    @property
    def value_after(self) -> Any:
        return self.entry.read(self.after)

    @property
    def shown_before(self) -> str:
        return text_of(self.value_before)

    @property
    def shown_after(self) -> str:
        return text_of(self.value_after)

    @property
    def shown_current(self) -> str:
        return text_of(self.current)

    def as_fact(self) -> dict[str, Any]:
        """As events, notices and papers tell it, in both languages; the values beside it as they are kept."""
        texts = {"item": "item", "before": "shown_before", "after": "shown_after"}
        said = {name: _both(lambda a=attribute: getattr(self, a)) for name, attribute in texts.items()}
        return {**said, "entry": self.entry_name, "from": self.before, "to": self.after}

    # by whom

    def take(self, act: Act) -> None:
        """What is proposed, of an entry that has been pointed at."""
        target, entry = self.target, self.entry
        decider = entry.decider(target, act.actor)
        self.title = str(target)[:300]
        self.before, self.after = kept(self.current), kept(act.data["value"])
        self.reason, self.proposed_at = act.reason, act.now
        self.organisation_id, self.proposed_by = act.actor.organisation_id, act.actor.user_id
        self.decider_id, self.decider_role = decider.organisation_id, str(decider.role)
        self.jurisdiction, self.regime_on = target.jurisdiction_code(), target.regime_date()
        self.concerned = [pk for pk in self.declared.concerned(target) if pk]
        found = self.entered()
        self.entered_in = found.uuid if found else None

    def entered(self) -> Event | None:
        """The latest event that brought this entry in."""
        name = self.entry.rows or self.entry.column
        done = Event.objects.filter(subject_id=self.subject_id, outcome="done").order_by("-id")
        return next((e for e in done if name in (e.content.get("data") or {})), None)

    def who_entered(self) -> set[UUID]:
        """Who answers for the entry as it stands."""
        found = self.entered()
        return persons_of(found) if found else set()

    def waiting(self) -> Correction | None:
        """Another one of this entry that waits for confirmation."""
        same = Correction.objects.filter(
            subject_id=self.subject_id,
            entry_name=self.entry_name,
            row_id=self.row_id,
            state=self.State.PROPOSED,
        )
        return same.exclude(pk=self.pk).first()

    # what depends on it

    def depends(self) -> list[Dependent]:
        """Computed from how things stand now; once confirmed, as they stood then."""
        if self.state in DONE:
            return [Dependent(How(row["how"]), _said(row["text"]), row["url"]) for row in self.dependents]
        return dependents.of(self)

    def fix_dependents(self) -> None:
        self.dependents = [
            {"how": str(row.how), "text": both_languages(row.text), "url": row.url}
            for row in dependents.of(self)
        ]

    @property
    def settler_id(self) -> UUID | None:
        """The unit that has something to settle, if anything asks for an act of its own."""
        return self.organisation_id if any(d["how"] == How.OWN_ACT for d in self.dependents) else None

    def original(self) -> Notice | None:
        """The notice that told the wrong value."""
        return dependents.notice_of(self)

    # who reads it

    @property
    def is_done(self) -> bool:
        return self.state in DONE

    def may_read_paper(self, actor: Actor, paper: Attachment | Paper) -> bool:
        """The proof may hold more than the entry: it is for those who propose, confirm and watch."""
        return (
            actor.belongs_to(self.organisation_id)
            or actor.belongs_to(self.decider_id)
            or actor.organisation_kind in WATCHING
        )


def _both(make: Any) -> str | dict[str, str]:
    """What a function says, in both languages where they differ."""
    return both_languages(lazy(make, str)())


def _said(text: str | dict[str, str]) -> str:
    """A text that was kept, in the reader's language."""
    return text if isinstance(text, str) else text[Notice.language()]
