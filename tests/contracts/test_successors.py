"""A contract whose purchaser becomes part of another unit: the successor is bound by it, and nobody else can be."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import DatabaseError, transaction

from accounts import demo as people
from accounts.models import Reform
from accounts.reforms import passing
from contracts import demo
from contracts.models import Contract
from procurement import demo as procurement
from tests.reforms.conftest import scan
from workflow.engine import create, execute
from workflow.models import Duty
from workflow.obstacles import Refused


def merge(world) -> Reform:
    """Civil affairs becomes part of the justice bureau."""
    if not people.organisation("sfj").projects.exists():
        procurement.purchaser(world.hand, "sfj")
    reviewer = people.actor("czj.shenhe")
    order = {"basis": "长编发〔2026〕9号", "basis_title": "通知", "effective_on": date(2026, 4, 1)}
    units = {"organisation": people.organisation("mzj"), "keeper": people.organisation("sfj")}
    reform = create(Reform, "merge", reviewer, {**order, **units, "scan": [scan(reviewer)]}).subject
    return execute(reform, "confirm", people.actor("czj.juzhang")).subject


def test_the_successor_goes_on_with_a_running_contract(city, running) -> None:
    report = demo.reported(city.hand, running)
    duty = Duty.objects.open().get(subject_id=report.pk, organisation_id=people.organisation("mzj").pk)
    merge(city)
    heir = people.organisation("sfj")
    contract = city.fresh(running)
    assert contract.purchaser == contract.project.purchaser == contract.tender.purchaser == heir
    assert city.fresh(duty).organisation_id == heir.pk
    handler = people.actor("sfj.jingban")
    assert contract in Contract.objects.visible_to(handler)
    assert contract in Contract.objects.visible_to(people.actor("chunhui.jingban"))
    assert Contract.objects.visible_to(people.actor("wjw.jingban")).count() == 0


def test_a_contract_that_is_being_signed_is_signed_first(city, contract) -> None:
    drawn_up = demo.drawn_up(city.hand, city.award)
    execute(drawn_up, "propose", people.actor("mzj.jingban"))
    with pytest.raises(Refused) as refused:
        merge(city)
    assert any(str(drawn_up) in str(obstacle.text) for obstacle in refused.value.obstacles)


def test_a_project_under_contract_goes_with_its_budget_line(city, running) -> None:
    """Its contract names the money: it can't be given apart, nor stay apart where it was said before."""
    for key in ("sfj", "wjw"):
        procurement.purchaser(city.hand, key)
    reviewer, unit = people.actor("czj.shenhe"), people.organisation("mzj")
    heirs = [people.organisation("sfj"), people.organisation("wjw")]
    order = {"basis": "长编发〔2026〕9号", "basis_title": "通知", "effective_on": date(2026, 4, 1)}
    values = {**order, "organisation": unit, "heirs": heirs, "keeper": heirs[0], "scan": [scan(reviewer)]}
    reform = create(Reform, "split", reviewer, values).subject
    items = [str(item.id) for item in passing.items_of(unit)]
    execute(reform, "assign", reviewer, items=items, heir=heirs[0])
    assert running.project_id not in {item.id for item in passing.apart_of(unit)}
    reform.assignments.create(item_id=running.project_id, heir=heirs[1])
    with pytest.raises(Refused) as refused:
        execute(reform, "confirm", people.actor("czj.juzhang"))
    assert any(str(running.project) in str(obstacle.text) for obstacle in refused.value.obstacles)


def test_the_database_takes_no_party_that_succeeds_nobody(city, running) -> None:
    rows = Contract.objects.filter(pk=running.pk)
    with pytest.raises(DatabaseError, match="terms of contracts_contract are fixed"), transaction.atomic():
        rows.update(purchaser=people.organisation("sfj"))
    merge(city)
    with pytest.raises(DatabaseError, match="terms of contracts_contract are fixed"), transaction.atomic():
        rows.update(purchaser=people.organisation("wjw"))
