"""A granted project, three approved providers and two officials: where tests of sourcing start."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from typing import Any

from accounts import demo as people
from core.actor import Actor
from procurement.demo import fixed_requirement, granted_project
from procurement.models import Project
from providers import demo as providers
from sourcing import demo
from sourcing.models import Tender
from tests.procurement.world import Hand, build_city
from workflow import clock

BIDDERS = ("kangle", "zhaohui", "yixin")
PRICES = (Decimal("498000.00"), Decimal("512500.00"), Decimal("525000.00"))


@dataclass
class World:
    hand: Hand
    project: Project

    def actor(self, name: str) -> Actor:
        return people.actor(name)

    def pass_to(self, moment: Any) -> None:
        clock.set_legal_now(moment)

    def published(self, **values: Any) -> Tender:
        return demo.published_tender(self.hand, self.project, **values)

    def with_bids(self, tender: Tender) -> Tender:
        for key, price in zip(BIDDERS, PRICES, strict=True):
            demo.bid(tender, key, price)
        return tender

    def due(self, tender: Tender) -> Tender:
        """A second after bids may be opened."""
        self.pass_to(tender.opens_at + timedelta(seconds=1))
        return demo.opening.fresh(tender)

    def opened(self, tender: Tender | None = None) -> Tender:
        """Three bids, opened at their hour by two officials."""
        tender = self.with_bids(tender or self.published())
        self.pass_to(tender.opens_at + timedelta(seconds=1))
        return demo.open_bids(tender)


def build_world(**project: Any) -> World:
    city = build_city()
    project = granted_project(city.hand, city.line, **project)
    fixed_requirement(city.hand, project)
    for key in BIDDERS:
        providers.approved(key)
    return World(city.hand, project)
