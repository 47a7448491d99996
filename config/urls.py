"""The root of all addresses. Each app keeps its own below its own prefix."""

from django.urls import include, path

from config import health

urlpatterns = [
    path("healthz", health.healthz, name="healthz"),
    path("accounts/", include("accounts.urls")),
    path("accounts/", include("accounts.factor_urls")),
    path("documents/", include("documents.urls")),
    path("sign-off/", include("signoff.urls")),
    path("notices/", include("disclosure.urls")),
    path("corrections/", include("corrections.urls")),
    path("rules/", include("rulebook.urls")),
    path("policies/", include("library.urls")),
    path("catalogue/", include("catalog.urls")),
    path("providers/", include("providers.urls")),
    path("procurement/", include("procurement.urls")),
    path("reports/", include("reporting.urls")),
    path("sourcing/", include("sourcing.urls")),
    path("contracts/", include("contracts.urls")),
    path("evaluation/", include("evaluation.urls")),
    path("", include("portal.urls")),
]

handler400 = "core.views.bad_request"
handler403 = "core.views.forbidden"
handler404 = "core.views.not_found"
handler500 = "core.views.server_error"
