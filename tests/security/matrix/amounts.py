"""Amounts and points as canaries: figures with fen that occur nowhere else, labelled by every field that holds them.

The same amount stands in the bid, the award and the contract: whoever may see one of these may see the amount.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import Any

from django.apps import apps
from django.db import models

from core.money import MoneyField, in_words
from tests.security.matrix.planting import PLANTED_APPS, label_of

FIGURE = re.compile(rb"(?<![\d.,])\d{1,3}(?:(?:,\d{3})+|\d*)\.\d\d(?!\d)")
WORDS = re.compile("[壹贰叁肆伍陆柒捌玖拾佰仟万亿零元角分]{8,}")
POINTS = {
    "sourcing.score.points",
    "sourcing.assessment.price_points",
    "sourcing.assessment.price_score",
    "sourcing.assessment.other_points",
    "sourcing.assessment.total",
    "sourcing.award.total_score",
    "evaluation.score.points",
    "evaluation.score.finding",
    "evaluation.evaluation.total",
    "procurement.graderecord.score",
    "providers.performancerecord.score",
}
"""What else is secret for somebody, beside money."""


def labels(owners: dict[Any, str], more: Iterable[tuple[str, str]] = ()) -> dict[str, list[str]]:
    """Figure, as `1234.56` → the fields that hold it. `more`: figures that stand in no row, with their labels."""
    found: dict[str, set[str]] = defaultdict(set)
    for model, names in fields():
        for row in model._base_manager.all():
            for name in names:
                value = getattr(row, name)
                if value is not None and is_unmistakable(value):
                    found[f"{value:.2f}"].add(label_of(row, name, owners))
    for figure, label in more:
        found[figure].add(label)
    return {figure: sorted(held) for figure, held in found.items()}


def fields() -> Iterator[tuple[Any, list[str]]]:
    for model in apps.get_models():
        if not model._meta.managed or model._meta.app_label not in PLANTED_APPS | {"disclosure"}:
            continue
        label = model._meta.label_lower
        held = [f for f in model._meta.concrete_fields if isinstance(f, models.DecimalField)]
        names = [f.name for f in held if isinstance(f, MoneyField) or f"{label}.{f.name}" in POINTS]
        if names:
            yield model, names


def is_unmistakable(value: Decimal) -> bool:
    """Its last digit is of fen: nobody writes such a figure by chance."""
    return value * 10 % 1 != 0 and value * 100 % 1 == 0


def found_in(content: bytes, known: dict[str, list[str]], words: dict[str, str]) -> set[str]:
    """Known figures that stand in an answer, in digits or in capital numerals."""
    figures = {match.replace(b",", b"").decode() for match in FIGURE.findall(content)}
    if "元".encode() in content:
        spelt = WORDS.findall(content.decode("utf-8", "ignore"))
        figures |= {words[word] for word in spelt if word in words}
    return figures & known.keys()


def spelt(known: Iterable[str]) -> dict[str, str]:
    return {in_words(Decimal(figure)): figure for figure in known if Decimal(figure) >= 1000}
