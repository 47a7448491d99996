"""A unit's register of document numbers."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from accounts import history
from core.components import Crumb, Fact
from core.dates import long_date
from core.lists import ListPage
from documents import reading
from documents.filters import NumberFilter
from documents.models import DocumentNumber, DocumentRegister
from documents.tables import NumberTable
from workflow.availability import available, can_create
from workflow.clock import legal_now


class Numbers(ListPage):
    """The numbers of one's own unit, newest first; void ones among them."""

    filter_class = NumberFilter
    table_class = NumberTable
    template_name = "documents/numbers.html"
    title = gettext_lazy("Document numbers")

    def get_rows(self, actor: Any) -> QuerySet:
        return DocumentNumber.objects.visible_to(actor).select_related("register", "paper")

    def get_context(self, rows: QuerySet) -> dict[str, Any]:
        register = DocumentRegister.objects.visible_to(self.actor).first()
        return {
            "register": register,
            "steps": available(register, self.actor) if register else [],
            "may_open": register is None and can_create(DocumentRegister, "open", self.actor),
        }


@require_safe
def number(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One number: for which paper, when, and why it is void."""
    actor = request.actor  # type: ignore[attr-defined]
    rows = DocumentNumber.objects.visible_to(actor).select_related("register__organisation")
    found = get_object_or_404(rows, pk=pk)
    paper = getattr(found, "paper", None)
    readable = paper is not None and reading.readable_paper(paper.pk, actor) is not None
    facts = [
        Fact(_("Document number"), str(found), number=True),
        Fact(_("Title"), found.title, paper.get_page_url() if readable else ""),
        Fact(_("Given on"), long_date(found.issued_at)),
    ]
    if found.void_reason:
        facts.append(Fact(_("Why it is void"), found.void_reason))
    context = {
        "title": str(found),
        "crumbs": [Crumb(_("Document numbers"), reverse("documents:numbers")), Crumb(str(found))],
        "number": found,
        "facts": facts,
        "steps": available(found, actor),
        "events": history.of_subjects([found]),
        "now": legal_now(),
    }
    return render(request, "documents/number.html", context)
