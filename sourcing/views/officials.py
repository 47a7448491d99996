"""Officials' keys, and the ceremony at which two of them open bids. Passphrases never leave the browser."""

from __future__ import annotations

import base64
from typing import Any
from uuid import UUID

from csp.decorators import csp_update
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from core.components import Crumb
from sourcing.demonstration import PASSPHRASE
from sourcing.forms.officials import new_challenge
from sourcing.kinds import Seat
from sourcing.models import KeyShare, OfficialKey, TenderOfficial
from sourcing.policies import may_enrol
from sourcing.rules.officials import SEATS
from sourcing.rules.publication import PROOF_VALID_DAYS, is_live
from sourcing.views.bids import WASM
from sourcing.views.common import actor_of, crumbs, tender_or_404
from workflow import confirming
from workflow.clock import legal_now
from workflow.obstacles import Refused
from workflow.views import StepView


def text_of(content: Any) -> str:
    return base64.b64encode(bytes(content)).decode()


@require_safe
def own_key(request: HttpRequest) -> HttpResponse:
    """An official's own key, and the tenders that it may help to open."""
    actor = actor_of(request)
    if not may_enrol(actor):
        raise PermissionDenied
    key = OfficialKey.objects.visible_to(actor).live().first()
    rows = TenderOfficial.objects.filter(key__user_id=actor.user_id).select_related("tender", "key")
    context = {
        "title": _("My opening key"),
        "key": key,
        "now": legal_now(),
        "live": bool(key and is_live(key, legal_now())),
        "days": PROOF_VALID_DAYS,
        "tenders": rows.filter(tender__state__in=["published", "closed"]).order_by("tender__opens_at"),
    }
    return render(request, "sourcing/officials.html", context)


@method_decorator(csp_update(WASM), name="dispatch")
class EnrolView(StepView):
    """The key pair is made in the browser; what arrives here is its public half and a wrapped private one."""

    template_name = "sourcing/enrol.html"

    def get_initial(self) -> dict[str, Any]:
        return {"seat": next(iter(sorted(SEATS.get(self.actor.organisation_kind, [Seat.PURCHASER]))))}


@method_decorator(csp_update(WASM), name="dispatch")
class ProveView(StepView):
    """The browser opens a challenge with the unwrapped key."""

    template_name = "sourcing/prove.html"

    def get_context(self, form: Any) -> dict[str, Any]:
        sealed, token = new_challenge(self.subject)
        data = {"wrapped": self.subject.wrapped, "challenge": text_of(sealed)}
        known = {"demonstration_passphrase": PASSPHRASE}
        return super().get_context(form) | {"data": data, "token": token} | known


class ContributeView(StepView):
    """Taking part happens on the ceremony's page."""

    keeps_typed = False

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return HttpResponseRedirect(reverse("sourcing:ceremony", args=[self.subject.pk]))

    def show(self, form: Any, status: int = 200, **extra: Any) -> HttpResponse:
        for problem in form.non_field_errors():
            messages.error(self.request, problem)
        return HttpResponseRedirect(reverse("sourcing:ceremony", args=[self.subject.pk]))

    def ask_to_confirm(self, refused: Refused) -> HttpResponse:
        back_to = reverse("sourcing:ceremony", args=[self.subject.pk])
        return HttpResponseRedirect(confirming.address(back_to))

    def get_success_url(self, done: Any) -> str:
        return reverse("sourcing:ceremony", args=[done.subject.pk])


@require_safe
@csp_update(WASM)  # type: ignore[arg-type]
def ceremony(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The opening, as seen by one of its officials."""
    tender, actor = tender_or_404(request, pk), actor_of(request)
    official = tender.officials.filter(key__user_id=actor.user_id).select_related("key").first()
    if official is None:
        raise Http404
    context = {
        "title": _("Opening of bids"),
        "crumbs": crumbs(tender, Crumb(_("Opening"))),
        "tender": tender,
        "official": official,
        **status_of(tender, official),
    }
    return render(request, "sourcing/ceremony.html", context)


@require_safe
def ceremony_status(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The part of the ceremony's page that changes while one waits."""
    tender, actor = tender_or_404(request, pk), actor_of(request)
    official = tender.officials.filter(key__user_id=actor.user_id).select_related("key").first()
    if official is None:
        raise Http404
    return render(
        request,
        "sourcing/_ceremony.html",
        {"tender": tender, "official": official, **status_of(tender, official)},
    )


def status_of(tender: Any, official: TenderOfficial) -> dict[str, Any]:
    """Who has come, and what this official's browser needs to take part."""
    now, running = legal_now(), tender.running_ceremony()
    given = {c.official_id for c in running.contributions.all()} if running else set()
    rows = [(o, o.pk in given) for o in tender.officials.select_related("key__user", "key__organisation")]
    return {
        "now": now,
        "due": tender.is_due_for_opening(now),
        "running": running,
        "rows": rows,
        "gave": official.pk in given,
        "complete": len({o.seat for o, came in rows if came}) > 1,
        "demonstration_passphrase": PASSPHRASE,
        "now_stamp": str(now.timestamp()),
        "opens_stamp": str(tender.opens_at.timestamp()),
        "data": contribution_data(tender, official, running)
        if running and official.pk not in given
        else None,
        "confirm_url": confirming.address(reverse("sourcing:ceremony", args=[tender.pk])),
    }


def contribution_data(tender: Any, official: TenderOfficial, running: Any) -> dict[str, Any]:
    shares = KeyShare.objects.filter(tender=tender, holder=official)
    return {
        "ceremony": str(running.pk),
        "opener": text_of(running.opener_key),
        "wrapped": official.key.wrapped,
        "shares": {str(share.partner_id): text_of(share.sealed) for share in shares},
    }
