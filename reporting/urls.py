"""Addresses of reports."""

from django.urls import URLPattern, URLResolver, path
from django.utils.translation import gettext_lazy as _

from reporting.models import Report, Template
from reporting.views import reports, templates, years
from workflow.views import step_paths

app_name = "reporting"

urlpatterns: list[URLPattern | URLResolver] = [
    path("", reports.ReportList.as_view(), name="report-list"),
    path("years/", years.years, name="years"),
    path("forms/", templates.TemplateList.as_view(), name="template-list"),
    path("forms/<uuid:pk>/", templates.template, name="template"),
    path("forms/<uuid:pk>/workbook/", templates.blank, name="blank"),
    *step_paths(
        Template,
        "forms/<uuid:pk>/",
        home=("reporting:template-list", _("Report forms")),
        draft=templates.DraftView,
        map=templates.MapView,
        issue=templates.IssueView,
    ),
    path("<uuid:pk>/", reports.report, name="report"),
    path("<uuid:pk>/workbook/", reports.workbook, name="workbook"),
    *step_paths(
        Report,
        "<uuid:pk>/",
        fill=reports.FillView,
        freeze=reports.LookedAtView,
        submit=reports.LookedAtView,
        accept=reports.LookedAtView,
        send_back=reports.LookedAtView,
    ),
]
