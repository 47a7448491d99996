"""People who came along from a unit that ended: the successor gives each of them a post, or ends it.

They keep what they did until somebody of the new unit has said what they do there. That this is said is a duty of
whoever orders the unit, with a day, and over when it has been said of everybody.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet, Subquery
from django.utils.translation import gettext_noop

from accounts.models import Membership, PostChange, Reform
from accounts.roles import OrganisationKind, Role
from core.dates import end_of
from workflow import duties
from workflow.clock import legal_date
from workflow.models import Duty
from workflow.registry import effect
from workflow.steps import Clock

if TYPE_CHECKING:
    from accounts.models import Organisation
    from workflow.act import Act

STEP = "place"
WITHIN = timedelta(days=30)
"""No law sets it: a month, in which a new unit usually has its posts approved."""
ORDERED_BY = {
    OrganisationKind.PURCHASER: Role.HEAD,
    OrganisationKind.FINANCE: Role.FINANCE_HEAD,
    OrganisationKind.PROVIDER: Role.PROVIDER_HEAD,
}


def to_be_placed(organisation_id: UUID) -> QuerySet[Membership]:
    """Those who came, and of whom the book of posts says nothing since; who had a post here before has it still."""
    entries = PostChange.objects.filter(membership=OuterRef("pk"))
    last_move = entries.filter(kind="move").order_by("-made_at")
    rows = Membership.objects.filter(organisation_id=organisation_id).current()
    rows = rows.annotate(
        came_at=Subquery(last_move.values("made_at")[:1]), had=Subquery(last_move.values("had_post")[:1])
    )
    since = entries.filter(kind__in=["give", "take_on"], made_at__gte=OuterRef("came_at"))
    return rows.filter(~Exists(since), had=False).select_related("user").order_by("user__username")


def ask(act: Act, reform: Reform) -> None:
    """A duty for each successor to whom somebody came."""
    for heir in reform.heirs():
        if to_be_placed(heir.pk).exists():
            duties.open_for(act, reform, _clock(act, reform, heir))


def _clock(act: Act, reform: Reform, heir: Organisation) -> Clock:
    """The last moment of the last day counts."""
    last = legal_date(act.when) + WITHIN
    reform.placing_id, reform.place_by = heir.pk, end_of(last)
    role = ORDERED_BY.get(OrganisationKind(heir.kind), Role.ADMIN)
    label = gettext_noop("Give those who came along their posts")
    return Clock("", step=STEP, party="placing_id", role=role, until="place_by", label=label)


@effect("accounts.reforms.settle_placing")
def settle_placing(act: Act) -> None:
    """With every post that is given or ended: whether anybody is left."""
    unit = act.subject.organisation_id
    if not to_be_placed(unit).exists():
        open_duties = Duty.objects.filter(step=STEP, organisation_id=unit, met_at=None)
        open_duties.filter(subject_type="accounts.reform").update(met_at=act.when, met_by=act.event_id)
