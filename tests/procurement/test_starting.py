"""Templates by category: sound indicators, a quality standard, the papers that usually belong to it."""

from __future__ import annotations

from decimal import Decimal

import pytest
from django.urls import reverse

from catalog.services import items_in_force
from procurement import demo
from procurement.models import Indicator
from procurement.rules.assessment import weight_faults
from procurement.starting import everything, template_for
from workflow.clock import legal_date


@pytest.mark.parametrize("code", sorted(everything()))
def test_every_template_is_sound(code):
    template = template_for(code)
    weights = [(row["block"], row["points"]) for row in template.indicators]
    assert not list(weight_faults(weights)) and template.quality and template.documents
    names = [row["name"] for row in template.indicators]
    assert len(set(names)) == len(names)
    for row in template.indicators:
        assert (
            Indicator(position=0, **row).target != row["zero_at"] and row["scorer"] in Indicator.Scorer.values
        )


def test_an_application_starts_from_the_template_of_its_category(city, sign_in):
    project = demo.draft_project(city.hand, item="D08", title="水质监测服务")
    row = project.indicators.get(name="差错率")
    assert (row.direction, row.target, row.zero_at) == ("down", Decimal(0), Decimal(5))
    answer = sign_in("mzj.jingban").get(reverse("procurement:project-prepare", args=[project.pk]))
    assert (
        "仪器设备检定合格" in answer.content.decode() and "数据安全和知识产权约定" in answer.content.decode()
    )
    assert project.quality_standard == "", "proposed, and kept once it is saved"


def test_the_catalogue_knows_every_template_and_every_category_has_one(city):
    codes = set(items_in_force("220100", legal_date()).values_list("code", flat=True))
    assert {code[:1] for code in codes} <= set(everything())
    assert {code for code in everything() if len(code) > 1} <= codes


def test_an_item_has_its_own_template_then_that_of_the_item_above_then_its_category_s():
    care, social = template_for("A07"), template_for("A06")
    assert "照护计划执行率" in {row["name"] for row in care.indicators} and "照护人员持证上岗" in care.quality
    assert template_for("A0703") == care == template_for("A07-3")
    assert social == template_for("A") != care
    assert template_for("Z01").indicators and template_for("Z01").quality == ""
