"""Addresses of evaluations, of the survey, and of public results."""

from django.urls import URLPattern, URLResolver, path
from django.utils.translation import gettext_lazy as _

from evaluation.models import Evaluation
from evaluation.views import pages, results, survey
from evaluation.views.steps import VIEWS
from workflow.views import step_paths

app_name = "evaluation"

urlpatterns: list[URLPattern | URLResolver] = [
    path("", pages.evaluations, name="evaluations"),
    path("s/", survey.EntryView.as_view(), name="survey-entry"),
    path("s/thanks/", survey.thanks, name="survey-thanks"),
    path("s/<slug:secret>/", survey.SurveyView.as_view(), name="survey"),
    path("results/<str:number>/", results.result, name="result"),
    path("results/<str:number>/scores.xlsx", results.scores_excel, name="result-excel"),
    path("results/<str:number>/scores.csv", results.scores_csv, name="result-scores"),
    path("results/<str:number>/answers.csv", results.answers_csv, name="result-answers"),
    path("results/<str:number>/card.json", results.card_json, name="result-card"),
    *step_paths(Evaluation, "<uuid:pk>/", home=("evaluation:evaluations", _("Evaluations")), **VIEWS),
    path("<uuid:pk>/", pages.evaluation, name="evaluation-detail"),
    path("<uuid:pk>/sample/", pages.sample, name="evaluation-sample"),
]
