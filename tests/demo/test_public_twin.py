"""In the whole city: the public page of every project says of it what the inside page says, as far as published."""

import pytest

from contracts.models import Acceptance, Contract
from disclosure.models import Notice
from disclosure.twin import shown
from disclosure.twin.told import ProjectTold
from procurement import stages
from procurement.models import Project
from tests import figures
from workflow.clock import legal_now

AHEAD = {"contracted": 1}
"""A failed acceptance is published, and the inside page still counts it to the supervision."""


@pytest.fixture
def published(db):
    keys = Notice.objects.exclude(project_id=None).order_by().values_list("project_id", flat=True).distinct()
    projects = Project._base_manager.in_bulk(list(keys))
    return [(project, ProjectTold.of(project.pk)) for project in projects.values()]


def untold(project, told):
    """What has happened and waits for its notice: a grant is told with the call alone."""
    if told.call is None and project.granted_amount is not None:
        return True
    signed = Contract._base_manager.filter(project=project, signed_on__isnull=False, published_at=None)
    accepted = Acceptance._base_manager.filter(
        contract__project=project, state="concluded", published_at=None
    )
    return signed.exists() or accepted.exists()


def test_the_stages_are_those_of_the_inside_page(published):
    compared = 0
    for project, told in published:
        at, inside = shown.reached(told), stages.reached(project)
        if untold(project, told):
            assert at <= inside, project
            continue
        assert inside <= at <= inside + AHEAD.get(project.state, 0), project
        assert [s.label for s in shown.stages(told, legal_now())] == [s.label for s in stages.of(project)]
        compared += 1
    figures.tell("public pages of projects compared with the inside", compared)
    assert compared > 40


def test_the_money_is_that_of_the_contract(published):
    compared = 0
    for project, told in published:
        for said in told.contracts:
            contract = Contract._base_manager.get(project=project, number=said.number)
            assert said.amount == contract.total
            if said.paid:
                assert 0 < said.paid[0] <= contract.paid
                compared += 1
    assert compared > 15


def test_the_grade_is_the_one_that_was_published(published):
    graded = [(project, told) for project, told in published if project.score is not None]
    assert graded
    for project, told in graded:
        letter = shown.letter_of(told.reviews[0])
        assert (letter, told.reviews[0].amount_of("score")) == (project.grade, project.score)
