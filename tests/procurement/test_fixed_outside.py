"""A requirement that was fixed on paper: others than its authors reviewed it, on a day that can be, with its scan."""

from __future__ import annotations

from datetime import timedelta

from procurement import demo
from tests.procurement.refusals import refusal
from workflow import clock


def test_what_was_fixed_outside_is_held_to_the_same_rules(city):
    requirement = demo.written_requirement(city.hand, demo.granted_project(city.hand, city.line))
    head = city.actor("mzj.lingdao")
    short = clock.legal_date() - timedelta(days=8)
    for values, rule in (
        ({"held_from": short}, "requirement.opinion"),
        ({"held_from": None, "held_until": None}, "RQ-8"),
        ({"feedback": ""}, "RQ-8"),
        ({"surveyed_on": None}, "RQ-1"),
        ({"focused_finding": ""}, "RQ-4"),
        ({"reviewers": [{"name": city.actor("mzj.jingban").user_name, "unit": "长春市民政局"}]}, "CF-6"),
        ({"reviewers": [{"name": city.actor("mzj.jingban").user_name, "unit": "机关财务科"}]}, "CF-6"),
        ({"reviewers": []}, "RQ-4"),
        ({"reviewed_on": clock.legal_date() + timedelta(days=1)}, "RQ-4"),
        ({"written_on": clock.legal_date() - timedelta(days=1)}, "RQ-4"),
        ({"reviewed_on": clock.legal_date() - timedelta(days=5)}, "RQ-4"),
        ({"surveyed_on": clock.legal_date() - timedelta(days=1)}, "RQ-4"),
    ):
        given = demo.fixed_outside(**values)
        assert refusal(requirement, "record_as_fixed", head, **given).rules == {rule}, values
    not_over = demo.fixed_outside(held_until=clock.legal_date())
    assert refusal(requirement, "record_as_fixed", head, **not_over).rules == {"RQ-8", "RQ-4"}
    assert refusal(requirement, "record_as_fixed", head, **demo.fixed_outside(papers=[])).errors["papers"]
    requirement = city.hand.do(requirement, "record_as_fixed", head, **demo.fixed_outside())
    assert requirement.reviewed() == {"general", "focused"} and requirement.respondents().count() == 3
