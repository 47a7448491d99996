"""What of a tender hangs on one person: nobody leaves while an opening or an evaluation needs them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext_lazy as _

from accounts.handover.remaining import remains
from sourcing.models import PanelSeat, TenderOfficial
from workflow.obstacles import Mend, Obstacle, stop

SEALED = ("published", "closed")
SITTING = ("appointed", "ready", "judged")


@remains
def opening_keys(membership: Any) -> Iterator[Obstacle]:
    """A key that one of the tenders still sealed may need."""
    rows = TenderOfficial.objects.filter(key__user_id=membership.user_id, key__state="live")
    rows = rows.filter(tender__state__in=SEALED, key__organisation_id=membership.organisation_id)
    for official in rows.select_related("tender", "key__user"):
        facts = {"name": official.key.user.name, "tender": official.tender}
        text = _("%(name)s holds an opening key of a tender that isn't opened yet: %(tender)s.")
        yield stop(
            text % facts, "B2.ORDER", mend=Mend(official.tender.get_absolute_url(), _("See the tender"))
        )


@remains
def panel_seats(membership: Any) -> Iterator[Obstacle]:
    """Which panel it is, stays secret until the result is announced."""
    seats = PanelSeat._base_manager.filter(
        user_id=membership.user_id, organisation_id=membership.organisation_id, state__in=SITTING
    )
    if seats.exists():
        text = _("%(name)s has an evaluation to finish first.")
        yield stop(text % {"name": membership.user.name}, "B4.4")
