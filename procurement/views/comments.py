"""Comments from the public on a draft requirement. What was shown stands on the notice that asked for them."""

from __future__ import annotations

from uuid import UUID

from django.db.models import QuerySet
from django.http import Http404
from django.utils.translation import gettext_lazy as _

from accounts.comments import views as comments
from core.actor import Actor
from procurement.models import PendingRequirementComment, Requirement, RequirementComment


class CommentPage(comments.CommentPage):
    model = RequirementComment


class SubmitStep(comments.SubmitStep):
    def matters(self) -> QuerySet[Requirement]:
        return Requirement.objects.up_for_comment()


OfCommentStep = comments.OfCommentStep


class AnonymousView(comments.AnonymousView):
    model = PendingRequirementComment
    title = _("Comment on the draft requirement")
    code_route = "procurement:requirementcomment-code"
    submit_route = "procurement:requirementcomment-submit"

    def find(self, pk: UUID, actor: Actor) -> Requirement:
        found = Requirement.objects.up_for_comment().filter(pk=pk).first()
        if found is None:
            raise Http404
        return found


class CodeView(comments.CodeView):
    model = PendingRequirementComment
