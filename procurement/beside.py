"""What stands beside a request for money: the last result of such a service, and what last year's money did (A6.4)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db.models import Sum

from accounts.reforms.names import archives_of
from core.money import ZERO
from procurement.models.budget import Commitment, CommitmentEntry
from procurement.models.project import GradeRecord

HUNDRED = Decimal(100)


@dataclass(frozen=True)
class Used:
    """What one year's projects of an item were granted, and what of it was paid."""

    year: int
    granted: Decimal
    paid: Decimal

    @property
    def rate(self) -> Decimal:
        """In per cent."""
        return (self.paid / self.granted * HUNDRED).quantize(Decimal("0.1")) if self.granted else ZERO


@dataclass(frozen=True)
class Beside:
    """Of one unit and one catalogue item."""

    grade: GradeRecord | None = None
    used: tuple[Used, ...] = ()
    """The latest year first; years without a grant are left out."""

    def __bool__(self) -> bool:
        return self.grade is not None or bool(self.used)

    def plain(self) -> dict[str, Any]:
        """As it is kept with the row that finance acknowledges it for."""
        found: dict[str, Any] = {
            "used": [{"year": u.year, "granted": str(u.granted), "paid": str(u.paid)} for u in self.used]
        }
        if self.grade is not None:
            found |= {"grade": self.grade.grade, "score": str(self.grade.score), "year": self.grade.year}
        return found


NOTHING = Beside()


def beside_items(purchaser_id: UUID, codes: Iterable[str], year: int) -> dict[str, Beside]:
    """By item code: the last grade, and the use of the money of the two years before the budget year."""
    units, codes = {purchaser_id, *archives_of(purchaser_id)}, set(codes)
    records = GradeRecord.objects.filter(purchaser_id__in=units, item_code__in=codes)
    grades = {record.item_code: record for record in reversed(records.select_related("project"))}
    used = _used(units, codes, year)
    return {code: Beside(grades.get(code), tuple(used.get(code, ()))) for code in codes}


def _used(units: set[UUID], codes: set[str], year: int) -> dict[str, list[Used]]:
    rows = Commitment.objects.filter(project__purchaser_id__in=units, project__item__code__in=codes)
    rows = rows.filter(line__year__in=(year - 1, year - 2)).order_by("-line__year")
    sums = rows.values_list("project__item__code", "line__year").annotate(
        kept=Sum("amount"), spent=Sum("paid")
    )
    left = _reserved_in_the_next_year(units, codes)
    found: dict[str, list[Used]] = defaultdict(list)
    for code, at, kept, spent in sums:
        if granted := kept + left.get((code, at), ZERO):
            found[code].append(Used(at, granted, spent))
    return found


def _reserved_in_the_next_year(units: set[UUID], codes: set[str]) -> dict[tuple[str, int], Decimal]:
    """By item and year, what was granted in that year and not used in it: it counts as granted there all the same."""
    entries = CommitmentEntry.objects.filter(kind=CommitmentEntry.Kind.CARRIED, amount__lt=0)
    entries = entries.filter(
        commitment__project__purchaser_id__in=units, commitment__project__item__code__in=codes
    )
    sums = entries.values_list("commitment__project__item__code", "commitment__line__year").order_by()
    return {(code, year): -amount for code, year, amount in sums.annotate(carried=Sum("amount"))}
