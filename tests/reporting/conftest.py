"""A city that has bought something: one contract of a social organisation, one of a company, some money paid."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import pytest
from django.db import transaction

from contracts import demo as contracts
from contracts.models import Contract
from providers import demo as providers
from tests.contracts import world
from workflow import clock

NOW = datetime(2026, 5, 6, 10, 0, tzinfo=clock.SHANGHAI)
"""April is over, its reports are due."""
APRIL = date(2026, 4, 1)


@dataclass
class City:
    made: world.World
    social: Contract
    company: Contract

    @property
    def hand(self) -> Any:
        return self.made.hand

    @property
    def refused(self) -> Any:
        return self.made.refused


@pytest.fixture(scope="module")
def built(django_db_setup: Any, django_db_blocker: Any) -> Iterator[City]:
    with django_db_blocker.unblock(), transaction.atomic():
        made = world.build()
        for key in ("zhaohui", "huanbao", "kangle"):
            providers.approved(key)
        social = contracts.filed(made.hand, contracts.concluded(made.hand, made.award))
        other = world.further_award(
            made, title="社区环境监测", provider="huanbao", granted=Decimal("300000.00")
        )
        company = contracts.filed(made.hand, contracts.concluded(made.hand, other))
        clock.set_legal_now(NOW)
        yield City(made, social, company)
        transaction.set_rollback(True)


@pytest.fixture
def city(built: City, db: None) -> City:
    return built
