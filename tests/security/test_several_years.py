"""However writers race, a purchase of several years is reserved in all its years or in none; no year is overspent.

Grants, cuts of what is expected and approvals race by steps; the books of lines and commitments are added up after.
"""

from __future__ import annotations

from decimal import Decimal

import psycopg
import pytest

from procurement import demo
from procurement.models import BudgetLine, Commitment
from tests.procurement.world import build_city
from tests.security.money.attempts import refused
from tests.security.money.books import LINE, faults
from tests.security.test_money import all_at_once, committed_for_real
from tests.testbed import environment
from workflow.engine import execute

FIRST, LATER, ROOM = Decimal("7.00"), Decimal("13.00"), Decimal("30.00")


@committed_for_real
def test_of_grants_of_several_years_that_race_those_are_done_that_both_years_can_bear(fresh_database):
    city = build_city(amount=Decimal("100.00"))
    ahead = demo.expected_line(city.hand, amount=ROOM + LATER)
    row = {"name": "x", "quantity": 1, "unit": "x", "unit_price": FIRST + LATER}
    asked = {"cost_rows": [row], **demo.several_years(city.line, (ahead, LATER))}
    projects = [demo.submitted_project(city.hand, city.line, **asked) for _ in range(4)]
    finance = city.actor("czj.shenhe")
    less = {"amount": ROOM, "approval_number": "长财预〔2026〕19号", "reason": "压减。"}
    acts = [lambda: execute(ahead, "expect_anew", finance, less)] + [
        lambda p=project: execute(p, "grant", finance, amount=FIRST + LATER, decision_number="12")
        for project in projects
    ]
    answers = all_at_once(lambda act: act(), acts)
    done = Commitment.objects.values("project").distinct().count()
    assert set(answers) == {"done", "Refused ['A5.4']"}
    assert 2 <= done <= 3, "as many as the later year can bear before or after it was cut"
    amounts = dict(BudgetLine.objects.values_list("year", "committed"))
    assert amounts == {2026: FIRST * done, 2027: LATER * done}
    assert Commitment.objects.count() == 2 * done, "in both years or in none"
    with psycopg.connect(environment()["DATABASE_URL"], autocommit=True) as reader:
        assert faults(reader, LINE) == []


COMMITMENT = (
    "INSERT INTO procurement_commitment (id, line_id, project_id, amount, contracted, paid{names}) "
    "SELECT gen_random_uuid(), {line}, c.project_id, 0, 0, 0{values} FROM procurement_commitment c LIMIT 1"
)
OTHER = "(SELECT id FROM procurement_budgetline WHERE code = 'other')"
FAR = "(SELECT id FROM procurement_budgetline WHERE code = 'far')"
GRANTED = (
    "; INSERT INTO procurement_commitmententry (id, commitment_id, amount, event_id, kind, note) "
    "SELECT gen_random_uuid(), id, 1, gen_random_uuid(), 'grant', '' FROM procurement_commitment WHERE amount = 0"
)
FORBIDDEN = [
    COMMITMENT.format(line=OTHER, names="", values="") + GRANTED,
    COMMITMENT.format(line=OTHER, names=", year", values=", 2030") + GRANTED,
    "INSERT INTO procurement_budgetmove (id, source_id, target_id, kind, amount, event_id, note) SELECT "
    "gen_random_uuid(), s.id, t.id, 'carried', 1, gen_random_uuid(), '' FROM procurement_budgetline s, "
    "procurement_budgetline t WHERE s.code = '2026-mzj-01' AND t.state = 'expected'",
    "UPDATE procurement_yearshare SET amount = 1",
    "DELETE FROM procurement_yearshare",
    "UPDATE procurement_budgetline SET state = 'open' WHERE state = 'expected'",
]


@pytest.mark.django_db
def test_a_purchase_has_one_line_in_a_year_and_an_expectation_takes_part_in_no_move():
    city = build_city()
    ahead = demo.expected_line(city.hand)
    demo.budget_line(city.hand, code="other")
    demo.granted_project(city.hand, city.line, **demo.several_years(city.line, (ahead, LATER)))
    assert [statement for statement in FORBIDDEN if not refused(statement)] == []
    following = COMMITMENT.format(line=FAR, names="", values="") + GRANTED
    demo.expected_line(city.hand, year=2028, code="far")
    assert not refused(following), "a statement that should pass"
