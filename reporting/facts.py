"""What reports count, gathered from budgets, grants, contracts, payments and evaluations.

A fact belongs to the day on which it happened, whenever it was entered: what was done on paper and entered late, and
what is corrected afterwards, therefore shows as a difference to a period that has been frozen.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db.models import Q, Sum

from contracts.models import Contract, PaymentEntry, Supplement
from core.money import ZERO
from procurement.models import BudgetLine, GradeRecord, Project
from providers.models import Provider
from reporting.figures import Book
from workflow.clock import SHANGHAI, legal_date


@dataclass(frozen=True)
class Fact:
    """One thing that counts."""

    book: str
    source_id: UUID
    number: str
    title: str
    on: date
    amount: Decimal
    place_code: str
    category: str = ""
    method: str = ""
    provider_kind: str = ""
    service_class: str = ""

    @property
    def key(self) -> tuple[str, UUID]:
        return self.book, self.source_id


COLUMNS = tuple(Fact.__dataclass_fields__)


def gather(places: Iterable[str], first: date, last: date) -> list[Fact]:
    """All facts of these governments and days, in the order of the books and days."""
    kinds = dict(Provider.objects.values_list("organisation_id", "kind"))
    where = list(places)
    budgets = (_budget(where, year, last) for year in range(first.year, last.year + 1))
    books = (
        *budgets,
        _grants(where, first, last),
        _contracts(where, first, last, kinds),
        _supplements(where, first, last, kinds),
        _payments(where, first, last, kinds),
        _evaluations(where, first, last, kinds),
    )
    return [fact for book in books for fact in book]


def end_of(day: date) -> datetime:
    return datetime.combine(day + timedelta(days=1), time.min, SHANGHAI)


def beginning_of(day: date) -> datetime:
    return datetime.combine(day, time.min, SHANGHAI)


def _budget(places: list[str], year: int, last: date) -> Iterator[Fact]:
    """What stands on each line of the year at the end of the period."""
    entered = Q(entries__recorded_at__lt=end_of(last))
    lines = BudgetLine.objects.filter(jurisdiction__code__in=places, year=year).select_related("jurisdiction")
    lines = lines.exclude(state=BudgetLine.State.EXPECTED)
    for line in lines.annotate(standing=Sum("entries__amount", filter=entered)).order_by("code"):
        if line.standing:
            yield Fact(
                Book.BUDGET,
                line.pk,
                line.code,
                line.title,
                date(year, 1, 1),
                line.standing,
                line.jurisdiction.code,
                line.category,
            )


def _of_project(project: Project) -> dict[str, Any]:
    return {
        "place_code": project.jurisdiction.code,
        "category": project.item.code,
        "service_class": str(project.service_class or ""),
    }


def _grants(places: list[str], first: date, last: date) -> Iterator[Fact]:
    rows = Project.objects.filter(jurisdiction__code__in=places, granted_amount__isnull=False)
    rows = rows.filter(granted_at__gte=beginning_of(first), granted_at__lt=end_of(last))
    for project in rows.select_related("jurisdiction", "item").order_by("granted_at", "number"):
        yield Fact(
            Book.GRANT,
            project.pk,
            project.number,
            project.title,
            legal_date(project.granted_at),
            project.granted_amount or ZERO,
            **_of_project(project),
        )


def _of_contract(contract: Contract, kinds: dict[UUID, str]) -> dict[str, Any]:
    return {
        **_of_project(contract.project),
        "place_code": contract.jurisdiction,
        "method": contract.tender.method,
        "provider_kind": kinds.get(contract.provider_id, ""),
    }


WITH = ("project__jurisdiction", "project__item", "tender")


def _contracts(places: list[str], first: date, last: date, kinds: dict[UUID, str]) -> Iterator[Fact]:
    rows = Contract.objects.signed().filter(jurisdiction__in=places, signed_on__range=(first, last))
    for contract in rows.select_related(*WITH).order_by("signed_on", "number"):
        yield Fact(
            Book.CONTRACT,
            contract.pk,
            contract.number,
            contract.title,
            contract.signed_on,
            contract.amount,
            **_of_contract(contract, kinds),
        )


def _supplements(places: list[str], first: date, last: date, kinds: dict[UUID, str]) -> Iterator[Fact]:
    rows = Supplement.objects.filter(
        contract__jurisdiction__in=places, signed_on__range=(first, last), amount__gt=0
    )
    for row in rows.select_related(*(f"contract__{name}" for name in WITH)).order_by("signed_on", "number"):
        yield Fact(
            Book.SUPPLEMENT,
            row.pk,
            f"{row.contract.number}-{row.number}",
            row.contract.title,
            row.signed_on,
            row.amount,
            **_of_contract(row.contract, kinds),
        )


def _payments(places: list[str], first: date, last: date, kinds: dict[UUID, str]) -> Iterator[Fact]:
    rows = PaymentEntry.objects.filter(
        contract__jurisdiction__in=places, paid__gt=0, payment__paid_on__range=(first, last)
    )
    rows = rows.select_related("payment", *(f"contract__{name}" for name in WITH))
    for row in rows.order_by("payment__paid_on", "contract__number", "entered_at"):
        yield Fact(
            Book.PAYMENT,
            row.pk,
            f"{row.contract.number}/{row.payment.number}",
            row.contract.title,
            row.payment.paid_on,
            row.paid,
            **_of_contract(row.contract, kinds),
        )


def _evaluations(places: list[str], first: date, last: date, kinds: dict[UUID, str]) -> Iterator[Fact]:
    """A project's published result; method and provider are those of its contract."""
    rows = GradeRecord.objects.filter(
        project__jurisdiction__code__in=places,
        published_at__gte=beginning_of(first),
        published_at__lt=end_of(last),
    )
    rows = rows.select_related("project__jurisdiction", "project__item").order_by("published_at")
    contracts = {
        row.project_id: row
        for row in Contract.objects.filter(project__in=rows.values("project"), signed_on__isnull=False)
        .select_related(*WITH)
        .order_by("signed_on")
    }
    for row in rows:
        contract = contracts.get(row.project_id)
        own = _of_contract(contract, kinds) if contract else _of_project(row.project)
        yield Fact(
            Book.EVALUATION,
            row.pk,
            row.project.number,
            row.project.title,
            legal_date(row.published_at),
            ZERO,
            **own,
        )
