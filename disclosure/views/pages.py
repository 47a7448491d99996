"""The list, a notice, and the public page of a project."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from django_tables2 import RequestConfig

from core.components import Crumb
from core.panels import collect
from disclosure import policies
from disclosure.filters import NoticeFilter
from disclosure.models import Notice
from disclosure.reading import NoticePage
from disclosure.tables import NoticeTable
from disclosure.twin import papers, shown
from disclosure.twin.told import ProjectTold
from workflow.clock import legal_now

PER_PAGE = 20


@login_not_required
@require_safe
def notice_list(request: HttpRequest) -> HttpResponse:
    """All notices, newest first, with filters that make up the address."""
    chosen = NoticeFilter(request.GET, Notice.objects.for_lists())
    table = RequestConfig(request, paginate={"per_page": PER_PAGE}).configure(NoticeTable(chosen.qs))
    query = request.GET.copy()
    for name in ("page", "sort"):
        query.pop(name, None)
    context = {
        "title": _("Notices"),
        "filter": chosen,
        "table": table,
        "query": query.urlencode(),
        "crumbs": [Crumb(_("Home"), "/"), Crumb(_("Notices"))],
    }
    return render(request, "disclosure/list.html", context)


@login_not_required
@require_safe
def notice(request: HttpRequest, number: str) -> HttpResponse:
    """A notice. Its address is its number, for good, also where the kind has a page of its own."""
    found = get_object_or_404(Notice, number=number)
    if found.get_absolute_url() != request.path:
        return redirect(found)
    context = {
        "title": found.shown_title,
        "notice": found,
        "page": NoticePage(found),
        "crumbs": [Crumb(_("Home"), "/"), Crumb(_("Notices"), _list_url()), Crumb(found.number)],
        "may_withhold": policies.may_propose_for(request.actor, found),  # type: ignore[attr-defined]
        "panels": list(collect("notice_panels", found, request.actor)),  # type: ignore[attr-defined]
        "now": legal_now(),
    }
    return render(request, "disclosure/notice.html", context)


@login_not_required
@require_safe
def project(request: HttpRequest, project_id: UUID) -> HttpResponse:
    """The one page of a project, as it was published: stages, money, provider, grade, papers, history."""
    project = ProjectTold.of(project_id)
    if not project.told:
        raise Http404
    return render(request, "disclosure/project.html", context_of(project, legal_now()))


def context_of(project: ProjectTold, now: datetime) -> dict[str, Any]:
    """Everything the page draws, from the notices alone."""
    notices = [told.notice for told in project.told]
    newest = project.newest
    pages = dict(collect("provider_pages", shown.provider_ids(project)))
    return {
        "title": project.name,
        "newest": newest,
        "notices": notices,
        "stages": list(shown.stages(project, now)),
        "call": shown.open_call(project, now),
        "money": list(shown.money(project)),
        "requirement": project.said("requirement", project.round),
        "standard": project.said("performance_standard", project.round),
        "reviews": [shown.judged(review) for review in project.reviews],
        "facts": list(shown.facts(project, now)),
        "people": list(dict.fromkeys(shown.people(project, pages))),
        "papers": list(papers.of(notices)),
        "marks": [shown.mark(notice) for notice in reversed(notices)],
        "now": now,
        "crumbs": [Crumb(_("Home"), "/"), Crumb(_("Notices"), _list_url()), Crumb(newest.project_number)],
    }


def _list_url(**chosen: str) -> str:
    query = urlencode(chosen)
    return reverse("disclosure:list") + (f"?{query}" if query else "")
