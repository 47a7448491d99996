"""Addresses of the register of providers."""

from django.urls import URLPattern, URLResolver, path

from providers import views
from providers.models import Provider
from workflow.views import step_paths

app_name = "providers"

urlpatterns: list[URLPattern | URLResolver] = [
    path("<uuid:pk>/", views.ProviderDetail.as_view(), name="provider"),
    *step_paths(Provider, "<uuid:pk>/"),
]
