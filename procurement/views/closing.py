"""The closing of a budget year: its check list, and the lines as they stand."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any
from uuid import UUID, uuid4

from django.core.exceptions import PermissionDenied
from django.db.models import F, Sum
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.history import of_subjects
from core.actor import Actor
from core.components import Crumb, Fact
from core.dates import long_date
from core.figures import amount_text
from core.money import ZERO
from procurement.forms.closing import YEARS
from procurement.models import YearClosing
from procurement.policies import finance_of_line
from procurement.reserving import ReserveAllForm, are_valid, grants_of, reserve
from workflow.availability import available, can_create
from workflow.clock import legal_date, legal_now
from workflow.views import StepView


@require_safe
def closing(request: HttpRequest, pk: UUID) -> HttpResponse:
    """What is still to be done before the year can be closed; what it came to once it is."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    rows = YearClosing.objects.visible_to(actor).select_related("finance", "jurisdiction")
    found = rows.filter(pk=pk).first()
    if found is None:
        raise Http404
    lines = found.lines.annotate(
        paid=Sum("commitments__paid", default=ZERO),
        unpaid=F("committed") - F("paid"),
        left=F("amount") - F("committed"),
    )
    context = {
        "title": str(found),
        "closing": found,
        "crumbs": [Crumb(_("Budget lines"), reverse("procurement:budgetline-list")), Crumb(str(found.year))],
        "steps": available(found, actor),
        "facts": _facts(found),
        "events": of_subjects([found], reader=actor),
        "now": legal_now(),
        "points": found.points() if found.state == found.State.OPEN else [],
        "acts": actor.belongs_to(found.finance_id),
        "lines": lines,
        "total": {name: sum((getattr(each, name) for each in lines), ZERO) for name in FIGURES},
        "years_over": [
            row for row in found.years_over(found.finance_id, legal_date()) if row.year != found.year
        ],
        "may_close": can_create(YearClosing, "open", actor),
    }
    return render(request, "procurement/closing.html", context)


FIGURES = ("amount", "paid", "unpaid", "left")


def _facts(found: YearClosing) -> list[Fact]:
    facts = [
        Fact(_("Budget year"), str(found.year), number=True),
        Fact(_("Kept by"), found.finance),
        Fact(_("Payments until"), long_date(found.payments_until)),
    ]
    if found.closed_at:
        facts += [
            Fact(_("Closed on"), long_date(found.closed_at)),
            Fact(_("Lapsed as it was closed (yuan)"), amount_text(found.lapsed), number=True),
        ]
    return facts


@require_http_methods(["GET", "HEAD", "POST"])
def reserve_all(request: HttpRequest, pk: UUID) -> HttpResponse:
    """All open grants of the year in one page: what hinders each stands beside it, and each is an act of its own."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    found = (
        YearClosing.objects.visible_to(actor).select_related("finance", "jurisdiction").filter(pk=pk).first()
    )
    if found is None:
        raise Http404
    if not finance_of_line(actor, found) or found.state != YearClosing.State.OPEN:
        raise PermissionDenied
    data = request.POST if request.method == "POST" else None
    form, grants = ReserveAllForm(data), grants_of(found, actor, data)
    asked = data is not None and are_valid(form, grants)
    if asked:
        key = request.POST.get("key", "").replace("\x00", "")[:32]
        reserve(grants, actor, form.cleaned_data["approval_number"], key)
    context = {
        "title": _("Reserve open commitments in the next year"),
        "closing": found,
        "crumbs": [
            Crumb(_("Budget lines"), reverse("procurement:budgetline-list")),
            Crumb(str(found.year), found.get_absolute_url()),
            Crumb(_("Reserve")),
        ],
        "form": form,
        "grants": grants,
        "rows": [grant.form for grant in grants if grant.form is not None],
        "ready": any(grant.form is not None and not grant.done for grant in grants),
        "asked": asked,
        "done": sum(grant.done for grant in grants),
        "refused": sum(bool(grant.is_taken and not grant.done) for grant in grants) if asked else 0,
        "key": uuid4().hex,
    }
    status = HTTPStatus.OK if asked or data is None else HTTPStatus.UNPROCESSABLE_ENTITY
    return render(request, "procurement/reserve_all.html", context, status=status)


class ReleaseView(StepView):
    """The check list names the commitment, so that nobody looks for it a second time."""

    def get_initial(self) -> dict[str, Any]:
        return {"commitment": self.request.GET.get("commitment")}


class OpenClosingView(StepView):
    """The page that tells of a year that is over names it."""

    def get_initial(self) -> dict[str, Any]:
        named = [year for year in YEARS if str(year) == self.request.GET.get("year")]
        return {"year": named[0]} if named else {}
