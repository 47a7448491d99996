"""Pages of the register of providers."""

from __future__ import annotations

from typing import Any

from django.views.generic import DetailView

from providers.models import Provider


class ProviderDetail(DetailView):
    model = Provider
    template_name = "providers/provider.html"

    def get_queryset(self) -> Any:
        return Provider.objects.visible_to(self.request.actor)  # type: ignore[attr-defined]
