"""Papers that were printed, signed and sealed, and came back as scans."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any, Self

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from core.models import VisibleQuerySet
from documents.lifecycle import ScanLifecycle
from documents.models.files import Paper, StoredFile
from workflow.clock import legal_date

if TYPE_CHECKING:
    from core.actor import Actor


class ScanQuerySet(VisibleQuerySet):
    def visible_to(self, actor: Actor) -> Self:
        """Those that one's own unit handed in. Whoever may read the paper reads its matched scans beside it."""
        own = actor.organisation_id
        return self.filter(organisation_id=own) if actor.is_user and own else self.none()

    def matched(self) -> Self:
        return self.filter(state="matched")


class Scan(ScanLifecycle):
    """The signed and sealed copy of one paper: matched by its mark, or by a second person who compared them."""

    paper = models.ForeignKey(Paper, models.PROTECT, related_name="scans")
    file = models.ForeignKey(StoredFile, models.PROTECT, related_name="+")
    organisation_id = models.UUIDField()
    handed_in_by = models.UUIDField()
    handed_in_at = models.DateTimeField()
    has_mark = models.BooleanField(default=False)
    """Whether the paper's own mark was found in it."""
    confirmed_by = models.UUIDField(null=True, blank=True)
    settled_at = models.DateTimeField(null=True, blank=True)

    objects = ScanQuerySet.as_manager()

    class Meta(ScanLifecycle.Meta):
        verbose_name = _("signed copy")
        verbose_name_plural = _("signed copies")
        ordering = ["handed_in_at"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(state="matched") | Q(has_mark=True) | Q(confirmed_by__isnull=False),
                name="scan_matched_by_something",
            ),
            models.CheckConstraint(
                condition=Q(confirmed_by__isnull=True) | ~Q(confirmed_by=F("handed_in_by")),
                name="scan_by_two",
            ),
        ]

    def __str__(self) -> str:
        return self.paper.title

    def get_absolute_url(self) -> str:
        return reverse("documents:paper", args=[self.paper_id])

    def get_file_url(self) -> str:
        return reverse("documents:file", args=[self.pk])

    def jurisdiction_code(self) -> str:
        return self.paper.jurisdiction_code()

    def regime_date(self) -> date:
        return legal_date(self.paper.asked_at)

    def event_facts(self) -> dict[str, Any]:
        return {"paper": str(self.paper_id), "scan": self.file.digest}
