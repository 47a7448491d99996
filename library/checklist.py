"""Which district has carried out a policy, and whether finance above has its copy (A7.1, A7.2)."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field

from accounts.models import Jurisdiction
from library.kinds import OF_GOVERNMENT, Kind
from library.models import Policy


@dataclass
class Row:
    """One district or development zone under a policy."""

    place: Jurisdiction
    documents: list[Policy] = field(default_factory=list)

    @property
    def is_missing(self) -> bool:
        return not self.documents

    @property
    def is_copied(self) -> bool:
        """All that it has issued has been copied up."""
        return bool(self.documents) and all(d.copy_settled for d in self.documents)


@dataclass(frozen=True)
class Checklist:
    rows: list[Row]

    @property
    def issued(self) -> int:
        return sum(not row.is_missing for row in self.rows)

    @property
    def missing(self) -> int:
        return len(self.rows) - self.issued

    @property
    def copied(self) -> int:
        return sum(row.is_copied for row in self.rows)

    @property
    def owed(self) -> int:
        return self.issued - self.copied


def of(policy: Policy) -> Checklist:
    """Every government one level below that of the policy, whether it has issued something under it or not."""
    places = Jurisdiction.objects.filter(parent_id=policy.jurisdiction_id).order_by("position", "code")
    rows = {place.pk: Row(place) for place in places}
    for document in _below(policy):
        if document.jurisdiction_id in rows and document.kind in OF_GOVERNMENT:
            rows[document.jurisdiction_id].documents.append(document)
    return Checklist(list(rows.values()))


def _below(policy: Policy) -> list[Policy]:
    """All that stands under it, at whatever remove: rules of a district may carry out rules of the city."""
    children: dict[object, list[Policy]] = defaultdict(list)
    in_force = Policy.objects.filter(state=Policy.State.PUBLISHED, parent__isnull=False)
    for document in in_force.select_related("jurisdiction").order_by("signed_on"):
        children[document.parent_id].append(document)
    found, waiting = [], [policy.pk]
    while waiting:
        below = children.pop(waiting.pop(), [])
        found += below
        waiting += [document.pk for document in below]
    return found


def choices(jurisdiction: str) -> list[Policy]:
    """The policies of one's own government that districts have to carry out, those with most below first."""
    own = Policy.objects.filter(
        state=Policy.State.PUBLISHED, kind=Kind.POLICY, jurisdiction__code=jurisdiction
    )
    return list(own.select_related("jurisdiction").order_by("-signed_on"))
