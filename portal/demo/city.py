"""Who opens the demonstration, when, and with what."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime
from decimal import Decimal

from accounts import demo as people
from catalog import demo as catalog
from portal.demo.specs import SPECS
from portal.demo.story import life_of
from procurement import demo as procurement
from providers import demo as providers
from workflow.clock import SHANGHAI
from workflow.play import Opening, Play, Story, perform

BEGINS = datetime(2023, 11, 20, 8, 30, tzinfo=SHANGHAI)
PURCHASERS = sorted({spec.purchaser for spec in SPECS})
YEARS = (2024, 2025, 2026)
MASS_ORGANISATION = "cl"


def openings() -> list[Opening]:
    """All stories of the city, the groundwork first."""
    return [(BEGINS, "groundwork", groundwork), *_budgets(), *_projects()]


def build(until: datetime, report: Callable[[int, datetime], None] | None = None) -> int:
    """Make people and units, then play every story up to `until`."""
    people.build()
    return perform(openings(), until=until, report=report)


def groundwork(play: Play) -> Story:
    """The catalogue comes into force and finance confirms the purchasers."""
    catalog.city_catalogue(play)
    for key in PURCHASERS:
        yield play.after(hours=1)
        if key == MASS_ORGANISATION:
            procurement.purchaser(play, key, kind="PUR-3", admin_headcount=True, fiscal_funded=True)
        else:
            procurement.purchaser(play, key)
    for key, *_ in people.PROVIDERS:
        yield play.after(hours=1)
        providers.approved(key)


def _budgets() -> Iterator[Opening]:
    for year in YEARS:
        moment = datetime(year - 1, 11, 28, 10, 0, tzinfo=SHANGHAI)
        yield moment, f"budget-{year}", _budget_of(year)


def _budget_of(year: int) -> Callable[[Play], Story]:
    def story(play: Play) -> Story:
        for key in PURCHASERS:
            wanted = sum(
                (s.amount for s in SPECS if s.purchaser == key and s.key.startswith(str(year)[2:])),
                Decimal(0),
            )
            amount = (
                (wanted * Decimal("1.15") + 300_000).quantize(Decimal(10) ** 4)
                if wanted
                else Decimal(300_000)
            )
            procurement.budget_line(play, key, year=year, amount=amount)
            yield play.after(hours=1)
        yield play.after(working_days=6)
        for key in PURCHASERS:
            procurement.publish_budget(play, key, year)
            yield play.after(hours=1)

    return story


def _projects() -> Iterator[Opening]:
    for spec in SPECS:
        yield (
            datetime.combine(spec.begins, datetime.min.time(), SHANGHAI).replace(hour=9),
            f"project-{spec.key}",
            life_of(spec),
        )
