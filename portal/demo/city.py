"""Who opens the demonstration, when, and with what."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from functools import partial

from accounts import demo as people
from accounts.casting import keeping_posts
from catalog import demo as catalog
from portal.demo import (
    budgeting,
    catalogue,
    compiling,
    correcting,
    district,
    letters,
    office,
    pausing,
    planning,
    posts,
    reforming,
    registering,
    reporting,
    shelving,
    signing,
)
from portal.demo.scenes import on
from portal.demo.specs import ANCHOR, SPECS, Spec
from portal.demo.story import life_of
from procurement import demo as procurement
from providers import demo as providers
from workflow.clock import SHANGHAI
from workflow.play import Opening, Play, Story, perform

BEGINS = datetime(2023, 11, 20, 8, 30, tzinfo=SHANGHAI)
BEFORE_THE_FIRST = timedelta(days=6)
EVENING = time(17, 0)
"""The budget of a year is there so long before the first project that it pays."""
PURCHASERS = sorted({spec.purchaser for spec in SPECS})
SPARE = 300_000
MASS_ORGANISATION = "cl"


def weeks_to(today: date) -> int:
    """How many weeks all stories move so that the city stands at `today`."""
    return (today - ANCHOR).days // 7


def begins(weeks: int) -> datetime:
    return BEGINS + timedelta(weeks=weeks)


def specs(weeks: int) -> list[Spec]:
    """The projects as they are then."""
    return [spec.moved(weeks) for spec in SPECS]


def projects_by(weeks: int, moment: datetime) -> int:
    """How many projects have begun then."""
    return sum(on(spec.begins) <= moment for spec in specs(weeks))


def openings(weeks: int) -> list[Opening]:
    """All stories of the city, the groundwork first."""
    moved, today = specs(weeks), ANCHOR + timedelta(weeks=weeks)
    return [
        (begins(weeks), "groundwork", partial(groundwork, today=today)),
        *shelving.openings(weeks, today),
        *registering.openings(today),
        *district.openings(weeks),
        *pausing.openings(weeks),
        *reforming.openings(weeks),
        *signing.openings(today),
        *posts.openings(today),
        *letters.openings(moved, today),
        *planning.openings(moved, today),
        *_budgets(moved, today),
        *budgeting.openings(today),
        *compiling.openings(today),
        *_projects(moved),
        *catalogue.openings(today),
        *reporting.openings(today),
        (on(today - timedelta(days=4)), "mistyped", correcting.waiting(_of_key(moved, correcting.WAITING))),
        (on(today - timedelta(days=1), EVENING), "office", office.distributed),
    ]


def _of_key(moved: list[Spec], key: str) -> Spec:
    return next(spec for spec in moved if spec.key == key)


def build(weeks: int, until: datetime, report: Callable[[int, datetime], None] | None = None) -> int:
    """Make people and units, then play every story up to `until`."""
    people.build()
    with keeping_posts():
        return perform(openings(weeks), until=until, report=report)


def groundwork(play: Play, today: date) -> Story:
    """The catalogue comes into force and finance confirms the purchasers."""
    catalog.city_catalogue(play)
    for key in PURCHASERS:
        yield play.after(hours=1)
        if key == MASS_ORGANISATION:
            procurement.purchaser(play, key, kind="PUR-3", admin_headcount=True, fiscal_funded=True)
        else:
            procurement.purchaser(play, key)
    for key, *_ in people.PROVIDERS:
        if key not in registering.NEWCOMERS:
            yield play.after(hours=1)
            providers.approved(key, until=registering.term_of(key, today))
    yield play.after(hours=1)
    letters.registers(play)


def _budgets(moved: list[Spec], today: date) -> Iterator[Opening]:
    for year in sorted({spec.year for spec in moved if spec.year <= today.year}):
        own = [spec for spec in moved if spec.year == year]
        day = min(spec.begins for spec in own) - BEFORE_THE_FIRST
        yield on(day), f"budget-{year}", _budget_of(year, own)


def _budget_of(year: int, own: list[Spec]) -> Callable[[Play], Story]:
    def story(play: Play) -> Story:
        keys = [key for key in PURCHASERS if key not in people.SMALL_UNITS or _buys(key, own)]
        for key in keys:
            wanted = sum((spec.amount for spec in own if spec.purchaser == key), Decimal(0))
            amount = 10_000 * round(wanted * Decimal("1.15") / 10_000) + SPARE
            plan = [{"year": later, "amount": Decimal(amount)} for later in (year + 1, year + 2)]
            procurement.budget_line(play, key, year=year, amount=Decimal(amount), plan_years=plan)
            yield play.after(hours=1)
        yield play.after(working_days=6)
        for key in keys:
            procurement.publish_budget(play, key, year)
            yield play.after(hours=1)

    return story


def _buys(key: str, own: list[Spec]) -> bool:
    return any(spec.purchaser == key for spec in own)


def _projects(moved: list[Spec]) -> Iterator[Opening]:
    for spec in moved:
        yield on(spec.begins), f"project-{spec.key}", life_of(spec)
