"""Comments from the public: the page of one, the step of who is signed in, and the way in for who has no account."""

from __future__ import annotations

from typing import Any, ClassVar
from uuid import UUID

from django.contrib.auth.decorators import login_not_required
from django.db.models import Model, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext
from django.views import View

from accounts.coded import views as coded
from accounts.coded.models import Coded
from accounts.comments import saying
from accounts.comments.forms import AnonymousForm
from accounts.comments.models import Comment, Pending
from accounts.history import of_subjects
from accounts.next_step import next_for
from core.actor import Actor
from core.components import Crumb
from workflow.clock import legal_now
from workflow.views import StepView


def crumb_of(matter: Any) -> Crumb:
    return Crumb(matter.comments_title(), matter.comments_url())


@method_decorator(login_not_required, name="dispatch")
class CommentPage(View):
    """One comment with its answer: for everybody once it is shown. The office that answers sees its steps."""

    http_method_names = ["get", "head"]
    model: type[Comment]

    def get(self, request: HttpRequest, pk: UUID) -> HttpResponse:
        actor: Actor = request.actor  # type: ignore[attr-defined]
        found: Any = self.model.objects.visible_to(actor).filter(pk=pk).first()  # type: ignore[attr-defined]
        if found is None:
            raise Http404
        context: dict[str, Any] = {
            "title": found.public_title,
            "crumbs": [
                crumb_of(found.matter),
                Crumb(pgettext("comment", "No. %(number)s") % {"number": found.number}),
            ],
            "comment": found,
            "whole": False,
        }
        if actor.belongs_to(found.office_id):
            own = Crumb(str(found.matter), found.matter.get_absolute_url())
            context["crumbs"] = [own, Crumb(pgettext("comment", "No. %(number)s") % {"number": found.number})]
            context |= {
                "next": next_for([found], actor),
                "events": of_subjects([found], reader=actor),
                "now": legal_now(),
                "whole": True,
            }
        return render(request, "accounts/comments/comment.html", context)


class SubmitStep(StepView):
    """Somebody who is signed in comments on what the address names."""

    def get_initial(self) -> dict[str, Any]:
        name = self.subject.MATTER
        return {name: self.request.GET.get(name, "")}

    def born_within(self) -> Any:
        try:
            key = UUID(self.request.GET.get(self.subject.MATTER, ""))
        except ValueError:
            return None
        return self.matters().filter(pk=key).first()

    def way_back(self) -> Crumb | None:
        """To where everybody reads of it, under the name that it has there."""
        matter = self.born_within()
        return crumb_of(matter) if matter is not None else super().way_back()

    def matters(self) -> QuerySet[Any]:
        """What this person may read, and so comment on."""
        raise NotImplementedError

    def get_success_url(self, done: Any) -> str:
        return done.subject.matter.comments_url()


class OfCommentStep(StepView):
    """What the office does with a comment: the comment stands above, so that nobody answers from memory."""

    template_name = "accounts/comments/step.html"


@method_decorator(login_not_required, name="dispatch")
class AnonymousView(coded.WriteView):
    """Writing without an account. Who is signed in is told that there is a shorter way."""

    form_class = AnonymousForm
    template_name = "accounts/comments/new.html"
    model: type[Pending]
    title: ClassVar[Any]
    code_route: ClassVar[str]
    submit_route: ClassVar[str]

    def find(self, pk: UUID, actor: Actor) -> Any:
        """What is commented on. Raises `Http404`."""
        raise NotImplementedError

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        self.matter = self.find(kwargs["pk"], request.actor)  # type: ignore[attr-defined]
        if not self.matter.takes_comments(legal_now()):
            raise Http404
        return super().dispatch(request, *args, **kwargs)

    def keep(self, data: dict[str, Any]) -> Coded:
        return saying.begin(self.model, self.matter, **data)

    def address_of(self, pending: Coded) -> str:
        return reverse(self.code_route, args=[pending.pk])

    def get_context(self) -> dict[str, Any]:
        return {
            "title": self.title,
            "crumbs": [crumb_of(self.matter), Crumb(_("Comment"))],
            "back": self.matter.comments_url(),
            "signed_in": f"{reverse(self.submit_route)}?{self.model.BECOMES.MATTER}={self.matter.pk}",
        }


@method_decorator(login_not_required, name="dispatch")
class CodeView(coded.CodeView):
    """The code, and with it the comment."""

    template_name = "accounts/comments/code.html"
    over_template = "accounts/comments/over.html"
    thanks = gettext_lazy("Thank you. Your comment will be read, and answered.")

    def take(self, pending: Pending) -> Model:
        return saying.take(pending)

    def get_context(self) -> dict[str, Any]:
        return {"crumbs": [crumb_of(self.pending.matter), Crumb(_("Your code"))]}

    def get_success_url(self) -> str:
        return self.pending.matter.comments_url()
