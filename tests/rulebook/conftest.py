"""Two finance departments with their people, on a pinned day."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import pytest

from accounts.actors import played
from accounts.models import Jurisdiction, Membership
from core.actor import Actor
from rulebook import current
from rulebook.models import ParameterChange
from tests import people
from workflow import engine, law
from workflow.clock import SHANGHAI

NOW = datetime(2026, 11, 23, 10, 0, tzinfo=SHANGHAI)
TODAY, TOMORROW = date(2026, 11, 23), date(2026, 11, 24)


@dataclass
class Desk:
    """A finance department: one who proposes, two who decide."""

    place: Jurisdiction
    reviewer: Membership
    head: Membership
    deputy: Membership


@pytest.fixture(autouse=True)
def nothing_stays(request: pytest.FixtureRequest) -> Iterator[None]:
    """What a test decided must not be known to the next one: its rows are rolled back, memory is not."""
    yield
    current.forget()


@pytest.fixture
def city(legal_time: Any) -> Desk:
    legal_time(NOW)
    return desk(place("220100"))


@pytest.fixture
def district(city: Desk) -> Desk:
    return desk(place("220102", city.place))


def place(code: str, parent: Jurisdiction | None = None) -> Jurisdiction:
    values = {"kind": "city" if parent is None else "district", "name": f"地区{code}", "parent": parent}
    return Jurisdiction.objects.get_or_create(code=code, defaults=values)[0]


def desk(of: Jurisdiction) -> Desk:
    bureau = people.organisation("finance", jurisdiction=of)
    roles = ("reviewer", "finance_head", "finance_head")
    return Desk(of, *(people.member(bureau, role) for role in roles))


def proposal(desk: Desk, rule_id: str = "contract.publish", **values: Any) -> dict[str, Any]:
    usual = {
        "rule_id": rule_id,
        "jurisdiction": desk.place,
        "value": 1,
        "effective_from": TOMORROW,
        "basis": "财采〔2026〕1号",
        "explanation": "缩短公告时间。",
    }
    return {**usual, **values}


def propose(desk: Desk, rule_id: str = "contract.publish", **values: Any) -> ParameterChange:
    given = proposal(desk, rule_id, **values)
    given = {name: value for name, value in given.items() if value is not None}
    return engine.create(ParameterChange, "propose", actor(desk.reviewer), given).subject


def decide(change: Any, member: Membership) -> Any:
    return engine.execute(change, "decide", actor(member)).subject


def actor(member: Membership) -> Actor:
    return played(member)


def value(rule_id: str, code: str, on: date) -> Any:
    return law.find(rule_id, jurisdiction=code, on=on).value
