"""An evaluation in each of its states. What a module needs is built once, inside a transaction around its tests."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import transaction

from accounts import demo as people
from evaluation import demo
from evaluation.kinds import Party
from tests.evaluation import world
from tests.evaluation.world import fresh
from workflow import clock

GROUPS = [("南关区 60—79岁", 220), ("朝阳区 60—79岁", 90), ("80岁以上", 43)]
REMARKS = ["换了三次人,每次都要从头讲起", "上门挺准时", "", "希望固定一个师傅,不要老换人", "很好"]


@pytest.fixture(scope="module")
def held(django_db_setup, django_db_blocker):
    """Each test works on a savepoint of this transaction; in the end it is rolled back."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield
        transaction.set_rollback(True)


@pytest.fixture(scope="module")
def hand():
    return world.Hand()


@pytest.fixture(scope="module")
def contract(held):
    return world.build()


@pytest.fixture(scope="module")
def opened(contract, hand):
    return demo.opened(hand, contract)


@pytest.fixture(scope="module")
def appointed(opened, hand):
    return demo.appointed(hand, opened, people.organisation("mz3"))


@pytest.fixture(scope="module")
def planned(appointed, hand):
    return demo.planned(hand, demo.declared(hand, appointed), GROUPS)


@pytest.fixture(scope="module")
def scoring(planned, hand):
    return demo.started(hand, planned)


@pytest.fixture(scope="module")
def links(scoring):
    """Forty links of the first group."""
    return demo.issued(scoring, scoring.survey.strata.first(), 40)


@pytest.fixture(scope="module")
def surveyed(scoring, links):
    """Thirty-six people have answered, and the survey is over."""
    demo.answered(scoring, links, (14, 15, 4, 2, 1), REMARKS)
    over = fresh(scoring)
    clock.set_legal_now(over.survey.closes_at + timedelta(hours=10))
    return over


@pytest.fixture(scope="module")
def judged(surveyed, hand):
    """Both sheets are in."""
    demo.scored(hand, surveyed, Party.PURCHASER, "数量和时限均达到合同要求。", 按时完成率=("91", "台账抽查"))
    return demo.scored(
        hand, surveyed, Party.THIRD_PARTY, "台账缺转介记录,资金支出与合同一致。", 问题整改率=("80", "缺9份")
    )


@pytest.fixture(scope="module")
def combined(judged, hand):
    return demo.combined(hand, judged)


@pytest.fixture(scope="module")
def answered(combined, hand):
    return demo.replied(hand, combined)


@pytest.fixture(scope="module")
def published(answered, hand):
    return demo.published(hand, demo.moderated(hand, answered, {"换": "人员更换频繁"}))
