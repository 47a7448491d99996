"""Addresses of what the public reads. A notice's address is its number, for good."""

from django.urls import URLPattern, URLResolver, path

from disclosure import views
from disclosure.models import Withholding
from workflow.views import step_paths

app_name = "disclosure"

urlpatterns: list[URLPattern | URLResolver] = [
    path("", views.notice_list, name="list"),
    path("project/<uuid:project_id>/", views.project, name="project"),
    path("withholdings/<uuid:pk>/", views.withholding, name="withholding"),
    *step_paths(Withholding, "withholdings/<uuid:pk>/"),
    path("<str:number>/", views.notice, name="notice"),
]
