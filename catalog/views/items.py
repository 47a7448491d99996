"""Items of a draft: read from a workbook, or assessed one by one."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from catalog import workbook
from catalog.difference import Change, to_rows
from catalog.models import Item
from catalog.models.item import KEPT
from catalog.views.finding import find_open
from core.excel import sheet
from workflow.previews import PreviewedView
from workflow.views import StepView


@login_not_required
@require_safe
def for_editing(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The items as the step that reads workbooks takes them back."""
    found = find_open(pk, request.actor)  # type: ignore[attr-defined]
    return sheet(str(workbook.SHAPE.title), workbook.SHAPE.heads(), workbook.lines(found))


class ImportStep(PreviewedView):
    """The items of a workbook, looked at before they take the place of the draft's."""

    template_name = "catalog/import.html"

    def preview(self, form: Any) -> dict[str, Any]:
        rows = workbook.rows(form.reading)
        changes: list[Change] = to_rows(self.subject, rows)
        return {"changes": changes, "items": len(rows), "unread": form.reading.unread}


class AssessStep(StepView):
    """What is known of the item already is there again."""

    def get_initial(self) -> dict[str, Any]:
        item = self.chosen()
        if item is None:
            return {}
        return {"item": item.pk, **{name: getattr(item, name) for name in KEPT}}

    def chosen(self) -> Item | None:
        try:
            key = UUID(self.request.GET.get("item", ""))
        except ValueError:
            return None
        return self.subject.items.filter(pk=key).first()

    def get_success_url(self, done: Any) -> str:
        return f"{super().get_success_url(done)}#{self.request.POST.get('item', '')}"
