"""The short form: chosen by amount and class, one page, and nothing is lost on the way to the full one."""

from __future__ import annotations

from decimal import Decimal

import pytest
from django.urls import reverse

from procurement import demo
from procurement.demo.acts import application
from procurement.forms.application import ApplicationForm
from procurement.models import Project
from tests.procurement.refusals import guard_rules, refusal
from tests.procurement.test_requirements import costing
from workflow.availability import obstacles_of

HANDLER = "mzj.jingban"
SMALL = {"service_class": 1, "estimate": Decimal("90000.00")}


def page(city, sign_in, project: Project):
    return sign_in(HANDLER).get(reverse("procurement:project-prepare", args=[project.pk]))


@pytest.mark.parametrize(
    ("values", "short"),
    [
        (SMALL, True),
        ({"service_class": 2, "estimate": Decimal("499999.99")}, True),
        ({"service_class": 2, "estimate": Decimal("500000.00")}, False),
        ({"service_class": 3, "estimate": Decimal("90000.00")}, False),
        ({"service_class": 1}, False),
        ({"estimate": Decimal("90000.00")}, False),
    ],
)
def test_amount_and_class_choose_the_form(city, sign_in, values, short):
    answer = page(city, sign_in, demo.draft_project(city.hand, **values))
    form = answer.context["form"]
    assert form.is_short is short
    assert [anchor for anchor, _title, _names in form.sections][-1] == ("rest" if short else "papers")
    assert bool(answer.context["demands"]) is ("service_class" in values and "estimate" in values)


def test_both_forms_have_the_same_fields():
    short = {name for _anchor, _title, names in ApplicationForm.short_sections for name in names}
    full = {name for _anchor, _title, names in ApplicationForm.sections for name in names}
    assert short - full == {"none_applies"} and not full - short


def test_one_tick_answers_the_points_that_are_left(city):
    project = demo.draft_project(city.hand, **SMALL)
    first = {"rule": "NEG-2", "applies": "yes", "law": ""}
    given = application(project, city.line, service_class=1, exclusions=[first], **costing("48000.00"))
    rest = [{"rule": f"NEG-{n}", "applies": ""} for n in range(3, 19)] + [{"rule": "NEG-1", "applies": ""}]
    given["exclusions"] = [first, *rest]
    project = city.hand.do(project, "prepare", city.actor(HANDLER), none_applies=True, **given)
    answers = project.exclusion_answers()
    assert len(answers) == 18 and [a.rule for a in answers.values() if a.applies] == ["NEG-2"]
    assert "NEG-2" in guard_rules(project, "present", city.actor(HANDLER))


def test_without_the_tick_they_stay_unanswered(city):
    project = demo.draft_project(city.hand, **SMALL)
    given = application(project, city.line, service_class=1, **costing("48000.00"))
    given["exclusions"] = [{"rule": f"NEG-{n}", "applies": ""} for n in range(1, 19)]
    project = city.hand.do(project, "prepare", city.actor(HANDLER), **given)
    assert not project.exclusions.exists()


def test_the_full_form_does_not_know_the_tick(city):
    project = demo.draft_project(city.hand)
    given = application(project, city.line)
    refused = refusal(project, "prepare", city.actor(HANDLER), none_applies=True, **given)
    assert refused.errors


def test_what_was_typed_is_still_there_once_the_amount_crosses_the_threshold(city, sign_in):
    project = demo.draft_project(city.hand, **SMALL)
    project = demo.prepare(city.hand, project, city.line, service_class=1, **costing("48000.00"))
    assert page(city, sign_in, project).context["form"].is_short
    project = demo.prepare(city.hand, project, city.line, service_class=1, **costing("500000.00"))
    answer = page(city, sign_in, project)
    form = answer.context["form"]
    assert not form.is_short and answer.context["outgrown"]
    for name in ("need", "quality_standard", "benefit_cost", "ex_ante_evaluation", "starts_on"):
        assert form[name].value() == getattr(project, name)
    assert (
        len(form.parts["exclusions"].forms) == 18
        and form.parts["exclusions"].forms[0]["applies"].value() == "no"
    )
    project = demo.prepare(city.hand, project, city.line, service_class=1, **costing("48000.00"))
    assert page(city, sign_in, project).context["form"].is_short, "and back again"


def test_what_is_missing_leads_to_where_the_short_form_has_it(city):
    project = demo.draft_project(city.hand, **SMALL)
    assert {o.mend.url.partition("#")[2] for o in city_obstacles(project, city)} >= {
        "need",
        "budget",
        "exclusions",
    }
    assert not {"service", "indicators"} & {
        o.mend.url.partition("#")[2] for o in city_obstacles(project, city)
    }


def city_obstacles(project: Project, city):
    return [o for o in obstacles_of(Project.steps()["present"], project, city.actor(HANDLER)) if o.mend]
