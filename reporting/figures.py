"""The catalogue of figures, as data: what can be counted, by what it can be divided, over which time.

A cell of a superior's form is mapped to one `Figure`: a measure, a part of it ("elderly care", "social
organisations", "all districts") and a span. Adding a measure or a dimension here is all that is needed for forms, the
year report and their workbooks to offer it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from core.money import ZERO
from procurement.models import Project
from providers.kinds import ProviderKind
from sourcing.kinds import Method

if TYPE_CHECKING:
    from reporting.facts import Fact


class Book(models.TextChoices):
    """Where a fact comes from."""

    BUDGET = "budget", _("Budget line")
    GRANT = "grant", pgettext_lazy("report", "Grant")
    CONTRACT = "contract", pgettext_lazy("report", "Contract signed")
    SUPPLEMENT = "supplement", _("Supplement")
    PAYMENT = "payment", _("Payment")
    EVALUATION = "evaluation", _("Evaluation published")


class Unit(models.TextChoices):
    """How a cell writes an amount."""

    YUAN = "yuan", _("yuan")
    WAN = "wan", _("10,000 yuan")


class Over(models.TextChoices):
    """Over which time."""

    PERIOD = "period", _("in the period")
    YEAR = "year", _("since the beginning of the year")


class Kind(StrEnum):
    COUNT, MONEY, SHARE, TEXT = "count", "money", "share", "text"


@dataclass(frozen=True)
class Measure:
    """What is counted: how many facts of these books, their amounts, or a share of them."""

    code: str
    label: Any
    kind: Kind
    books: tuple[str, ...] = ()
    dimensions: frozenset[str] = frozenset()
    whole_year_only: bool = False
    """A level, not a flow: what stands at the end of the period for the whole year."""

    def of(self, facts: Iterable[Fact]) -> Decimal | None:
        """The value over facts that have been chosen already. A share of nothing is no figure."""
        counted = [fact for fact in facts if fact.book in self.books]
        if self.kind is Kind.COUNT:
            return Decimal(sum(fact.book not in UNCOUNTED for fact in counted))
        if self.kind is Kind.MONEY:
            return sum((fact.amount for fact in counted), ZERO)
        return self._share(counted)

    def _share(self, counted: list[Fact]) -> Decimal | None:
        weigh: Callable[[Fact], Decimal] = _one if self.code == SOCIAL_COUNT else _amount
        whole = sum((weigh(fact) for fact in counted), ZERO)
        social = sum((weigh(fact) for fact in counted if fact.provider_kind == ProviderKind.SOCIAL), ZERO)
        return (social / whole * 100).quantize(Decimal("0.01")) if whole else None


def _one(fact: Fact) -> Decimal:
    return Decimal(fact.book not in UNCOUNTED)


def _amount(fact: Fact) -> Decimal:
    return fact.amount


UNCOUNTED = {Book.SUPPLEMENT}
"""A supplement adds to the money under contract, not to the number of contracts."""
CATEGORY, METHOD, PROVIDER, CLASS, PLACE = "category", "method", "provider", "class", "place"
OWN, BELOW = "own", "below"
ALL_DIMENSIONS = frozenset({CATEGORY, METHOD, PROVIDER, CLASS, PLACE})
UNTENDERED = frozenset({CATEGORY, CLASS, PLACE})
SIGNED = (Book.CONTRACT, Book.SUPPLEMENT)
SOCIAL_COUNT, SOCIAL_AMOUNT = "social.count", "social.amount"
WITHOUT_PROVIDER = ALL_DIMENSIONS - {PROVIDER}

MEASURES: dict[str, Measure] = {
    measure.code: measure
    for measure in (
        Measure("budget.amount", _("Budget for purchased services: amount"), Kind.MONEY, (Book.BUDGET,),
                frozenset({CATEGORY, PLACE}), whole_year_only=True),
        Measure("granted.count", _("Projects granted: number"), Kind.COUNT, (Book.GRANT,), UNTENDERED),
        Measure("granted.amount", _("Projects granted: amount"), Kind.MONEY, (Book.GRANT,), UNTENDERED),
        Measure("contracts.count", _("Contracts signed: number"), Kind.COUNT, SIGNED, ALL_DIMENSIONS),
        Measure("contracts.amount", _("Contracts signed: amount"), Kind.MONEY, SIGNED, ALL_DIMENSIONS),
        Measure("payments.amount", _("Paid: amount"), Kind.MONEY, (Book.PAYMENT,), ALL_DIMENSIONS),
        Measure("evaluated.count", _("Evaluations published: number"), Kind.COUNT, (Book.EVALUATION,),
                ALL_DIMENSIONS),
        Measure(SOCIAL_COUNT, _("Share of social organisations: by number of contracts (%)"), Kind.SHARE, SIGNED,
                WITHOUT_PROVIDER),
        Measure(SOCIAL_AMOUNT, _("Share of social organisations: by contract amount (%)"), Kind.SHARE, SIGNED,
                WITHOUT_PROVIDER),
        Measure("text.unit", _("Name of the reporting unit"), Kind.TEXT),
        Measure("text.period", _("Period in words"), Kind.TEXT),
        Measure("text.day", _("Day of filling in"), Kind.TEXT),
        Measure("text.note", _("Note to the report"), Kind.TEXT),
    )
}  # fmt: skip
DIMENSIONS: dict[str, Any] = {
    CATEGORY: _("Category of the catalogue"),
    METHOD: _("Procurement method"),
    PROVIDER: _("Kind of provider"),
    CLASS: _("Class of service"),
    PLACE: _("Government"),
}
FIXED_PARTS: dict[str, list[tuple[str, Any]]] = {
    METHOD: list(Method.choices),
    PROVIDER: list(ProviderKind.choices),
    CLASS: [(str(value), label) for value, label in Project.ServiceClass.choices],
    PLACE: [(OWN, _("Own level alone")), (BELOW, _("All districts and zones together"))],
}
"""Parts that are the same for everybody; categories and single districts come from the catalogue and the places."""


def belongs(fact: Fact, part: str, own: str) -> bool:
    """Whether a fact lies in a part ("category:A"); `own` is the code of the government that reports."""
    if not part:
        return True
    dimension, _colon, value = part.partition(":")
    if dimension == PLACE:
        return {OWN: fact.place_code == own, BELOW: fact.place_code != own}.get(
            value, fact.place_code == value
        )
    if dimension == CATEGORY:
        return fact.category.startswith(value)
    return getattr(fact, ATTRIBUTES[dimension]) == value


ATTRIBUTES = {METHOD: "method", PROVIDER: "provider_kind", CLASS: "service_class"}


def fits(measure: Measure, part: str) -> bool:
    """Whether a measure can be divided that way."""
    return not part or part.partition(":")[0] in measure.dimensions
