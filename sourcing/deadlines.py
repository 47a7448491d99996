"""What falls due by the clock: tenders close, and those with too few bids end unopened.

Whether bids are taken follows from the clock alone (`Tender.is_open_for_bids`); this only writes it down.
"""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from accounts import services as accounts
from core.actor import system
from core.phrases import said
from sourcing.kinds import FailureGround
from sourcing.models import Assessment, Tender
from sourcing.rules.ending import fewest_bidders
from workflow import registry
from workflow.clock import legal_now
from workflow.engine import execute
from workflow.obstacles import Refused

ACTOR = "sourcing.deadlines"


def settle_all() -> int:
    """Close what is due. Returns how many tenders moved."""
    due = Tender.objects.filter(state__in=["published", "closed"], closes_at__lte=legal_now())
    return sum(settle(tender) for tender in due)


def settle(tender: Tender) -> bool:
    """Close one tender, and end it if fewer than three have bid. May run twice, or beside the opener."""
    actor, moved = system(ACTOR), False
    try:
        if tender.state == Tender.State.PUBLISHED:
            tender, moved = execute(tender, "close", actor).subject, True
        if legal_now() >= tender.opens_at and len(tender.standing_bids()) < fewest_bidders(tender):
            with override("zh-hans"):
                reason = _("Fewer than three providers bid before the deadline; no bid was opened.")
            execute(
                tender, "fail", actor, ground=FailureGround.TOO_FEW, reason=reason, publication_reviewed=True
            )
            moved = True
    except Refused:
        return moved  # another process was faster
    return moved


@registry.outbox_handler("sourcing.opened")
def after_opening(payload: dict[str, str]) -> None:
    """What the web does once the opener has finished: a row to assess for each readable bid."""
    tender = Tender.objects.get(pk=payload["tender"])
    for opened in tender.opened_bids.filter(fault=""):
        Assessment.objects.get_or_create(opened_bid=opened, tender=tender)
    tell_bidders(tender)


def tell_bidders(tender: Tender) -> None:
    """Every bidder learns of the opening; names and prices stand on the record that they may read now."""
    for opened in tender.opened_bids.all():
        accounts.notify(
            opened.provider_id,
            said(gettext_lazy("Bids have been opened: %(title)s"), title=tender),
            gettext_lazy("The opening record shows all bidders, prices and digests."),
            tender.get_absolute_url(),
        )
