"""Units that change, in a city with a catalogue, a purchaser and a budget line."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from accounts import demo as people
from accounts.models import Organisation, Reform
from documents.models import StoredFile
from documents.services import stage
from procurement import demo
from procurement.models import BudgetLine
from tests.documents.samples import png
from tests.prebuilt import prebuilt
from tests.procurement.world import TODAY, City, Hand, build_city
from workflow.engine import create, execute

REVIEWER, HEAD = "czj.shenhe", "czj.juzhang"
BASIS = {
    "basis": "长编发〔2026〕3号",
    "basis_title": "关于调整部分机构的通知",
    "effective_on": date(2026, 3, 1),
}


def scan(actor: Any) -> StoredFile:
    """Of the document that orders it."""
    return stage(SimpleUploadedFile("机构改革文件.png", png()), actor)


def build() -> None:
    city = build_city()
    for key in ("sfj", "wjw"):
        demo.purchaser(city.hand, key)


city_database = prebuilt(build)


@dataclass
class World(City):
    """`propose` and `confirm` do what two people of the city's finance department do."""

    def unit(self, key: str) -> Organisation:
        return people.organisation(key)

    def propose(self, kind: str, key: str, who: str = REVIEWER, **values: Any) -> Reform:
        actor = people.actor(who)
        data = {"organisation": self.unit(key), "scan": [scan(actor)], **BASIS, **values}
        return create(Reform, kind, actor, data).subject

    def confirm(self, reform: Reform, who: str = HEAD) -> Reform:
        return execute(reform, "confirm", people.actor(who)).subject

    def renamed(self, key: str, name: str, name_en: str = "", **values: Any) -> Reform:
        return self.confirm(self.propose("rename", key, name=name, name_en=name_en, **values))

    def merged(self, key: str, into: str, **values: Any) -> Reform:
        return self.confirm(self.propose("merge", key, keeper=self.unit(into), **values))

    def split(self, key: str, *heirs: str, keeper: str = "") -> Reform:
        units = [self.unit(heir) for heir in heirs]
        return self.propose("split", key, heirs=units, keeper=self.unit(keeper or heirs[0]))


@pytest.fixture
def world(db) -> World:
    return World(Hand(), BudgetLine.objects.get())


@pytest.fixture
def today() -> date:
    return TODAY.date()
