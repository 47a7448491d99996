"""What stands in the portal before the first project: people, the catalogue, a budget, approved providers.

All of it is done by acts, as the demonstration does it, in the demonstration's legal time.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.db import connections

from accounts import demo as people
from catalog import demo as catalog
from procurement import demo as procurement
from providers import demo as providers
from workflow.clock import SHANGHAI
from workflow.play import Play, perform

BEGINS = datetime(2025, 2, 17, 8, 30, tzinfo=SHANGHAI)
TODAY = datetime(2025, 3, 3, 9, 0, tzinfo=SHANGHAI)
"""A Monday on which the office opens: what a test finds on the legal clock."""
PURCHASER, YEAR = "mzj", 2025
PROVIDERS = ("zhaohui", "kangle", "songhe")


def build() -> None:
    """Play the groundwork into the database that is in use."""
    with connections["owner"].cursor() as cursor:
        cursor.execute("SELECT legal_clock_start(%s)", [BEGINS])
    people.build()
    perform([(BEGINS, "ground", _groundwork)], until=TODAY)


def _groundwork(play: Play) -> Iterator[Any]:
    catalog.city_catalogue(play)
    procurement.purchaser(play, PURCHASER)
    procurement.budget_line(play, PURCHASER, year=YEAR, amount=Decimal(2_000_000))
    for key in PROVIDERS:
        providers.approved(key)
    yield play.after(working_days=1)
    procurement.publish_budget(play, PURCHASER, YEAR)
