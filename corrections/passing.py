"""A correction that waits for its second person is settled before either unit may end."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Q
from django.utils.translation import gettext as _

from accounts.models import Organisation
from accounts.reforms.passing import Passing, register
from corrections.models import Correction
from workflow.obstacles import Mend, Obstacle, stop


@register
class Corrections(Passing):
    def hindrances(self, unit: Organisation, heirs: list[Organisation]) -> Iterable[Obstacle]:
        theirs = Q(organisation_id=unit.pk) | Q(decider_id=unit.pk)
        for row in Correction.objects.filter(theirs, state="proposed"):
            mend = Mend(row.get_absolute_url(), _("See the correction"))
            yield stop(
                _("A correction waits for a decision: %(correction)s.") % {"correction": row}, mend=mend
            )
