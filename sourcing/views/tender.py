"""A tender's own page, for its purchaser and all others who may see it."""

from __future__ import annotations

from typing import Any

from django.views.generic import DetailView

from sourcing.models import Tender


class TenderDetail(DetailView):
    model = Tender
    template_name = "sourcing/tender.html"

    def get_queryset(self) -> Any:
        return Tender.objects.visible_to(self.request.actor)  # type: ignore[attr-defined]
