"""Addresses of sign-off."""

from django.urls import URLPattern, URLResolver, path
from django.utils.translation import gettext_lazy as _

from signoff import views
from signoff.models import Chain, Circulation, Signature
from workflow.views import step_paths

app_name = "signoff"

urlpatterns: list[URLPattern | URLResolver] = [
    path("", views.circulations, name="circulations"),
    path("chains/", views.chains, name="chains"),
    *step_paths(Chain, "chains/<uuid:pk>/", home=("signoff:chains", _("Chains"))),
    path("chains/<uuid:pk>/", views.chain, name="chain"),
    *step_paths(Circulation, "<uuid:pk>/", send=views.SendView, resend=views.ResendView),
    path("<uuid:pk>/", views.circulation, name="circulation"),
    *step_paths(Signature, "signatures/<uuid:pk>/"),
]
