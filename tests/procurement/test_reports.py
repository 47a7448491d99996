"""What other rooms report: a project moves on only by the portal itself."""

from __future__ import annotations

from decimal import Decimal

import pytest

from core.actor import system
from procurement import demo
from procurement.models import BudgetLine, Commitment, Project, ProjectParty
from procurement.services import involve, splitting_total
from tests.procurement.refusals import refusal
from workflow.engine import execute

REPORTS = [
    "begin_sourcing",
    "record_award",
    "record_failure",
    "record_contract",
    "record_acceptance",
    "record_evaluation",
]
PORTAL = system("test")


@pytest.fixture
def granted(city) -> Project:
    return demo.granted_project(city.hand, city.line)


def test_a_project_goes_its_way_to_the_end(city, granted):
    steps = [
        ("begin_sourcing", {"method": "open"}, "sourcing"),
        ("record_award", {"amount": "500000.00"}, "sourcing"),
        ("record_contract", {"amount": "500000.00"}, "contracted"),
        ("record_acceptance", {}, "accepted"),
        ("record_evaluation", {"score": "91.20", "grade": "优"}, "evaluated"),
        ("close", {}, "closed"),
    ]
    project = granted
    for step, data, state in steps:
        project = execute(project, step, PORTAL, data).subject
        assert project.state == state
    assert project.contract_amount == Decimal("500000.00")
    assert (project.score, project.grade) == (Decimal("91.20"), "优")
    assert project.keep_until.year == 2041


def test_a_failure_leads_back_to_the_grant(city, granted):
    project = execute(granted, "begin_sourcing", PORTAL, method="open").subject
    project = execute(project, "record_failure", PORTAL, reason="投标人不足三家").subject
    assert (project.state, project.method, project.sourcing_since) == ("granted", "", None)


def test_no_person_reports_for_the_portal(city, granted):
    for step in REPORTS:
        for name in ("mzj.lingdao", "czj.juzhang"):
            kind = refusal(granted, step, city.actor(name), method="open", amount="1", reason="xxxx").kind
            assert kind in {"actor", "state", "input"}


def test_closing_frees_what_was_not_contracted(city, granted):
    project = granted
    for step, data in [
        ("begin_sourcing", {"method": "open"}),
        ("record_contract", {"amount": "500000.00"}),
        ("record_acceptance", {}),
        ("record_evaluation", {"score": "88", "grade": "良"}),
    ]:
        project = execute(project, step, PORTAL, data).subject
    execute(project, "close", city.actor("mzj.lingdao"))
    assert Commitment.objects.get(project=project).free == 0
    assert (
        BudgetLine.objects.get(pk=city.line.pk).committed
        == Commitment.objects.get(project=project).contracted
    )


def test_a_party_sees_the_project_from_the_moment_it_is_involved(city, granted):
    provider = city.actor("kangle.jingban")
    assert not Project.objects.visible_to(provider).exists()
    involve(granted, provider.organisation_id, ProjectParty.Part.PROVIDER)
    involve(granted, provider.organisation_id, ProjectParty.Part.PROVIDER)
    assert Project.objects.visible_to(provider).get() == granted
    assert ProjectParty.objects.count() == 1


def test_sp_2_counts_what_is_not_openly_tendered(city, granted):
    other = demo.granted_project(city.hand, city.line)
    assert splitting_total(granted) == Decimal("1080000.00")
    execute(other, "begin_sourcing", PORTAL, method="open")
    assert splitting_total(granted) == Decimal("540000.00")


def test_a5_4_award_and_contract_stay_within_the_grant(city, granted):
    project = execute(granted, "begin_sourcing", PORTAL, method="open").subject
    for step in ("record_award", "record_contract"):
        assert refusal(project, step, PORTAL, amount="540000.01").rules == {"A5.4"}
        project = execute(project, step, PORTAL, amount="540000.00").subject
