"""Addresses of sourcing."""

from django.urls import URLPattern, URLResolver, path

from sourcing.models import OfficialKey, PanelSeat, Tender
from sourcing.views import tender
from workflow.views import step_paths

app_name = "sourcing"

urlpatterns: list[URLPattern | URLResolver] = [
    path("tenders/<uuid:pk>/", tender.TenderDetail.as_view(), name="tender"),
    path("tenders/<uuid:pk>/bid/", tender.TenderDetail.as_view(), name="bid"),
    path("tenders/<uuid:pk>/opening/", tender.TenderDetail.as_view(), name="ceremony"),
    path("seats/<uuid:pk>/", tender.TenderDetail.as_view(), name="seat"),
    path("officials/", tender.TenderDetail.as_view(), name="officials"),
    *step_paths(Tender, "tenders/<uuid:pk>/"),
    *step_paths(OfficialKey, "officials/<uuid:pk>/"),
    *step_paths(PanelSeat, "seats/<uuid:pk>/"),
]
