"""Addresses of the policy library."""

from django.urls import URLPattern, URLResolver, path
from django.utils.translation import gettext_lazy as _

from library.models import Policy, Question
from library.views import policy, question
from workflow.views import step_paths

app_name = "library"

urlpatterns: list[URLPattern | URLResolver] = [
    path("", policy.PolicyList.as_view(), name="policies"),
    path("districts/", policy.districts, name="districts"),
    path("questions/", question.QuestionList.as_view(), name="questions"),
    path("questions/new/", question.AnonymousView.as_view(), name="question-new"),
    path("questions/code/<uuid:pk>/", question.CodeView.as_view(), name="question-code"),
    path("questions/<uuid:pk>/", question.question, name="question"),
    *step_paths(
        Question,
        "questions/<uuid:pk>/",
        home=("library:questions", _("Questions from the public")),
        ask=question.AskView,
        answer=question.AnswerView,
    ),
    path("<uuid:pk>/", policy.policy, name="policy"),
    *step_paths(
        Policy,
        "<uuid:pk>/",
        home=("library:policies", _("Policy library")),
        enter=policy.EnterView,
        revise=policy.ReviseView,
        publish=policy.ShelveView,
        repeal=policy.RepealView,
    ),
]
