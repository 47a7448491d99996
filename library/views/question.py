"""Questions from the public: asking, with an account or without, and answering."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_not_required
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from accounts.coded import views as coded
from accounts.coded.models import Coded
from accounts.history import of_subjects
from accounts.next_step import next_for
from core.actor import Actor
from core.components import Crumb
from core.lists import ListPage
from core.personal import without_numbers
from disclosure import services as disclosure
from library import asking
from library.filters import QuestionFilter
from library.forms.question import AnonymousForm
from library.models import PendingQuestion, Policy, Question
from library.tables import QuestionTable
from library.views.policy import crumbs
from workflow.clock import legal_now
from workflow.views import StepView


class QuestionList(ListPage):
    """One's own, and for a finance department those that it answers."""

    filter_class = QuestionFilter
    table_class = QuestionTable
    template_name = "library/questions.html"
    title = gettext_lazy("Questions from the public")

    def get_rows(self, actor: Actor) -> QuerySet:
        return Question.objects.visible_to(actor).select_related("finance__jurisdiction")

    def get_crumbs(self) -> list[Crumb]:
        return crumbs(Crumb(_("Questions from the public")))


@require_safe
def question(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One question with its answer, for whoever asked and whoever answers."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    rows = Question.objects.visible_to(actor).select_related("finance", "policy")
    found = get_object_or_404(rows, pk=pk)
    context = {
        "title": str(found),
        "crumbs": crumbs(
            Crumb(_("Questions from the public"), reverse("library:questions")), Crumb(str(found))
        ),
        "question": found,
        "policy": Policy.objects.as_told_to(actor).filter(pk=found.policy_id).first(),
        "notice": disclosure.notices_of(found).first(),
    }
    if actor.belongs_to(found.finance_id):
        context |= {"next": next_for([found], actor), "events": of_subjects([found]), "now": legal_now()}
    return render(request, "library/question.html", context)


def named(request: HttpRequest) -> dict[str, Any]:
    """`?policy=`: it comes from the page of the document that it is about."""
    asked = request.GET.get("policy", "")
    found = next((row for row in Policy.objects.public() if str(row.pk) == asked), None)
    return {"policy": found.pk, "finance": found.publisher_id} if found else {}


class AskView(StepView):
    def get_initial(self) -> dict[str, Any]:
        return named(self.request)


class AnswerView(StepView):
    """Below what is asked. How it is told begins with how it was asked, without the numbers in it; never its title."""

    template_name = "library/answer.html"

    def get_initial(self) -> dict[str, Any]:
        return {"told_text": without_numbers(self.subject.text)}


@method_decorator(login_not_required, name="dispatch")
class AnonymousView(coded.WriteView):
    """Asking without an account. Who is signed in is told that there is a shorter way."""

    form_class = AnonymousForm
    template_name = "library/question_new.html"

    def keep(self, data: dict[str, Any]) -> Coded:
        return asking.begin(**data)

    def address_of(self, pending: Coded) -> str:
        return reverse("library:question-code", args=[pending.pk])

    def get_initial(self) -> dict[str, Any]:
        return named(self.request)

    def get_context(self) -> dict[str, Any]:
        return {
            "title": _("Ask a question or make a suggestion"),
            "crumbs": crumbs(Crumb(_("Ask a question or make a suggestion"))),
        }


@method_decorator(login_not_required, name="dispatch")
class CodeView(coded.CodeView):
    """The code, and with it the question."""

    model = PendingQuestion
    template_name = "library/question_code.html"
    over_template = "library/question_over.html"
    thanks = gettext_lazy("Thank you. You will be answered within the period that the rules set.")

    def take(self, pending: PendingQuestion) -> Question:
        return asking.take(pending)

    def get_context(self) -> dict[str, Any]:
        return {"crumbs": crumbs(Crumb(_("Your code")))}

    def get_success_url(self) -> str:
        return reverse("library:policies")
