"""The list, a notice, and all notices of a project."""

from __future__ import annotations

from urllib.parse import urlencode
from uuid import UUID

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from django_tables2 import RequestConfig

from core.components import Crumb, Mark
from core.panels import collect
from disclosure import policies
from disclosure.filters import NoticeFilter
from disclosure.models import Notice
from disclosure.reading import NoticePage
from disclosure.tables import NoticeTable
from workflow.clock import legal_now

PER_PAGE = 20
MOST_OF_A_PROJECT = 500


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
    """What was published about one project, in order."""
    notices = list(Notice.objects.for_lists().of_project(project_id)[:MOST_OF_A_PROJECT])
    if not notices:
        raise Http404
    newest = notices[-1]
    context = {
        "title": project_name(notices),
        "newest": newest,
        "notices": notices,
        "marks": [_mark(n) for n in notices],
        "crumbs": [Crumb(_("Home"), "/"), Crumb(_("Notices"), _list_url()), Crumb(newest.project_number)],
    }
    return render(request, "disclosure/project.html", context)


def project_name(notices: list[Notice]) -> str:
    """The project's name as the notices give it, else the title of the first one."""
    first = notices[0]
    named = Notice.objects.filter(pk__in=[n.pk for n in notices], payload__has_key="project_name")
    name = named.order_by("-published_at").values_list("payload__project_name", flat=True).first()
    return str(name or first.shown_title)


def _mark(notice: Notice) -> Mark:
    return Mark(
        "告",
        notice.published_at,
        notice.shown_title,
        by=f"{notice.kind_label} · {notice.number}",
        seal=True,
        url=notice.get_absolute_url(),
    )


def _list_url(**chosen: str) -> str:
    query = urlencode(chosen)
    return reverse("disclosure:list") + (f"?{query}" if query else "")
