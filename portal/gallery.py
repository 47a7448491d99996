"""Every component in all its states, for those who build pages. Shown in demonstrations and with DEBUG only."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from typing import Any

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from core import components as c
from portal import demonstration, gallery_forms
from workflow.clock import legal_now
from workflow.obstacles import Mend, stop, warn

BUDGET, AWARD, PAID = Decimal("4860000.00"), Decimal("4512000.00"), Decimal("1353600.00")


@login_not_required
def gallery(request: HttpRequest) -> HttpResponse:
    if not (settings.DEBUG or demonstration.is_demonstration()):
        raise Http404
    return render(request, "portal/gallery.html", figures() | lists() | gallery_forms.examples(request))


def figures() -> dict[str, Any]:
    now = legal_now()
    return {
        "now": now,
        "moments": [now + timedelta(days=days) for days in (-6, 0, 3, 12)],
        "amount": AWARD,
        "stages": [
            c.Stage(_("Application"), "done", _("Approved on 6 January")),
            c.Stage(_("Budget"), "done", _("Granted on 19 January")),
            c.Stage(_("Sourcing"), "now", _("Open until 8 April")),
            c.Stage(_("Supervision")),
            c.Stage(_("Acceptance")),
            c.Stage(_("Evaluation"), note=_("after acceptance")),
        ],
        "bars": [
            c.MoneyBar(_("Budget"), BUDGET, "base", _("granted")),
            c.MoneyBar(_("Award"), AWARD, "", _("92.8% of the budget")),
            c.MoneyBar(_("Contract"), AWARD, "now", _("as awarded")),
            c.MoneyBar(_("Paid"), PAID, "paid", _("30.0% of the contract"), limit=Decimal("2472576.00")),
        ],
        "series": [
            c.Series(_("Budget"), _("yuan")),
            c.Series(_("Contract"), _("yuan")),
            c.Series(_("Paid"), _("yuan")),
        ],
        "chart": [
            c.ChartRow(
                _("Public services"), [Decimal(214_600_000), Decimal(86_200_000), Decimal(31_800_000)]
            ),
            c.ChartRow(
                _("Social administration"), [Decimal(68_450_000), Decimal(24_300_000), Decimal(8_900_000)]
            ),
            c.ChartRow(_("Technical services"), [Decimal(41_380_000), Decimal(10_900_000), None]),
        ],
        "voices": [
            c.Voice(_("Purchaser"), 92),
            c.Voice(_("Recipients"), 73),
            c.Voice(_("Third party"), None),
        ],
    }


def lists() -> dict[str, Any]:
    now = legal_now()
    return {
        "crumbs": [c.Crumb(_("Home"), "/"), c.Crumb(_("Components"))],
        "obstacles": [
            stop(
                _("The provider has not handed in the service record for March."),
                "A7.2",
                mend=Mend("#obstacles", _("Ask for it")),
            ),
            stop(_("The problem found by the inspection of 11 March is not closed yet."), "A4.6"),
            warn(_("The price is 45 % below the ceiling: write down why it is credible."), "A6.1"),
        ],
        "facts": [
            c.Fact(_("Recipients"), _("1,860 elderly people")),
            c.Fact(_("Unit price"), "67.34", number=True),
            c.Fact(_("Grade of last year"), _("Excellent (91.2)"), url="#grades"),
        ],
        "people": [
            c.Person(_("Municipal Civil Affairs Bureau"), _("Purchaser"), url="#people"),
            c.Person(_("Zhaohui Centre for the Elderly"), _("Provider, social service organisation")),
        ],
        "papers": [
            c.Paper(_("Contract"), "#papers", "PDF 1.2 MB"),
            c.Paper(_("Service record for March"), missing=True),
        ],
        "events": [
            c.Mark(
                "呈",
                now - timedelta(hours=3),
                _("Second payment requested"),
                _("Municipal Civil Affairs Bureau"),
            ),
            c.Mark(
                "付",
                now - timedelta(days=27),
                _("First payment made"),
                _("Municipal Finance Bureau"),
                seal=True,
            ),
            c.Mark(
                "批",
                now - timedelta(days=400),
                _("The budget was granted"),
                _("Municipal Finance Bureau"),
                seal=True,
                url="#timeline",
            ),
        ],
        "page": Paginator(range(137), 20).page(3),
    }
