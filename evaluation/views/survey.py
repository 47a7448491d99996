"""The page on which a recipient answers. No account, no script, nothing that tells who it is.

Looking at the page uses up nothing, so that previews of messengers, a shaky thumb and the back button do no
harm. The link's secret stands in the address and in the form, never in a log line of ours.
"""

from __future__ import annotations

from http import HTTPStatus
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views import View
from django.views.decorators.http import require_safe

from evaluation import answering, limits, secrets
from evaluation.forms.answering import AnswerForm, CodeForm

UNKNOWN = "evaluation/survey_unknown.html"


def private(response: HttpResponse) -> HttpResponse:
    """Neither kept by a cache nor found by a search engine."""
    response.headers["Cache-Control"] = "no-store, private"
    response.headers["X-Robots-Tag"] = "noindex, nofollow"
    return response


@method_decorator(login_not_required, name="dispatch")
class EntryView(View):
    """Typing a code from paper."""

    def get(self, request: HttpRequest) -> HttpResponse:
        return self.show(request, CodeForm())

    def post(self, request: HttpRequest) -> HttpResponse:
        form = CodeForm(request.POST)
        if form.is_valid():
            code = secrets.normalise(form.cleaned_data["code"])
            if answering.survey_for(code):
                return private(HttpResponseRedirect(reverse("evaluation:survey", args=[code])))
            if limits.too_many(request):
                return too_many(request)
            form.add_error("code", _("This code can't be used. Check it letter by letter."))
        return self.show(request, form, HTTPStatus.UNPROCESSABLE_ENTITY)

    def show(self, request: HttpRequest, form: CodeForm, status: int = HTTPStatus.OK) -> HttpResponse:
        context = {"title": _("What do you think of the service?"), "form": form}
        return private(render(request, "evaluation/survey_entry.html", context, status=status))


@method_decorator(login_not_required, name="dispatch")
class SurveyView(View):
    """The questions. GET only shows them; the one POST that succeeds uses the link up."""

    def get(self, request: HttpRequest, secret: str) -> HttpResponse:
        survey = answering.survey_for(secret)
        if survey is None:
            return refused(request)
        return self.show(request, survey, AnswerForm(survey, initial={"secret": secret}))

    def post(self, request: HttpRequest, secret: str) -> HttpResponse:
        survey = answering.survey_for(secret)
        if survey is None:
            return refused(request)
        form = AnswerForm(survey, request.POST)
        if not form.is_valid():
            return self.show(request, survey, form, HTTPStatus.UNPROCESSABLE_ENTITY)
        try:
            answering.redeem(secret, form.reply())
        except answering.NotTaken:
            return refused(request)
        return private(HttpResponseRedirect(reverse("evaluation:survey-thanks")))

    def show(self, request: HttpRequest, survey: Any, form: AnswerForm, status: int = 200) -> HttpResponse:
        context = {
            "title": _("What do you think of the service?"),
            "survey": survey,
            "evaluation": survey.evaluation,
            "form": form,
        }
        return private(render(request, "evaluation/survey.html", context, status=status))


@require_safe
@login_not_required
def thanks(request: HttpRequest) -> HttpResponse:
    """The same for everybody."""
    return private(render(request, "evaluation/survey_thanks.html", {"title": _("Thank you")}))


def refused(request: HttpRequest) -> HttpResponse:
    """Used, withdrawn, unknown or over: all the same answer, so that guessing teaches nothing."""
    if limits.too_many(request):
        return too_many(request)
    context = {"title": _("This link can't be used")}
    return private(render(request, UNKNOWN, context, status=HTTPStatus.NOT_FOUND))


def too_many(request: HttpRequest) -> HttpResponse:
    context = {"title": _("Please wait a little"), "wait": True}
    response = render(request, UNKNOWN, context, status=HTTPStatus.TOO_MANY_REQUESTS)
    response.headers["Retry-After"] = str(limits.SPAN)
    return private(response)
