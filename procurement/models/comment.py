"""Comments from the public on the draft of a requirement."""

from __future__ import annotations

from uuid import UUID

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.comments import models as comments
from procurement.lifecycle import RequirementCommentLifecycle
from procurement.models.requirement import Requirement


class RequirementComment(RequirementCommentLifecycle, comments.Comment):
    MATTER, OFFICE = "requirement", "requirement.project.purchaser_id"

    requirement = models.ForeignKey(Requirement, models.PROTECT, related_name="portal_comments")

    objects = comments.CommentQuerySet.as_manager()

    class Meta(RequirementCommentLifecycle.Meta):
        verbose_name = _("comment on a draft requirement")
        verbose_name_plural = _("comments on draft requirements")
        ordering = ["requirement", "number"]
        constraints = comments.constraints("requirement", "requirement_comment")

    @property
    def purchaser_id(self) -> UUID | None:
        return self.requirement.purchaser_id

    def get_absolute_url(self) -> str:
        return reverse("procurement:requirementcomment-detail", args=[self.pk])


class PendingRequirementComment(comments.Pending):
    BECOMES = RequirementComment

    requirement = models.ForeignKey(Requirement, models.CASCADE, related_name="pending_comments")

    class Meta:
        verbose_name = _("comment on a requirement that waits for its code")
        verbose_name_plural = _("comments on requirements that wait for their code")
        indexes = [models.Index(fields=["address", "sent_at"], name="requirement_pending_by_address")]
