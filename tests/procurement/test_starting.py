"""Templates by category: sound indicators, a quality standard, the papers that usually belong to it."""

from __future__ import annotations

from decimal import Decimal

import pytest
from django.urls import reverse

from catalog.services import items_in_force
from procurement import demo
from procurement.models import Indicator
from procurement.rules.assessment import weight_faults
from procurement.starting import template_for
from workflow.clock import legal_date


@pytest.mark.parametrize("category", list("ABCDEF"))
def test_every_category_has_a_sound_template(category):
    template = template_for(f"{category}01")
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


def test_all_categories_of_the_catalogue_are_known(city):
    codes = items_in_force("220100", legal_date()).values_list("code", flat=True)
    assert {code[:1] for code in codes} <= set("ABCDEF")
