"""What the public home shows from the notices: open calls, latest results, and the year's money."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.db.models import Count, Sum
from django.db.models.functions import Left
from django.utils.translation import gettext as _

from catalog.models import Edition, Item
from catalog.services import edition_in_force
from core.actor import ANONYMOUS
from core.components import ChartRow, Panel, Series
from core.dates import SHANGHAI
from core.money import ZERO
from disclosure import services
from disclosure.models import Notice
from workflow.clock import legal_date, legal_now

CITY = "220100"
SHOWN_CALLS, SHOWN_RESULTS, SHOWN_ITEMS = 5, 5, 4
CALLS = ["AN-03", "AN-04", "AN-05"]
"""Calls whose amount is the budget: tender, negotiation and the like, single source."""
AWARDS, CONTRACTS = ["AN-07"], ["AN-09"]
RESULTS = ["AN-06", "AN-07", "AN-08", "AN-09", "AN-11"]
"""What is new to those who follow: corrections, awards, failures, contracts, acceptances."""


@dataclass(frozen=True)
class Category:
    """A first-level category of the catalogue with the first of its items."""

    item: Item
    shown: list[Item]
    more: int


def panels() -> Iterator[Panel]:
    now = legal_now()
    calls = services.open_calls(SHOWN_CALLS)
    yield Panel("portal/home/_calls.html", {"calls": calls, "count": open_count(now), "now": now}, 10, "wide")
    results = services.latest(RESULTS, SHOWN_RESULTS)
    yield Panel("portal/home/_results.html", {"notices": results, "now": now}, 11, "narrow")
    edition = edition_in_force(CITY, legal_date(now))
    categories = list(catalogue(edition)) if edition else []
    if money := money_of_year(now, {c.item.code: c.item.label for c in categories}):
        yield Panel("portal/home/_money.html", money, 60)
    if edition:
        items = sum(len(c.shown) + c.more for c in categories)
        yield Panel(
            "portal/home/_catalogue.html", {"edition": edition, "categories": categories, "items": items}, 70
        )


def open_count(now: datetime) -> int:
    return Notice.objects.calls_open(now).count()


def catalogue(edition: Edition) -> Iterator[Category]:
    """A published edition no longer changes, so the page may read it as it stands."""
    items = list(
        Item.objects.visible_to(ANONYMOUS).filter(edition=edition, level__lte=2).order_by("position", "code")
    )
    below: dict[Any, list[Item]] = defaultdict(list)
    for item in items:
        below[item.parent_id].append(item)
    for item in items:
        if item.level == 1:
            own = below[item.pk]
            yield Category(item, own[:SHOWN_ITEMS], max(0, len(own) - SHOWN_ITEMS))


def money_of_year(now: datetime, names: dict[str, str]) -> dict[str, Any] | None:
    """The year's calls, awards and contracts by category, as published. Nothing where nothing was published."""
    year = now.astimezone(SHANGHAI).year
    sums = sums_of(year)
    if not sums:
        return None
    order = sorted(sums, key=lambda code: max(sums[code]), reverse=True)
    rows = [ChartRow(names.get(code, code), sums[code]) for code in order]
    yuan = _("yuan")
    series = [Series(_("Called for"), yuan), Series(_("Awarded"), yuan), Series(_("In contracts"), yuan)]
    totals = [sum((row[at] for row in sums.values()), ZERO) for at in range(3)]
    return {
        "year": str(year),
        "rows": rows,
        "series": series,
        "totals": totals,
        "signed": signed_in(year),
        "now": now,
    }


def sums_of(year: int) -> dict[str, list[Decimal]]:
    """Category code → what was called for, awarded and contracted. A correction's amount is not counted twice."""
    groups = [CALLS, AWARDS, CONTRACTS]
    found: dict[str, list[Decimal]] = defaultdict(lambda: [ZERO, ZERO, ZERO])
    for row in (
        of_year(year)
        .filter(kind__in=[*CALLS, *AWARDS, *CONTRACTS], amount__isnull=False, corrects__isnull=True)
        .annotate(first=Left("category", 1))
        .values("first", "kind")
        .order_by()
        .annotate(total=Sum("amount"))
    ):
        at = next(index for index, kinds in enumerate(groups) if row["kind"] in kinds)
        found[row["first"]][at] += row["total"]
    return dict(found)


def signed_in(year: int) -> int:
    return of_year(year).filter(kind__in=CONTRACTS, corrects__isnull=True).aggregate(n=Count("pk"))["n"]


def of_year(year: int) -> Any:
    first, after = (datetime(year + more, 1, 1, tzinfo=SHANGHAI) for more in (0, 1))
    return Notice.objects.filter(published_at__gte=first, published_at__lt=after)
