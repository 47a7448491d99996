from django.urls import URLPattern, URLResolver, path
from django.utils.translation import gettext_lazy as _

from catalog import views
from catalog.models import Edition
from workflow.views import step_paths

app_name = "catalog"

urlpatterns: list[URLPattern | URLResolver] = [
    path("", views.catalogue, name="catalogue"),
    path("editions/<uuid:pk>/", views.edition, name="edition-detail"),
    *step_paths(
        Edition,
        "editions/<uuid:pk>/",
        home=("catalog:catalogue", _("Guidance catalogue")),
        draft=views.EditionStep,
        revise=views.EditionStep,
    ),
]
