"""Comments from the public: the page of one, and the way in for who has no account."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from accounts.coded import views as coded
from accounts.coded.models import Coded
from accounts.coded.views import WriteView
from accounts.history import of_subjects
from accounts.next_step import next_for
from catalog import commenting
from catalog.forms.comments import AnonymousForm
from catalog.models import Comment, Edition, PendingComment
from catalog.policies import comment_editor
from catalog.views.finding import find_edition
from core.components import Crumb
from workflow.clock import legal_now
from workflow.views import StepView


@login_not_required
@require_safe
def comment(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One comment with its answer: for everybody once it is shown."""
    actor = request.actor  # type: ignore[attr-defined]
    found = Comment.objects.visible_to(actor).select_related("edition").filter(pk=pk).first()
    if found is None:
        raise Http404
    context: dict[str, Any] = {
        "title": str(found),
        "crumbs": [Crumb(str(found.edition), found.edition.get_absolute_url()), Crumb(str(found.number))],
        "comment": found,
    }
    if comment_editor(actor, found):
        context |= {"next": next_for([found], actor), "events": of_subjects([found]), "now": legal_now()}
    return render(request, "catalog/comment.html", context)


class SubmitStep(StepView):
    """Somebody who is signed in comments on the draft that the address names."""

    def get_initial(self) -> dict[str, Any]:
        return {"edition": self.request.GET.get("edition", "")}

    def born_within(self) -> Edition | None:
        try:
            key = UUID(self.request.GET.get("edition", ""))
        except ValueError:
            return None
        return Edition.objects.visible_to(self.actor).filter(pk=key).first()

    def get_success_url(self, done: Any) -> str:
        return done.subject.edition.get_absolute_url()


@method_decorator(login_not_required, name="dispatch")
class AnonymousView(WriteView):
    """Writing without an account. Who is signed in is told that there is a shorter way."""

    form_class = AnonymousForm
    template_name = "catalog/comment_new.html"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        self.edition = find_edition(kwargs["pk"], request.actor)  # type: ignore[attr-defined]
        if not self.edition.takes_comments(legal_now()):
            raise Http404
        return super().dispatch(request, *args, **kwargs)

    def keep(self, data: dict[str, Any]) -> Coded:
        return commenting.begin(self.edition, **data)

    def address_of(self, pending: Coded) -> str:
        return reverse("catalog:comment-code", args=[pending.pk])

    def get_context(self) -> dict[str, Any]:
        return {
            "title": _("Comment on the draft catalogue"),
            "crumbs": [Crumb(str(self.edition), self.edition.get_absolute_url()), Crumb(_("Comment"))],
            "edition": self.edition,
        }


@method_decorator(login_not_required, name="dispatch")
class CodeView(coded.CodeView):
    """The code, and with it the comment."""

    model = PendingComment
    template_name = "catalog/comment_code.html"
    over_template = "catalog/comment_over.html"
    thanks = gettext_lazy("Thank you. Your comment will be read, and answered.")

    def take(self, pending: PendingComment) -> Comment:
        return commenting.take(pending)

    def get_context(self) -> dict[str, Any]:
        edition = self.pending.edition
        return {"crumbs": [Crumb(str(edition), edition.get_absolute_url()), Crumb(_("Your code"))]}

    def get_success_url(self) -> str:
        return self.pending.edition.get_absolute_url()
