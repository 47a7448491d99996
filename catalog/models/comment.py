"""Comments from the public on the draft of a catalogue."""

from __future__ import annotations

from uuid import UUID

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.comments import models as comments
from catalog.lifecycle import CommentLifecycle
from catalog.models.edition import Edition


class Comment(CommentLifecycle, comments.Comment):
    MATTER, OFFICE = "edition", "edition.publisher_id"

    edition = models.ForeignKey(Edition, models.PROTECT, related_name="comments")

    objects = comments.CommentQuerySet.as_manager()

    class Meta(CommentLifecycle.Meta):
        verbose_name = _("comment on a draft")
        verbose_name_plural = _("comments on drafts")
        ordering = ["edition", "number"]
        constraints = comments.constraints("edition", "comment")

    @property
    def publisher_id(self) -> UUID:
        return self.edition.publisher_id

    def get_absolute_url(self) -> str:
        return reverse("catalog:comment-detail", args=[self.pk])


class PendingComment(comments.Pending):
    BECOMES = Comment

    edition = models.ForeignKey(Edition, models.CASCADE, related_name="pending_comments")

    class Meta:
        verbose_name = _("comment that waits for its code")
        verbose_name_plural = _("comments that wait for their code")
        indexes = [models.Index(fields=["address", "sent_at"], name="pending_by_address")]
