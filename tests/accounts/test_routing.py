"""With which section a duty lands, and what becomes of it when people go."""

import pytest

from accounts.actors import played
from accounts.models import PostChange
from tests import people
from tests.sample.models import Paper
from workflow.engine import create, execute
from workflow.models import Duty
from workflow.obstacles import Refused

pytestmark = pytest.mark.django_db


@pytest.fixture
def bureau():
    return people.organisation("finance")


@pytest.fixture
def budget(bureau):
    return people.section(bureau, "预算科")


@pytest.fixture
def social(bureau):
    return people.section(bureau, "社会保障科")


@pytest.fixture
def writer():
    return people.actor("handler")


def submitted(writer, bureau):
    paper = create(Paper, "write", writer, title="甲", pages=3, judge=bureau.pk).subject
    return execute(paper, "submit", writer).subject


def landed(paper):
    """Of the duty to grant it, which waits for a role."""
    return {duty.section_id for duty in Duty.objects.open().filter(subject_id=paper.pk, by_state=True)}


def test_without_sections_it_is_the_whole_units(bureau, writer):
    people.member(bureau, "reviewer")
    assert landed(submitted(writer, bureau)) == {None}


def test_the_only_section_that_could_do_it_has_it(bureau, budget, social, writer):
    people.in_section(budget, "reviewer")
    people.in_section(social, "treasurer")
    assert landed(submitted(writer, bureau)) == {budget.pk}


def test_where_several_could_do_it_it_is_open_to_all_of_them(bureau, budget, social, writer):
    people.in_section(budget, "reviewer")
    people.in_section(social, "reviewer")
    assert landed(submitted(writer, bureau)) == {None}


def test_who_stands_for_the_whole_unit_keeps_it_there(bureau, budget, writer):
    people.in_section(budget, "reviewer")
    people.member(bureau, "reviewer")
    assert landed(submitted(writer, bureau)) == {None}


def test_what_a_section_has_worked_on_comes_back_to_it(bureau, budget, social, writer):
    people.in_section(budget, "reviewer")
    reviewer = people.in_section(social, "reviewer")
    paper = execute(submitted(writer, bureau), "send_back", played(reviewer), reason="补充").subject
    assert landed(execute(paper, "submit", writer).subject) == {social.pk}


def test_it_never_lands_where_nobody_could_do_it(bureau, budget, social, writer):
    """The section that worked on it has no reviewer any more; another one has."""
    reviewer = people.in_section(social, "reviewer")
    paper = execute(submitted(writer, bureau), "send_back", played(reviewer), reason="补充").subject
    reviewer.roles = ["treasurer"]
    reviewer.save()
    people.in_section(budget, "reviewer")
    assert landed(execute(paper, "submit", writer).subject) == {budget.pk}


def test_when_the_last_one_who_could_do_it_goes_it_is_open_to_the_unit(bureau, budget, writer):
    reviewer = people.in_section(budget, "reviewer")
    paper = submitted(writer, bureau)
    head = played(people.member(bureau, "finance_head"))
    create(PostChange, "end", head, membership=reviewer, reason="调离")
    assert landed(paper) == {None}


def test_nobody_leaves_with_work_that_is_theirs(bureau, budget, writer):
    reviewer = people.in_section(budget, "reviewer")
    paper = submitted(writer, bureau)
    Duty.objects.filter(subject_id=paper.pk, by_state=True).update(user_id=reviewer.user_id)
    head = played(people.member(bureau, "finance_head"))
    with pytest.raises(Refused) as refused:
        create(PostChange, "end", head, membership=reviewer, reason="调离")
    assert refused.value.obstacles[0].mend is not None, "it says where to hand it over"


def test_who_gets_another_post_gives_back_what_they_can_no_longer_do(bureau, budget, writer):
    reviewer = people.in_section(budget, "reviewer")
    paper = submitted(writer, bureau)
    Duty.objects.filter(subject_id=paper.pk, by_state=True).update(user_id=reviewer.user_id)
    head = played(people.member(bureau, "finance_head"))
    create(PostChange, "give", head, membership=reviewer, title="国库", roles=["treasurer"])
    assert landed(paper) == {None}
    assert not Duty.objects.filter(subject_id=paper.pk, by_state=True, user_id__isnull=False).exists()
