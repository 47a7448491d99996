"""The page of a step that publishes: first the notice, as everybody will read it, then the button."""

from __future__ import annotations

from typing import Any

from disclosure.previewing import Preview
from workflow.views import StepView


class PublishView(StepView):
    """Whoever makes something public has read it."""

    template_name = "disclosure/step_publish.html"

    def notice(self) -> Preview:
        raise NotImplementedError

    def get_context(self, form: Any) -> dict[str, Any]:
        return super().get_context(form) | {"preview": self.notice()}
