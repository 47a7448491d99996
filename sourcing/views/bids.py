"""The bid page, and receipts. Only people of the bidding organisation ever see them."""

from __future__ import annotations

import base64
from typing import Any
from uuid import UUID, uuid4

from csp.decorators import csp_update
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views import View
from django.views.decorators.http import require_safe

from core.components import Crumb
from documents.inspection import MOST, accepted
from providers import services as providers
from sourcing import receipts
from sourcing.kinds import BidKind
from sourcing.models import Bid, Receipt, Tender, Upload
from sourcing.policies import bids_for_a_provider
from sourcing.rules.bids import merger_of
from sourcing.views.common import actor_of, tender_or_404, visible_or_404
from workflow.clock import SHANGHAI, legal_date, legal_now
from workflow.engine import execute
from workflow.obstacles import Refused

WASM = {"script-src": ["'wasm-unsafe-eval'"]}
"""libsodium is WebAssembly. Only the pages that seal or unwrap allow it."""


@method_decorator(csp_update(WASM), name="dispatch")
class BidPage(View):
    """Seal, upload, submit, replace, withdraw. Prices and files never come here in clear."""

    def get(self, request: HttpRequest, pk: UUID) -> HttpResponse:
        return self.show(request, self.tender(pk))

    def post(self, request: HttpRequest, pk: UUID) -> HttpResponse:
        tender = self.tender(pk)
        step = "withdraw" if "withdraw" in request.POST else "submit"
        data = {"tender": str(tender.pk)}
        if step == "submit":
            data["upload"] = request.POST.get("upload", "")
        bid = Bid()
        try:
            done = execute(
                bid,
                step,
                actor_of(request),
                data,
                key=request.POST.get("idempotency_key", "").replace("\x00", "")[:80],
            )
        except Refused as refused:
            return self.show(request, tender, 409, refused=refused, attempt=bid.nonce)
        messages.success(request, str(type(done.subject).steps()[step].done))
        return HttpResponseRedirect(request.path)

    def tender(self, pk: UUID) -> Tender:
        if not bids_for_a_provider(actor_of(self.request)):
            raise Http404
        return tender_or_404(self.request, pk)

    def show(self, request: HttpRequest, tender: Tender, status: int = 200, **more: Any) -> HttpResponse:
        return render(request, "sourcing/bid.html", self.context(tender) | more, status=status)

    def context(self, tender: Tender) -> dict[str, Any]:
        actor, now = actor_of(self.request), legal_now()
        last = tender.last_bid(actor.organisation_id)
        standing = last if last and last.kind == BidKind.BID else None
        is_open = tender.is_open_for_bids(now)
        replacing = standing is None or "replace" in self.request.GET
        return {
            "title": _("Bid: %(title)s") % {"title": tender.title},
            "crumbs": [
                Crumb(_("Tenders"), reverse("sourcing:tenders")),
                Crumb(tender.number, tender.get_absolute_url()),
            ],
            "tender": tender,
            "now": now,
            "is_open": is_open,
            "last": last,
            "standing": standing,
            "receipt": Receipt.objects.filter(bid=last).first() if last else None,
            "upload": waiting_upload(tender, actor),
            "may_fill": is_open and replacing,
            "approved": providers.approved(actor.organisation_id, legal_date(now)),
            "expired": providers.expired(actor.organisation_id, legal_date(now)),
            "merger": merger_of(actor.organisation_id),
            "lapsed": providers.lapsed_evidence(actor.organisation_id, legal_date(now)),
            "papers": list(tender.papers.all()),
            "data": self.data(tender, now),
            "words": words(),
            "clock": now.astimezone(SHANGHAI).strftime("%H:%M:%S"),
            "idempotency_key": uuid4().hex,
            "refused": None,
        }

    def data(self, tender: Tender, now: Any) -> dict[str, Any]:
        """What the page's script needs. Nothing in it depends on anybody else's bid."""
        provider = actor_of(self.request).organisation_id
        version = tender.next_version(provider)
        return {
            "now": now.timestamp(),
            "closes": tender.closes_at.timestamp(),
            "tender": str(tender.pk),
            "ceiling": str(tender.ceiling),
            "key": base64.b64encode(bytes(tender.public_key)).decode(),
            "context": tender.seal_context(provider, version),
            "version": version,
            "uploads": reverse("sourcing:uploads", args=[tender.pk]),
            "clock": reverse("sourcing:clock"),
            "accept": ",".join(f".{kind}" for kind in accepted()),
            "kinds": ", ".join(accepted()).upper(),
            "most": MOST,
        }


def words() -> dict[str, str]:
    """What the page's script says."""
    return {
        "amount": _("Enter an amount in yuan with at most two decimals, such as 498000.00."),
        "zero": _("The price must be more than nought."),
        "ceiling": _("The price is above the ceiling: such a bid is invalid."),
        "kind": _("“{name}” is of a kind that isn't accepted. Accepted are: {kinds}."),
        "empty": _("“{name}” is empty. Choose the file anew."),
        "large": _("“{name}” is larger than {most}."),
        "ready": _("Everything is there"),
        "one": _("1 thing missing"),
        "many": _("{n} things missing"),
        "sealing": _("Sealing on this device"),
        "local": _("Nothing leaves this device unsealed."),
        "uploading": _("Uploading the sealed bid"),
        "resume": _("If the line breaks, it goes on where it stopped."),
        "seconds": _("About {n} seconds left."),
        "minutes": _("About {n} minutes left."),
        "waiting": _("The line is broken. Waiting to go on …"),
        "received": _("Sealed and received"),
        "press": _("Now press “Submit the bid”."),
        "uploaded": _("Sealed and uploaded, not yet submitted"),
        "version": _("Another version was submitted in between. Reload the page and seal again."),
        "failed": _("Sealing failed. Check that all files can still be read, then try again."),
    }


def waiting_upload(tender: Tender, actor: Any) -> Upload | None:
    """A complete upload that has not been submitted yet and may still be."""
    version = tender.next_version(actor.organisation_id)
    rows = (
        Upload.objects.visible_to(actor).filter(tender=tender, bid=None, version=version).exclude(digest="")
    )
    return rows.order_by("-started_at").first()


@require_safe
def receipt(request: HttpRequest, number: str) -> HttpResponse:
    """The receipt, to print."""
    found = own_receipt(request, number)
    return render(
        request,
        "sourcing/receipt.html",
        {
            "title": _("Receipt %(number)s") % {"number": found.number},
            "crumbs": [
                Crumb(_("Tenders"), reverse("sourcing:tenders")),
                Crumb(_("Bid"), reverse("sourcing:bid", args=[found.bid.tender_id])),
                Crumb(found.number),
            ],
            "receipt": found,
            "bid": found.bid,
            "key": receipts.public_key(),
            "signature": base64.b64encode(bytes(found.signature)).decode(),
        },
    )


@require_safe
def receipt_file(request: HttpRequest, number: str) -> JsonResponse:
    """The receipt, to keep: the signed text and the signature."""
    found = own_receipt(request, number)
    content = {
        "body": found.body,
        "signature": base64.b64encode(bytes(found.signature)).decode(),
        "algorithm": "Ed25519",
        "key": receipts.public_key(),
    }
    response = JsonResponse(content, json_dumps_params={"ensure_ascii": False, "indent": 1})
    response["Content-Disposition"] = f'attachment; filename="{found.number}.json"'
    return response


def own_receipt(request: HttpRequest, number: str) -> Receipt:
    bids = Bid.objects.visible_to(actor_of(request))
    rows = Receipt.objects.filter(bid__in=bids).select_related("bid__tender", "bid__provider")
    return visible_or_404(rows, number=number)
