"""The same notices for machines and spreadsheets: workbook, CSV, Atom, OCDS."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Iterator
from typing import Any

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse, QueryDict, StreamingHttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from core import excel
from core.components import Crumb
from core.dates import day_of, read
from core.figures import amount_text
from disclosure import ocds
from disclosure.filters import NoticeFilter
from disclosure.models import Facet, Notice, NoticeQuerySet
from disclosure.reading import NoticePage

MOST_IN_A_WORKBOOK = 10_000
MOST_IN_A_FEED = 50
JSON: dict[str, Any] = {"ensure_ascii": False}
FORMULA = (*excel.FORMULA, "＝", "＋", "－", "＠", "\n")
"""What a spreadsheet may take for the beginning of a formula, full-width forms included."""


@login_not_required
@require_safe
def workbook(request: HttpRequest) -> HttpResponse:
    """The filtered list as an Excel workbook, newest first."""
    return excel.sheet(_("Notices"), heads(), rows(_chosen(request)[:MOST_IN_A_WORKBOOK]))


@login_not_required
@require_safe
def comma_separated(request: HttpRequest) -> StreamingHttpResponse:
    """The filtered list as CSV, streamed, however long it is."""
    lines = _csv(heads(), rows(_chosen(request).iterator(chunk_size=1000)))
    response = StreamingHttpResponse(lines, content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="notices.csv"'
    return response


@login_not_required
@require_safe
def feed(request: HttpRequest) -> HttpResponse:
    """The newest notices of a filter as an Atom feed."""
    here = settings.PUBLIC_URL + reverse("disclosure:feed")
    query = request.GET.urlencode()
    made = Atom1Feed(
        title=_("Notices: Changchun Government Purchase of Services"),
        link=settings.PUBLIC_URL + reverse("disclosure:list"),
        description="",
        language=get_language(),
        feed_url=f"{here}?{query}" if query else here,
    )
    for notice in _chosen(request)[:MOST_IN_A_FEED]:
        link = settings.PUBLIC_URL + notice.get_absolute_url()
        made.add_item(
            title=notice.shown_title,
            link=link,
            unique_id=link,
            description=_summary(notice),
            pubdate=notice.published_at,
            updateddate=notice.published_at,
            categories=[notice.kind_label],
        )
    response = HttpResponse(content_type="application/atom+xml; charset=utf-8")
    made.write(response, "utf-8")
    return response


@login_not_required
@require_safe
def release(request: HttpRequest, number: str) -> HttpResponse:
    """The OCDS release package of one notice, as it was built when the notice was published."""
    found = get_object_or_404(Notice, number=number)
    if not NoticePage(found).has_release:
        raise Http404
    package = ocds.package([found.release], settings.PUBLIC_URL + request.path, found.published_at)
    return JsonResponse(package, json_dumps_params=JSON)


@login_not_required
@require_safe
def releases(request: HttpRequest, year: int) -> StreamingHttpResponse:
    """All releases of a year, one release to a line, oldest first. A year without notices has no file."""
    if not Facet.objects.filter(dimension=Facet.Dimension.YEAR, value=str(year)).exists():
        raise Http404
    found = NoticeFilter(QueryDict(f"year={year}"), Notice.objects.order_by("published_at", "number")).qs
    stored = found.filter(release__isnull=False, withheld__isnull=True).values_list("release", flat=True)
    lines = (json.dumps(one, **JSON) + "\n" for one in stored.iterator(chunk_size=500))
    response = StreamingHttpResponse(lines, content_type="application/jsonl; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="releases-{year}.jsonl"'
    return response


@login_not_required
@require_safe
def about(request: HttpRequest) -> HttpResponse:
    """What data there are and how to get them."""
    years = Facet.objects.filter(dimension=Facet.Dimension.YEAR).order_by("-value")
    context = {
        "title": _("Open data"),
        "years": [year.value for year in years],
        "prefix": settings.OCDS_PREFIX,
        "crumbs": [
            Crumb(_("Home"), "/"),
            Crumb(_("Notices"), reverse("disclosure:list")),
            Crumb(_("Open data")),
        ],
    }
    return render(request, "disclosure/data.html", context)


def heads() -> list[str]:
    """The columns of every export."""
    return [
        _("Notice number"),
        _("Notice"),
        _("Kind"),
        _("Published on"),
        _("Jurisdiction"),
        _("Purchaser"),
        _("Provider"),
        _("Project number"),
        _("Catalogue item"),
        _("Amount (yuan)"),
        _("Address"),
    ]


def rows(notices: Iterable[Notice]) -> Iterator[list[Any]]:
    for notice in notices:
        yield [
            notice.number,
            notice.shown_title,
            notice.kind_label,
            day_of(read(notice.published_at)),  # type: ignore[arg-type]
            notice.jurisdiction,
            notice.shown_purchaser,
            notice.shown_providers,
            notice.project_number,
            " ".join(filter(None, [notice.category, notice.shown_category])),
            notice.amount,
            settings.PUBLIC_URL + notice.get_absolute_url(),
        ]


def _chosen(request: HttpRequest) -> NoticeQuerySet:
    return NoticeFilter(request.GET, Notice.objects.for_lists().order_by("-published_at", "-number")).qs


def _summary(notice: Notice) -> str:
    amount = (
        _("%(amount)s yuan") % {"amount": amount_text(notice.amount)} if notice.amount is not None else ""
    )
    return " · ".join(
        filter(None, [notice.kind_label, notice.shown_purchaser, notice.shown_providers, amount])
    )


class _Line:
    """What the CSV writer writes to: it hands each line on."""

    def write(self, line: str) -> str:
        return line


def _csv(head: list[str], body: Iterable[list[Any]]) -> Iterator[str]:
    """Lines for spreadsheets: a byte order mark first, and no text that a spreadsheet takes for a formula."""
    writer = csv.writer(_Line())
    yield "\ufeff"
    yield writer.writerow(head)
    for row in body:
        yield writer.writerow([_inert(value) for value in row])


def _inert(value: Any) -> Any:
    return f"'{value}" if isinstance(value, str) and value.startswith(FORMULA) else value
