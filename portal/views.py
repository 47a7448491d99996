"""The public home."""

from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from core.actor import ANONYMOUS
from core.components import Panel
from core.panels import collect

ROWS = {"wide", "narrow"}


@require_safe
@login_not_required
def home(request: HttpRequest) -> HttpResponse:
    """The same for everyone: sections come from the apps and read notices only."""
    panels = sorted(collect("home_panels", ANONYMOUS), key=lambda panel: panel.order)
    return render(request, "portal/home.html", {"rows": in_rows(panels)})


def in_rows(panels: list[Panel]) -> list[list[Panel]]:
    """Panels from top to bottom; a wide and a narrow one that follow each other share a row."""
    rows: list[list[Panel]] = []
    for panel in panels:
        widths = {beside.width for beside in rows[-1]} if rows else set()
        if panel.width in ROWS and len(widths) == 1 and widths | {panel.width} == ROWS:
            rows[-1].append(panel)
        else:
            rows.append([panel])
    return rows
