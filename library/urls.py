"""Addresses of the policy library."""

from django.urls import URLPattern, URLResolver, path
from django.utils.translation import gettext_lazy as _

from library import views
from library.models import Policy
from workflow.views import step_paths

app_name = "library"

urlpatterns: list[URLPattern | URLResolver] = [
    path("", views.PolicyList.as_view(), name="policies"),
    path("districts/", views.districts, name="districts"),
    path("<uuid:pk>/", views.policy, name="policy"),
    *step_paths(
        Policy,
        "<uuid:pk>/",
        home=("library:policies", _("Policy library")),
        enter=views.EnterView,
        revise=views.ReviseView,
        repeal=views.RepealView,
    ),
]
