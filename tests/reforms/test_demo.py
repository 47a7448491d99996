"""The demonstration's two changes of units, played in the order of time."""

from __future__ import annotations

from datetime import date, timedelta

from accounts.reforms import names
from portal.demo import reforming
from portal.demo.scenes import on
from procurement.models import BudgetLine, BudgetTable
from providers import demo as providers
from workflow.play import perform

WEEKS = 110


def test_a_bureau_bears_a_new_name_and_an_office_becomes_part_of_a_commission(world) -> None:
    over = on(reforming.MERGED_ON + timedelta(weeks=WEEKS, days=30))
    perform(reforming.openings(WEEKS), until=over)
    assert str(world.unit(reforming.RENAMED)) == reforming.NEW_NAME
    assert "长春市工商行政管理局" in names.formerly(world.unit(reforming.RENAMED))
    closed, heir = world.unit(reforming.MERGED), world.unit(reforming.INTO)
    assert (closed.is_active, closed.successor) == (False, heir)
    line = BudgetLine.objects.get(purchaser=heir, title="为老服务宣传")
    assert BudgetTable.objects.get(purchaser=heir, year=line.year).state == BudgetTable.State.PUBLISHED


def test_a_provider_is_taken_over_by_another_one(world) -> None:
    for key in (reforming.AWAY, reforming.SUCCESSOR):
        providers.approved(key)
    begins = on(date(2026, 3, 16))
    perform([(begins, "takeover", reforming.takeover)], until=begins + timedelta(days=30))
    assert world.unit(reforming.AWAY).successor == world.unit(reforming.SUCCESSOR)
