"""Tenders go on with their project; while bids are sealed the parties stay as they are."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from uuid import UUID

from django.db.models import Q
from django.utils.translation import gettext as _

from accounts.models import Organisation
from accounts.reforms.passing import Heirs, Passing, register
from sourcing.models import OfficialKey, Tender
from workflow.act import Act
from workflow.engine import follow
from workflow.obstacles import Mend, Obstacle, stop

SEALED = (Tender.State.PUBLISHED, Tender.State.CLOSED)


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
