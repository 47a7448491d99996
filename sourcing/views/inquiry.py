"""An abnormally low price: what the bidder is asked, what it says, and how a member judges it."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts.next_step import next_for
from core.actor import Actor
from core.components import Crumb
from documents.services import papers
from documents.showing import shown
from sourcing import presenting
from sourcing.models import PriceInquiry
from sourcing.views.common import actor_of, crumbs, visible_or_404
from sourcing.views.panel import SeatStep
from workflow.clock import legal_now
from workflow.views import StepView

PROPOSED = timedelta(hours=2)
"""How much time the form proposes; the panel sets it."""


@require_safe
def inquiry(request: HttpRequest, pk: UUID) -> HttpResponse:
    """For the bidder that is asked, the panel, and those who supervise it."""
    actor = actor_of(request)
    found: PriceInquiry = visible_or_404(PriceInquiry.objects.visible_to(actor), pk=pk)
    context = {
        "title": _("Explanation of an abnormally low price"),
        "crumbs": crumbs(found.tender, Crumb(_("Explanation of a price"))),
        "inquiry": found,
        "found": what_was_found(found, actor),
        "now": legal_now(),
        "next": next_for([found], actor),
        "papers": list(shown(papers(found, actor))),
    }
    return render(request, "sourcing/inquiry.html", context)


def what_was_found(inquiry: PriceInquiry, actor: Actor) -> dict[str, Any] | None:
    """What the majority decided and on which grounds; the bidder learns it with the result (Order 87, article 69)."""
    assessment = inquiry.opened_bid.assessment
    credible, said = assessment.low_price_accepted, assessment.low_price_explanation
    if credible is None or (presenting.is_provider(actor) and inquiry.tender.announced_at is None):
        return None
    return {"credible": credible, "grounds": said.removeprefix(inquiry.answer_text).strip()}


class AskView(StepView):
    """A fair time and the usual question stand there already."""

    def get_initial(self) -> dict[str, Any]:
        until = (legal_now() + PROPOSED).replace(second=0, microsecond=0)
        question = _(
            "Your price is clearly below the others. Explain in writing what it is made of and why you can perform "
            "for it, and prove it."
        )
        return {"answer_by": until, "question": question}


class AnswerView(StepView):
    template_name = "sourcing/answer.html"


class WeighView(SeatStep):
    """What each bidder said, and why it was asked, beside the judgement."""

    template_name = "sourcing/weigh.html"

    def get_context(self, form: Any) -> dict[str, Any]:
        failed = {a.opened_bid_id: a.low_price_names for a in presenting.low_prices(self.subject.tender)}
        rows = [
            {
                "inquiry": each,
                "reasons": failed.get(each.opened_bid_id, []),
                "papers": list(shown(papers(each, self.actor))),
            }
            for each in self.subject.inquiries_to_judge()
        ]
        return super().get_context(form) | {"inquiries": rows, "now": legal_now()}
