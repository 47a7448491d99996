"""One budget line of a unit that is split goes to two successors, each with its amount and its projects."""

from __future__ import annotations

from decimal import Decimal

import pytest

from accounts import demo as people
from accounts.reforms import passing
from procurement import demo
from procurement.models import BudgetLine, BudgetMove, Commitment, Project
from workflow.engine import execute
from workflow.obstacles import Refused

HUNDRED = Decimal("100000.00")


def obstacles(act) -> str:
    with pytest.raises(Refused) as refused:
        act()
    return " ".join(str(obstacle.text) for obstacle in refused.value.obstacles)


def divide(world, reform, heir: str, amount: Decimal, line: BudgetLine | None = None):
    data = {"item": str((line or world.line).pk), "heir": world.unit(heir), "amount": amount}
    return execute(reform, "divide", people.actor("czj.shenhe"), data).subject


def assign(world, reform, heir: str, keys) -> None:
    data = {"items": [str(key) for key in keys], "heir": world.unit(heir)}
    execute(reform, "assign", people.actor("czj.shenhe"), data)


@pytest.fixture
def reform(world):
    """Everything goes to the justice bureau, unless said otherwise."""
    world.granted = demo.granted_project(world.hand, world.line)
    reform = world.split("mzj", "sfj", "wjw")
    assign(world, reform, "sfj", [item.id for item in passing.items_of(world.unit("mzj"))])
    return reform


def lines(world) -> tuple[BudgetLine, BudgetLine]:
    """What each of the two has of it now."""
    return (
        BudgetLine.objects.get(pk=world.line.pk),
        BudgetLine.objects.get(purchaser=world.unit("wjw"), title=world.line.title),
    )


def test_part_of_what_is_free_goes_to_the_other_by_one_entry(world, reform) -> None:
    before = BudgetLine.objects.get(pk=world.line.pk)
    divide(world, reform, "wjw", HUNDRED)
    world.confirm(reform)
    kept, given = lines(world)
    assert kept.purchaser == world.unit("sfj") and kept.amount == before.amount - HUNDRED
    assert (given.amount, given.committed) == (HUNDRED, 0) and given.source == kept.source
    move = BudgetMove.objects.get()
    assert (move.source, move.target, move.amount, move.note) == (kept, given, HUNDRED, reform.basis)


def test_a_project_goes_to_the_other_with_its_grant(world, reform) -> None:
    before = BudgetLine.objects.get(pk=world.line.pk)
    assign(world, reform, "wjw", [world.granted.pk])
    divide(world, reform, "wjw", HUNDRED)
    world.confirm(reform)
    kept, given = lines(world)
    grant = Commitment.objects.get(project=world.granted, line=given).amount
    assert grant == world.granted.granted_amount and given.amount == grant + HUNDRED
    assert (kept.amount, kept.committed) == (before.amount - grant - HUNDRED, before.committed - grant)
    project = Project.objects.get(pk=world.granted.pk)
    assert (project.purchaser, project.budget_line) == (world.unit("wjw"), given)


def test_more_than_is_free_is_refused_at_once_and_again_at_the_confirmation(world, reform) -> None:
    """Broken on purpose by script/mutants/divided-beyond-what-is-free."""
    line = BudgetLine.objects.get(pk=world.line.pk)
    assert obstacles(lambda: divide(world, reform, "wjw", line.free + Decimal("0.01")))
    divide(world, reform, "wjw", line.free)
    cut = {"amount": HUNDRED, "reason": "压减"}
    execute(line, "cut", people.actor("czj.shenhe"), cut)
    assert str(line) in obstacles(lambda: world.confirm(reform))
    divide(world, reform, "wjw", Decimal(0))
    assert world.confirm(reform).state == "in_force"
    assert not BudgetMove.objects.exists()


def test_no_part_goes_where_the_line_goes(world, reform) -> None:
    assert "司法" in obstacles(lambda: divide(world, reform, "sfj", HUNDRED))
