"""Handing all open work of a person over, and the note that stays."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts.handover import remaining
from accounts.handover.models import HandOver
from accounts.handover.rules import LEADERS
from accounts.models import Membership
from accounts.roles import Role
from core.components import Crumb
from workflow.clock import legal_now
from workflow.views import StepView


class HandOverView(StepView):
    """Whose work, comes with the address; without it, one's own."""

    template_name = "accounts/hand_over_all.html"

    def get_initial(self) -> dict[str, Any]:
        return {"giver": self.request.GET.get("giver", "")}

    def get_context(self, form: Any) -> dict[str, Any]:
        giver = form.giver_of(Membership.objects.filter(organisation_id=self.actor.organisation_id).current())
        mine = giver and (giver.user_id == self.actor.user_id or self.actor.has_role(*LEADERS))
        if not mine and self.request.method != "POST":  # what is posted wrongly is told beside its field
            raise Http404
        rows = list(remaining.open_duties(giver).order_by("due_at", "arose_at")) if mine else []
        for row in rows:
            row.role_label = Role(row.role).label if row.role in Role.values else ""
        crumbs = [Crumb(_("My account"), reverse("accounts:me")), Crumb(_("Hand over all open work"))]
        more = {"giver": giver if mine else None, "rows": rows, "crumbs": crumbs, "now": legal_now()}
        return super().get_context(form) | more


@require_safe
def handover(request: HttpRequest, pk: UUID) -> HttpResponse:
    found = HandOver.objects.visible_to(request.actor).filter(pk=pk).first()  # type: ignore[attr-defined]
    if found is None:
        raise Http404
    context = {
        "title": _("Hand-over: %(who)s") % {"who": found},
        "crumbs": [Crumb(_("Worklist"), reverse("portal:worklist")), Crumb(str(found))],
        "row": found,
        "lines": found.lines.select_related("duty"),
        "now": legal_now(),
    }
    return render(request, "accounts/handover.html", context)
