"""Pages of procurement."""

from __future__ import annotations

from typing import Any

from django.views.generic import DetailView

from procurement.models import BudgetLine, Project, PurchaserProfile
from workflow.availability import available


class SubjectDetail(DetailView):
    """A subject that the actor may see, with what they can do about it."""

    template_name = "procurement/subject.html"

    def get_queryset(self) -> Any:
        return self.model.objects.visible_to(self.request.actor)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        return context | {"title": str(self.object), "steps": available(self.object, self.request.actor)}


class ProjectDetail(SubjectDetail):
    model = Project


class LineDetail(SubjectDetail):
    model = BudgetLine


class ProfileDetail(SubjectDetail):
    model = PurchaserProfile
