"""A city with a catalogue, a purchaser and a budget line, made by acts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from accounts import demo as people
from catalog.demo import city_catalogue
from core.actor import Actor
from procurement import demo
from procurement.models import BudgetLine
from workflow import clock
from workflow.engine import create, execute

TODAY = datetime(2026, 3, 2, 10, 0, tzinfo=clock.SHANGHAI)


class Hand:
    """Does acts at once, without a story."""

    def make(self, model: Any, step: str, actor: Actor, **data: Any) -> Any:
        return create(model, step, actor, data).subject

    def do(self, subject: Any, step: str, actor: Actor, **data: Any) -> Any:
        return execute(subject, step, actor, data).subject


@dataclass
class City:
    """What a test of procurement starts from."""

    hand: Hand
    line: BudgetLine

    def actor(self, name: str) -> Actor:
        """The demonstration person of that account name, e.g. `mzj.jingban`."""
        return people.actor(name)


def build_people() -> None:
    """The city's units and people, on the day of the tests."""
    clock.set_legal_now(TODAY)
    people.build()


def build_city(**line: Any) -> City:
    build_people()
    hand = Hand()
    city_catalogue(hand)
    demo.purchaser(hand)
    return City(hand, demo.budget_line(hand, **line))
