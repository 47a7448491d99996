"""Addresses of the register of providers."""

from django.urls import URLPattern, URLResolver, path
from django.utils.translation import gettext_lazy as _

from providers.models import Provider
from providers.views import joining, own, public
from workflow.views import step_paths

app_name = "providers"

urlpatterns: list[URLPattern | URLResolver] = [
    path("", public.Register.as_view(), name="register"),
    path("register/<uuid:pk>/", public.entry, name="entry"),
    path("join/", joining.join, name="join"),
    path("mine/", own.mine, name="mine"),
    path("all/", own.ProviderList.as_view(), name="providers"),
    path("<uuid:pk>/", own.provider, name="provider"),
    *step_paths(
        Provider,
        "<uuid:pk>/",
        home=("providers:register", _("Register of providers")),
        register=own.RegistrationView,
        resubmit=own.RegistrationView,
    ),
]
