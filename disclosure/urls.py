"""Addresses of what the public reads. A notice's address is its number, for good."""

from django.urls import URLPattern, URLResolver, path

from disclosure.models import Withholding
from disclosure.views import data, pages, withholding
from workflow.views import step_paths

app_name = "disclosure"

urlpatterns: list[URLPattern | URLResolver] = [
    path("", pages.notice_list, name="list"),
    path("feed/", data.feed, name="feed"),
    path("notices.xlsx", data.workbook, name="workbook"),
    path("notices.csv", data.comma_separated, name="csv"),
    path("data/", data.about, name="data"),
    path("data/releases-<int:year>.jsonl", data.releases, name="releases"),
    path("project/<uuid:project_id>/", pages.project, name="project"),
    path("withholdings/<uuid:pk>/", withholding.withholding, name="withholding"),
    *step_paths(Withholding, "withholdings/<uuid:pk>/", propose=withholding.ProposeView),
    path("<str:number>/release.json", data.release, name="release"),
    path("<str:number>/", pages.notice, name="notice"),
]
