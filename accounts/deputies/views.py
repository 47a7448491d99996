"""Who stands in for whom in one's organisation."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts import history
from accounts.deputies import picking
from accounts.deputies.models import Deputyship
from accounts.deputies.policies import HEADS
from accounts.models import HandOver, Membership
from accounts.next_step import next_for
from core.actor import Actor
from core.components import Crumb
from workflow.availability import can_create
from workflow.clock import legal_now
from workflow.views import StepView, unchecked

PARTS = ("running", "ahead", "over", "ended")


@require_safe
def deputyships(request: HttpRequest) -> HttpResponse:
    """Running ones first, then those to come, then the past."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    rows = Deputyship.objects.visible_to(actor).select_related("principal__user", "deputy__user")
    context = {
        "title": _("Deputies"),
        "crumbs": [Crumb(_("My account"), reverse("accounts:me")), Crumb(_("Deputies"))],
        "rows": sorted(rows, key=lambda row: PARTS.index(row.phase)),
        "may_appoint": can_create(Deputyship, "appoint", actor),
        "colleagues": _colleagues(actor) if actor.has_role(*HEADS) else [],
        "hands_over": HandOver.objects.visible_to(actor).select_related("giver__user", "taker__user")[:20],
        "now": legal_now(),
    }
    return render(request, "accounts/deputyships.html", context)


@require_safe
def deputyship(request: HttpRequest, pk: UUID) -> HttpResponse:
    actor: Actor = request.actor  # type: ignore[attr-defined]
    rows = Deputyship.objects.visible_to(actor).select_related("principal__user", "deputy__user")
    found = rows.filter(pk=pk).first()
    if found is None:
        raise Http404
    context = {
        "title": str(found),
        "crumbs": [Crumb(_("Deputies"), reverse("accounts:deputyships")), Crumb(str(found))],
        "row": found,
        "next": next_for([found], actor),
        "events": history.of_subjects([found]),
        "now": legal_now(),
    }
    return render(request, "accounts/deputyship.html", context)


class AppointView(StepView):
    """For oneself, or for the colleague that the address names."""

    template_name = "accounts/appoint.html"

    def get_initial(self) -> dict[str, Any]:
        return {"principal": self.request.GET.get("principal", "")}

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """A button that only ticks shows the form again, as it is filled in so far."""
        wanted, principal = request.POST.get("tick"), self._away(request.POST.get("principal"))
        if not wanted or principal is None:
            return super().post(request, *args, **kwargs)
        data = request.POST.copy()
        data.setlist("steps", picking.picked(wanted, principal, request.POST.getlist("steps")))
        return self.show(unchecked(self.get_form(data)))

    def _away(self, asked: Any) -> Membership | None:
        return next((m for m in _colleagues(self.actor) if str(m.pk) == str(asked)), None)

    def get_context(self, form: Any) -> dict[str, Any]:
        chosen = self._away(form["principal"].value())
        crumbs = [Crumb(_("Deputies"), reverse("accounts:deputyships")), Crumb(_("Appoint a deputy"))]
        return super().get_context(form) | {"principal_away": chosen, "crumbs": crumbs}


def _colleagues(actor: Actor) -> list[Membership]:
    rows = Membership.objects.filter(organisation_id=actor.organisation_id).current()
    return list(
        rows.filter(user__is_active=True).select_related("user", "organisation").order_by("user__username")
    )
