"""What an application must answer: each point of the negative list stops it by its own rule."""

from __future__ import annotations

from typing import Any

import pytest

from accounts import demo as people
from procurement import demo
from procurement.rules.assessment import EXCLUSIONS, exclusions_in_force
from tests.procurement.refusals import guard_rules
from tests.procurement.world import TODAY
from workflow import law
from workflow.engine import execute
from workflow.obstacles import Refused


def prepared(city: Any, **values: Any) -> Any:
    return demo.prepare(city.hand, demo.draft_project(city.hand), city.line, **values)


def refused(project: Any) -> set[str]:
    with pytest.raises(Refused) as caught:
        execute(project, "present", people.actor("mzj.jingban"))
    return caught.value.rules


IN_FORCE = [rule for rule in EXCLUSIONS if law.applies(rule, on=TODAY.date())]


@pytest.mark.parametrize("rule", IN_FORCE)
def test_what_is_on_the_negative_list_is_not_purchased_without_a_law(city, rule: str) -> None:
    points = [found.id for found in exclusions_in_force("220100", TODAY.date())]
    answers = [{"rule": point, "applies": "yes" if point == rule else "no", "law": ""} for point in points]
    assert refused(prepared(city, exclusions=answers)) == {rule}
    cited = [
        answer | {"law": "《条例》第八条"} if answer["applies"] == "yes" else answer for answer in answers
    ]
    project = prepared(city, exclusions=cited)
    assert rule not in guard_rules(project, "present", people.actor("mzj.jingban"))


@pytest.mark.parametrize(
    ("values", "rule"),
    [
        ({"posts_note": ""}, "A0.2"),
        ({"no_double_provision": False}, "A0.2"),
        ({"new_or_temporary": ""}, "A3.2"),
        ({"benefit_cost": ""}, "A3.3"),
        ({"ex_ante_evaluation": ""}, "O102-20"),
    ],
)
def test_what_the_assessment_leaves_out_stops_the_application(
    city, values: dict[str, Any], rule: str
) -> None:
    assert rule in refused(prepared(city, **values))
