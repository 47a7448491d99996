"""A unit's chains end with it; what is going round comes to its end before."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from uuid import UUID

from django.db.models import Q
from django.utils.translation import gettext as _

from accounts.models import Organisation
from accounts.reforms.passing import Heirs, Passing, register
from signoff.models import Chain, Circulation
from workflow.act import Act
from workflow.engine import follow
from workflow.obstacles import Mend, Obstacle, stop


@register
class Signoff(Passing):
    def hindrances(self, unit: Organisation, heirs: list[Organisation]) -> Iterable[Obstacle]:
        """Signatures that are still asked for, of the unit or from it; and chains of others that ask it."""
        asked = Q(organisation=unit) | Q(chain__stations__organisation=unit)
        for row in Circulation.objects.running().filter(asked).distinct():
            mend = Mend(row.get_absolute_url(), _("See how it stands"))
            yield stop(
                _("“%(title)s” is still going round for signatures.") % {"title": row.about}, mend=mend
            )
        others = Chain.objects.in_force().filter(stations__organisation=unit).exclude(organisation=unit)
        for chain in others.select_related("organisation").distinct():
            facts = {"chain": chain, "unit": chain.organisation}
            text = _(
                "The sign-off chain for “%(chain)s” of %(unit)s asks this unit. %(unit)s lays down another one first."
            )
            yield stop(text % facts, mend=Mend(chain.get_absolute_url(), _("See the chain")))

    def pass_on(self, act: Act, unit: Organisation, heir_of: Callable[[UUID], Organisation]) -> Heirs:
        for chain in Chain.objects.in_force().filter(organisation=unit):
            follow(act, chain, "end", reason=_("%(unit)s has been closed.") % {"unit": unit.name})
        return {}
