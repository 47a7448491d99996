"""Comments from the public on the draft of a catalogue."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any, Self
from uuid import UUID

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts.coded.models import Addressed, Coded
from accounts.models import User
from catalog.lifecycle import CommentLifecycle
from catalog.models.consultation import Treatment
from catalog.models.edition import Edition
from core.models import VisibleQuerySet

if TYPE_CHECKING:
    from core.actor import Actor
    from workflow.act import Act

LONGEST = 2000


class CommentQuerySet(VisibleQuerySet):
    def visible_to(self, actor: Actor) -> Self:
        """Finance sees its own all, whoever wrote one sees that; everybody sees what was shown."""
        seen = Q(shown_at__isnull=False)
        if actor.is_user:
            seen |= Q(edition__publisher_id=actor.organisation_id) | Q(user_id=actor.user_id)
        return self.filter(seen)


class Comment(Addressed, CommentLifecycle):
    """What one person said. Who it was stands here only as far as they wished, and to be able to answer."""

    edition = models.ForeignKey(Edition, models.PROTECT, related_name="comments")
    number = models.PositiveIntegerField(default=0)
    writer = models.CharField(_("name to be shown"), max_length=60, blank=True)
    user = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    text = models.TextField(_("comment"), max_length=LONGEST)
    submitted_at = models.DateTimeField()
    shown_at = models.DateTimeField(null=True, blank=True)
    treatment = models.CharField(_("what became of it"), max_length=8, choices=Treatment, blank=True)
    answer = models.TextField(_("answer"), blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)

    objects = CommentQuerySet.as_manager()

    class Meta(CommentLifecycle.Meta):
        verbose_name = _("comment on a draft")
        verbose_name_plural = _("comments on drafts")
        ordering = ["edition", "number"]
        constraints = [
            models.UniqueConstraint(fields=["edition", "number"], name="comment_number_once"),
            models.CheckConstraint(
                condition=~Q(state="answered") | (~Q(answer="") & ~Q(treatment="")), name="comment_answered"
            ),
            models.CheckConstraint(
                condition=~Q(state="shown") | Q(shown_at__isnull=False), name="comment_shown_is_dated"
            ),
        ]

    def __str__(self) -> str:
        values = {"edition": self.edition, "number": self.number}
        return gettext("%(edition)s: comment no. %(number)s") % values

    @property
    def publisher_id(self) -> UUID:
        return self.edition.publisher_id

    def set_writer(self, act: Act) -> None:
        self.edition, self.text, self.writer = act.data["edition"], act.data["text"], act.data["writer"]
        self.number = self.edition.comments.count() + 1  # the draft is locked, so no two have the same
        self.user_id = act.actor.user_id
        self.way, self.address = act.data.get("way") or "", act.data.get("address") or ""

    def jurisdiction_code(self) -> str:
        return self.edition.jurisdiction_code()

    def regime_date(self) -> date:
        return self.edition.regime_date()

    def get_absolute_url(self) -> str:
        return reverse("catalog:comment-detail", args=[self.pk])

    def event_facts(self) -> dict[str, Any]:
        return {"edition": str(self.edition_id), "number": self.number}


class PendingComment(Coded):
    """A comment without an account that waits for its code."""

    SAID = ("text", "writer")

    edition = models.ForeignKey(Edition, models.CASCADE, related_name="pending_comments")
    writer = models.CharField(max_length=60, blank=True)
    text = models.TextField(max_length=LONGEST)

    class Meta:
        verbose_name = _("comment that waits for its code")
        verbose_name_plural = _("comments that wait for their code")
        indexes = [models.Index(fields=["address", "sent_at"], name="pending_by_address")]
