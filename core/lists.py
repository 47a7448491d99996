"""List pages: a filter above, a table below, everything in the address, and the same rows as a workbook."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views import View
from django_tables2 import RequestConfig

from core.actor import Actor
from core.components import Crumb
from core.excel import sheet
from core.filtering import FilterSet
from core.tables import PortalTable

EXPORT = "export"


class ListPage(View):
    """A list of what the reader may see.

    Give `get_rows(actor)` (starting at `visible_to`), a filter, a table, and what the page is called. With
    `?export=xlsx` the filtered rows are answered as a workbook, all pages of them.
    """

    http_method_names = ["get", "head", "options"]
    filter_class: type[FilterSet]
    table_class: type[PortalTable]
    template_name = "layout/list.html"
    title: Any = ""
    per_page = 25
    bulk: str = ""
    """Name of the lifecycle (`app.model`) whose rows can be ticked and handled together."""
    bulk_roles: tuple[str, ...] = ()
    """Who handles such rows: others see no boxes."""

    @property
    def actor(self) -> Actor:
        return self.request.actor  # type: ignore[attr-defined]

    def get_rows(self, actor: Actor) -> QuerySet:
        raise NotImplementedError

    def get_title(self) -> Any:
        return self.title

    def get_filter(self, rows: QuerySet) -> FilterSet:
        return self.filter_class(self.request.GET, queryset=rows, request=self.request)

    def get_table(self, rows: QuerySet) -> PortalTable:
        return self.table_class(rows)

    def get_crumbs(self) -> list[Crumb]:
        return []

    def get_context(self, rows: QuerySet) -> dict[str, Any]:
        """More for the template; `rows` are the filtered ones, unpaged."""
        return {}

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        filtered = self.get_filter(self.get_rows(self.actor))
        table = self.get_table(filtered.qs)
        RequestConfig(request, paginate={"per_page": self.per_page, "silent": True}).configure(table)
        if request.GET.get(EXPORT):
            return sheet(str(self.get_title()), *_head_and_rows(table))
        context = {
            "title": self.get_title(),
            "crumbs": self.get_crumbs(),
            "filter": filtered,
            "table": table,
            "export_url": self.export_url(),
            "bulk": self.bulk if self.actor.has_role(*self.bulk_roles) else "",
            "here": request.get_full_path(),
        }
        return render(request, self.template_name, context | self.get_context(filtered.qs))

    def export_url(self) -> str:
        query = self.request.GET.copy()
        query[EXPORT] = "xlsx"
        return f"?{query.urlencode()}"


def _head_and_rows(table: PortalTable) -> tuple[list[Any], Iterator[Any]]:
    values = table.as_values()
    return next(values), values
