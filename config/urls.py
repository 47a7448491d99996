"""The root of all addresses. Each app keeps its own below its own prefix."""

from django.urls import include, path
from django.views.i18n import set_language

from config import health

urlpatterns = [
    path("healthz", health.healthz, name="healthz"),
    path("language/", set_language, name="set_language"),
    path("accounts/", include("accounts.urls")),
    path("documents/", include("documents.urls")),
    path("notices/", include("disclosure.urls")),
    path("rules/", include("rulebook.urls")),
    path("catalogue/", include("catalog.urls")),
    path("providers/", include("providers.urls")),
    path("procurement/", include("procurement.urls")),
    path("sourcing/", include("sourcing.urls")),
    path("contracts/", include("contracts.urls")),
    path("evaluation/", include("evaluation.urls")),
    path("", include("portal.urls")),
]
