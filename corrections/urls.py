"""Addresses of corrections."""

from django.urls import URLPattern, URLResolver, path

from corrections import views
from corrections.models import Correction
from workflow.views import step_paths

app_name = "corrections"

urlpatterns: list[URLPattern | URLResolver] = [
    path("", views.corrections, name="corrections"),
    path("choose/", views.choose, name="choose"),
    *step_paths(Correction, "<uuid:pk>/", propose=views.ProposeView, confirm=views.ConfirmView),
    path("<uuid:pk>/", views.correction, name="correction"),
]
