"""The public register: it reads notices and nothing else."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_not_required
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from core.actor import Actor
from core.components import Crumb, Fact
from core.lists import ListPage
from disclosure.reading import NoticePage
from providers import register
from providers.filters import RegisterFilter
from providers.tables import RegisterTable
from workflow.clock import legal_date


@method_decorator(login_not_required, name="dispatch")
class Register(ListPage):
    filter_class = RegisterFilter
    table_class = RegisterTable
    template_name = "providers/register.html"
    title = gettext_lazy("Register of providers")

    def get_rows(self, actor: Actor) -> QuerySet:
        return register.entries()


@login_not_required
@require_safe
def entry(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One provider as the register shows it: its entry, its grades, the tenders that it won."""
    notice = register.entry_of(pk)
    if notice is None:
        raise Http404
    row, today = register.row_of(notice), legal_date()
    context = {
        "title": row["name"],
        "crumbs": [Crumb(_("Register of providers"), reverse("providers:register")), Crumb(row["name"])],
        "notice": notice,
        "row": row,
        "entry": notice.payload["entry"],
        **successor_of(notice),
        "standing": register.standing_of(notice, today),
        "status": register.status_of(notice, today),
        "facts": facts_of(row),
        "grades": [grade_of(n) for n in register.told_of(notice, register.GRADE)],
        "awards": list(register.told_of(notice, register.AWARD)[:20]),
        "supervision": list(register.told_of(notice, register.SUPERVISION)[:20]),
    }
    return render(request, "providers/entry.html", context)


def successor_of(notice: Any) -> dict[str, Any]:
    """The entry of the provider that has taken this one's place, by its name of today."""
    found = notice.payload["entry"].get("successor")
    later = register.entries().filter(provider_ids__contains=[UUID(found)]).first() if found else None
    if later is None:
        return {}
    url = reverse("providers:entry", args=[later.subject_id])
    return {"successor": register.row_of(later)["name"], "successor_url": url}


def facts_of(row: dict[str, Any]) -> list[Fact]:
    return [
        Fact(_("Unified social credit code"), row["code"], number=True),
        Fact(_("Kind"), row["category"]),
        Fact(_("Registered with"), row["authority"]),
        Fact(_("Basis"), row["basis"]),
    ]


LETTERS = {"excellent": "优", "good": "良", "fair": "中", "poor": "差"}
"""As grades are stamped, by the figures of a published scorecard."""


def grade_of(notice: Any) -> dict[str, Any]:
    """A published evaluation of one of the provider's projects, in the reader's language."""
    page = NoticePage(notice)
    told, is_withheld = page.values, {"card", "grade"} & page.withheld.keys()
    return {
        "notice": notice,
        "grade": "" if is_withheld else LETTERS.get(notice.payload["card"]["grade"], ""),
        "score": told.get("score"),
        "period": told.get("period", ""),
    }
