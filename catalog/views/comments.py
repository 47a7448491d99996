"""Comments from the public: the page of one, and the way in for who has no account."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views import View
from django.views.decorators.http import require_safe

from accounts.history import of_subjects
from accounts.next_step import next_for
from accounts.telling.channels import Undelivered
from catalog import commenting
from catalog.forms.comments import AnonymousForm, CodeForm
from catalog.models import Comment, Edition, PendingComment
from catalog.policies import comment_editor
from catalog.views.finding import find_edition
from core.components import Crumb
from workflow.clock import legal_now
from workflow.obstacles import Refused
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
class AnonymousView(View):
    """Writing without an account. Who is signed in is told that there is a shorter way."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        self.edition = find_edition(kwargs["pk"], request.actor)  # type: ignore[attr-defined]
        if not self.edition.takes_comments(legal_now()):
            raise Http404
        return super().dispatch(request, *args, **kwargs)

    def get(self, request: HttpRequest, pk: UUID) -> HttpResponse:
        return self.show(AnonymousForm())

    def post(self, request: HttpRequest, pk: UUID) -> HttpResponse:
        form = AnonymousForm(request.POST)
        if not form.is_valid():
            return self.show(form, HTTPStatus.UNPROCESSABLE_ENTITY)
        try:
            pending = commenting.begin(self.edition, **form.cleaned_data)
        except commenting.TooMany:
            form.add_error("address", _("No more codes are sent there today. Try again tomorrow."))
            return self.show(form, HTTPStatus.TOO_MANY_REQUESTS)
        except Undelivered:
            form.add_error(
                "address", _("The code could not be sent there. Check it, or choose the other way.")
            )
            return self.show(form, HTTPStatus.UNPROCESSABLE_ENTITY)
        return HttpResponseRedirect(reverse("catalog:comment-code", args=[pending.pk]))

    def show(self, form: AnonymousForm, status: int = HTTPStatus.OK) -> HttpResponse:
        context = {
            "title": _("Comment on the draft catalogue"),
            "crumbs": [Crumb(str(self.edition), self.edition.get_absolute_url()), Crumb(_("Comment"))],
            "edition": self.edition,
            "form": form,
        }
        return render(self.request, "catalog/comment_new.html", context, status=status)


@method_decorator(login_not_required, name="dispatch")
class CodeView(View):
    """The code that came, and with it the comment. The address of this page is known to who wrote it only."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        found = commenting.waiting(kwargs["pk"])
        if found is None:
            return render(
                request,
                "catalog/comment_over.html",
                {"title": _("This code can't be used any more")},
                status=HTTPStatus.NOT_FOUND,
            )
        self.pending: PendingComment = found
        return super().dispatch(request, *args, **kwargs)

    def get(self, request: HttpRequest, pk: UUID) -> HttpResponse:
        return self.show(CodeForm())

    def post(self, request: HttpRequest, pk: UUID) -> HttpResponse:
        form = CodeForm(request.POST)
        if form.is_valid():
            try:
                made = commenting.confirm(self.pending, form.cleaned_data["code"])
            except Refused as refused:
                for obstacle in refused.obstacles:
                    form.add_error(None, str(obstacle.text))
            else:
                if made is not None:
                    messages.success(request, _("Thank you. Your comment will be read, and answered."))
                    return HttpResponseRedirect(self.pending.edition.get_absolute_url())
                form.add_error("code", _("This is not the code that was sent."))
        return self.show(form, HTTPStatus.UNPROCESSABLE_ENTITY)

    def show(self, form: CodeForm, status: int = HTTPStatus.OK) -> HttpResponse:
        edition = self.pending.edition
        context = {
            "title": _("Your code"),
            "crumbs": [Crumb(str(edition), edition.get_absolute_url()), Crumb(_("Your code"))],
            "pending": self.pending,
            "form": form,
        }
        return render(self.request, "catalog/comment_code.html", context, status=status)
