"""Comments from the public on a draft catalogue."""

from __future__ import annotations

from uuid import UUID

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from accounts.comments import views as comments
from catalog.forms.comments import AnonymousForm
from catalog.models import Comment, Edition, PendingComment
from catalog.views.finding import find_edition
from core.actor import Actor


class CommentPage(comments.CommentPage):
    model = Comment


class SubmitStep(comments.SubmitStep):
    def matters(self) -> QuerySet[Edition]:
        return Edition.objects.visible_to(self.actor)


OfCommentStep = comments.OfCommentStep


class AnonymousView(comments.AnonymousView):
    model = PendingComment
    form_class = AnonymousForm
    title = _("Comment on the draft catalogue")
    code_route = "catalog:comment-code"
    submit_route = "catalog:comment-submit"

    def find(self, pk: UUID, actor: Actor) -> Edition:
        return find_edition(pk, actor)


class CodeView(comments.CodeView):
    model = PendingComment
