"""PAUSE: what comes while a pause is being ordered waits for it, and then goes by it."""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection, connections, transaction

from accounts import demo as people
from procurement.demo import granted_project
from rulebook.models import Pause
from sourcing import demo
from sourcing.models import Bid
from tests.sourcing.world import build_world
from workflow import clock, engine
from workflow.models import Duty
from workflow.obstacles import Refused

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "owner", "opener", "sealer"])
HOUR = timedelta(hours=1)


def proposed(begins: Any, ends: Any) -> Pause:
    given = {
        "kind": "outage",
        "scope": "all",
        "begins_at": begins,
        "ends_at": ends,
        "document": "长政数故障〔2026〕3号",
        "explanation": "机房断电，平台不能使用。",
    }
    return engine.create(Pause, "propose", people.actor("czj.shenhe"), given).subject


def order_while(pause: Pause, work: Callable[[], Any]) -> Any:
    """Order the pause; before that is committed somebody else begins `work`. Returns what came of it."""
    answers: list[Any] = []

    def other() -> None:
        try:
            answers.append(work())
        except Refused as refused:
            answers.append(refused)
        finally:
            connections.close_all()

    with transaction.atomic():
        engine.execute(pause, "decide", people.actor("czj.juzhang"), publication_reviewed=True)
        thread = threading.Thread(target=other)
        thread.start()
        _wait_for_a_blocked_session()
    thread.join(30)
    return answers[0]


def _wait_for_a_blocked_session() -> None:
    with connection.cursor() as cursor:
        for _ in range(800):
            cursor.execute("SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND NOT granted")
            if cursor.fetchone()[0]:
                return
            cursor.execute("SELECT pg_sleep(0.025)")
    raise AssertionError("nobody waited: an act may miss the pause that is being ordered")


def test_bid_that_comes_while_the_deadline_is_moved_is_taken(fresh_database: Any) -> None:
    world = build_world()
    tender = world.published()
    upload = demo.bidding.send(tender, "kangle", demo.bidding.seal(tender, "kangle", "480000.00", 1))
    world.pass_to(tender.closes_at + HOUR)
    pause = proposed(tender.closes_at - HOUR, tender.closes_at + 2 * HOUR)
    answer = order_while(pause, lambda: demo.submit(tender, "kangle", upload))
    assert not isinstance(answer, Refused)
    assert Bid.objects.count() == 1


def test_duty_that_arises_while_the_pause_is_ordered_goes_by_it(fresh_database: Any) -> None:
    world = build_world()
    now = clock.legal_now()
    rows = [{"name": "服务", "quantity": Decimal(1), "unit": "项", "unit_price": Decimal("80000.00")}]
    small = granted_project(world.hand, world.project.budget_line, service_class=1, cost_rows=rows)
    tender = demo.draft_tender(world.hand, small, special_conditions="项目负责人具有社会工作师证书。")
    pause = proposed(now + 24 * HOUR, now + 72 * HOUR)
    order_while(pause, lambda: engine.execute(tender, "ask_cosign", people.actor("mzj.jingban")))
    duty = Duty.objects.open().get(subject_id=tender.pk, rule="cosign.decide")
    assert duty.first_due_at is not None
    assert duty.first_due_at < duty.due_at
