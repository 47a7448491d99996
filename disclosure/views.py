"""Public pages: they read notices and what stands beside them, and nothing else."""

from __future__ import annotations

from uuid import UUID

from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from disclosure.models import Notice, Withholding
from disclosure.rendering import Reader


@login_not_required
@require_safe
def notice_list(request: HttpRequest) -> HttpResponse:
    page = Paginator(Notice.objects.for_lists(), 20).get_page(request.GET.get("page"))
    return render(request, "disclosure/list.html", {"title": _("Notices"), "page": page})


@login_not_required
@require_safe
def notice(request: HttpRequest, number: str) -> HttpResponse:
    found = get_object_or_404(Notice, number=number)
    personal = dict(found.personal_values.values_list("field", "value"))
    parts = Reader(found.language(), personal).parts(found.layout, found.payload)
    return render(request, "disclosure/notice.html", {"title": found.title, "notice": found, "parts": parts})


@login_not_required
@require_safe
def project(request: HttpRequest, project_id: UUID) -> HttpResponse:
    notices = Notice.objects.for_lists().of_project(project_id)
    return render(
        request, "disclosure/project.html", {"title": _("Notices of a project"), "notices": notices}
    )


@require_safe
def withholding(request: HttpRequest, pk: UUID) -> HttpResponse:
    found = get_object_or_404(Withholding.objects.visible_to(request.actor), pk=pk)  # type: ignore[attr-defined]
    return render(request, "disclosure/withholding.html", {"title": str(found), "withholding": found})
