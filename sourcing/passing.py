"""Tenders go on with their project; while bids are sealed or judged the parties stay as they are."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from uuid import UUID

from django.db.models import Q
from django.utils.translation import gettext as _

from accounts.models import Organisation
from accounts.reforms.passing import Heirs, Passing, register
from sourcing.kinds import BidKind
from sourcing.models import OfficialKey, Tender
from workflow.act import Act
from workflow.engine import follow
from workflow.obstacles import Mend, Obstacle, stop

SEALED = (Tender.State.PUBLISHED, Tender.State.CLOSED)
JUDGED = (Tender.State.OPENED, Tender.State.EVALUATED)


@register
class Sourcing(Passing):
    def hindrances(self, unit: Organisation, heirs: list[Organisation]) -> Iterable[Obstacle]:
        """The bids are sealed to keys of which one is held by the purchaser's own official."""
        theirs = Q(purchaser=unit) | Q(officials__key__organisation=unit)
        for tender in Tender.objects.filter(theirs, state__in=SEALED).distinct():
            mend = Mend(tender.get_absolute_url(), _("See the tender"))
            text = _(
                "Bids for “%(tender)s” are sealed until their opening. Open them first, or cancel the tender."
            )
            yield stop(text % {"tender": tender.title}, mend=mend)
        if undecided_bids_of(unit):
            # who bids where is nobody's to know: its own people are told by name as they propose
            text = _(
                "%(unit)s takes part in a procurement that isn't decided yet; its own people know in which. The merger "
                "waits until the result is published or the bid withdrawn."
            )
            yield stop(text % {"unit": unit}, "RC-3")

    def own_affairs(self, unit: Organisation) -> Iterable[Obstacle]:
        for tender in undecided_bids_of(unit):
            mend = Mend(tender.get_absolute_url(), _("See the tender"))
            text = _(
                "Your bid for “%(tender)s” binds you as you are. Withdraw it before the deadline, or wait for the "
                "result; the successor bids in its own name."
            )
            yield stop(text % {"tender": tender.title}, "RC-3", mend=mend)

    def pass_on(self, act: Act, unit: Organisation, heir_of: Callable[[UUID], Organisation]) -> Heirs:
        """Keys of officials end: in the new unit they enrol new ones."""
        moved: Heirs = {}
        for heir in act.subject.heirs():
            rows = Tender.objects.filter(purchaser=unit, project__purchaser=heir)
            moved |= dict.fromkeys(rows.values_list("pk", flat=True), heir.pk)
            rows.update(purchaser=heir)
        for key in OfficialKey.objects.live().filter(organisation=unit):
            follow(act, key, "retire", reason=_("%(unit)s has been closed.") % {"unit": unit.name})
        return moved


def undecided_bids_of(unit: Organisation) -> list[Tender]:
    """Tenders in which that provider has a bid, under seal or opened, whose result isn't out."""
    undecided = Q(state__in=(*SEALED, *JUDGED)) | Q(state=Tender.State.AWARDED, award__announced_at=None)
    rows = Tender.objects.filter(undecided, bids__provider=unit).distinct()
    return [tender for tender in rows if tender.last_bid(unit.pk).kind == BidKind.BID]
