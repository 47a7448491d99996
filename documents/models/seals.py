"""Electronic seals that a unit put on its papers."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any, Self

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from core.models import VisibleQuerySet
from documents.lifecycle import SealingLifecycle
from documents.models.files import MadeFile, Paper
from workflow.clock import legal_date

if TYPE_CHECKING:
    from core.actor import Actor


class SealingQuerySet(VisibleQuerySet):
    def visible_to(self, actor: Actor) -> Self:
        """Those of one's own unit."""
        own = actor.organisation_id
        return self.filter(organisation_id=own) if actor.is_user and own else self.none()


class Sealing(SealingLifecycle):
    """The decision of a unit's head to seal a paper. The sealed file follows after commit, once."""

    paper = models.OneToOneField(Paper, models.PROTECT, related_name="sealing")
    organisation_id = models.UUIDField()
    decided_by = models.UUIDField()
    decided_at = models.DateTimeField()

    objects = SealingQuerySet.as_manager()

    class Meta(SealingLifecycle.Meta):
        verbose_name = _("electronic seal")
        verbose_name_plural = _("electronic seals")

    def __str__(self) -> str:
        return self.paper.title

    def get_absolute_url(self) -> str:
        return reverse("documents:paper", args=[self.paper_id])

    def jurisdiction_code(self) -> str:
        return self.paper.jurisdiction_code()

    def regime_date(self) -> date:
        return legal_date(self.paper.asked_at)

    def event_facts(self) -> dict[str, Any]:
        return {"paper": str(self.paper_id), "digest": self.paper.file.digest if self.paper.file else ""}


class SealedCopy(MadeFile):
    """The PDF of a paper with the unit's seal on it."""

    paper = models.OneToOneField(Paper, models.PROTECT, related_name="sealed")
    certificate = models.CharField(max_length=64)
    """SHA-256 of the certificate that signed."""
    holder = models.CharField(max_length=200)
    """Whose certificate it is, as it says itself."""

    class Meta(MadeFile.Meta):
        verbose_name = _("sealed copy")
        verbose_name_plural = _("sealed copies")
