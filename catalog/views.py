"""Pages of the catalogue."""

from __future__ import annotations

from typing import Any

from django.views.generic import DetailView

from catalog.models import Edition
from workflow.availability import available


class EditionDetail(DetailView):
    model = Edition
    template_name = "catalog/edition.html"

    def get_queryset(self) -> Any:
        return Edition.objects.visible_to(self.request.actor).select_related("jurisdiction")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        return context | {"title": str(self.object), "steps": available(self.object, self.request.actor)}
