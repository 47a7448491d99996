"""Steps that show what they would change before they change it."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any

from django.http import HttpRequest, HttpResponse

from workflow import engine
from workflow.views import StepView

PREVIEW = "preview"
"""The name of the button that only looks (`workflow/_preview_button.html`)."""


class PreviewedView(StepView):
    """First what would change, then the change: both read the same input, which stays in the form."""

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if PREVIEW not in request.POST:
            return super().post(request, *args, **kwargs)
        given = request.POST.copy()
        given.pop(PREVIEW)
        data, files = self.staged(given)
        form: Any = engine.form_of(self.step, self.subject, self.standing.actor, data, files)
        if not form.is_valid():
            return self.show(form, HTTPStatus.UNPROCESSABLE_ENTITY)
        return self.show(form, preview=self.preview(form))

    def preview(self, form: Any) -> Any:
        """What the page shows, as `preview`, of what this input would change."""
        raise NotImplementedError
