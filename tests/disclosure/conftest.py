"""A notice needs an act: these fixtures publish from the effects of one."""

from datetime import date, datetime
from decimal import Decimal
from uuid import uuid4

import pytest

from accounts.actors import played
from disclosure import services
from disclosure.registry import kinds
from tests import people
from tests.sample.models import Paper
from workflow import engine, registry


@pytest.fixture(autouse=True)
def own_releases(monkeypatch):
    """The sample's papers are no tenders: what apps build from their subjects has no place here."""
    monkeypatch.setattr(kinds, "_parts", {})
    monkeypatch.setattr(kinds, "_pages", {})


@pytest.fixture
def bureau(db):
    return people.organisation(name="长春市民政局", name_en="Changchun Civil Affairs Bureau")


@pytest.fixture
def publisher(bureau):
    return played(people.member(bureau, "handler"))


@pytest.fixture
def paper(publisher):
    return engine.create(Paper, "write", publisher, title="甲", pages=3, judge=uuid4()).subject


@pytest.fixture
def in_act(paper, publisher, monkeypatch):
    """`in_act(function)` calls `function(act)` in the effects of an act on the paper; returns what it returned."""

    def run(function):
        answers = []
        monkeypatch.setitem(registry.effects._items, "tests.now", lambda act: answers.append(function(act)))
        monkeypatch.setattr(Paper.steps()["note"], "effects", ("tests.now",))
        engine.execute(paper, "note", publisher)
        return answers[0]

    return run


@pytest.fixture
def publish(in_act, paper):
    """`publish(kind, payload, **options)`: a published notice."""

    def run(kind="AN-08", payload=None, **options):
        values = TERMINATION if payload is None else payload
        options = {"title": "居家养老服务终止公告", "reviewed": True, **options}
        return in_act(lambda act: services.publish(act, kind, paper, values, **options))

    return run


TERMINATION = {
    "project_number": "CC-2025-0007",
    "project_name": "居家养老服务",
    "matter": "本次采购活动终止",
    "grounds": "有效投标人不足三家。",
    "purchaser_name": "长春市民政局",
    "purchaser_address": "长春市人民大街 1 号",
    "purchaser_contact": "0431-80000000",
    "contact_person": "赵某",
    "contact_phone": "0431-81111111",
}

SAMPLES = {
    "text": "文字",
    "long": "一段文字。",
    "money": Decimal("1234.50"),
    "date": date(2025, 3, 4),
    "month": date(2025, 3, 1),
    "moment": datetime.fromisoformat("2025-03-04T09:30:00+08:00"),
    "end": datetime.fromisoformat("2025-03-05T00:00:00+08:00"),
    "number": Decimal("86.44"),
    "days": 5,
    "yes_no": False,
    "items": ["甲", "乙"],
    "link": "https://www.ccgp.gov.cn/",
    "data": {"total": "86.44"},
}


def full_payload(kind):
    """A value for every field of a kind."""
    return {
        field.name: [{c.name: SAMPLES[c.type] for c in field.columns}]
        if field.columns
        else SAMPLES[field.type]
        for field in kind.fields()
    }
