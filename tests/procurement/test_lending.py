"""A small office borrows an acceptance officer from above, for one project (A7.12)."""

from datetime import timedelta
from types import SimpleNamespace
from uuid import uuid4

import pytest

from accounts.actors import of_membership
from accounts.loans.rules import only_what_one_is_lent_for
from accounts.models import Loan, Membership
from procurement import demo
from tests import people
from workflow import clock, engine
from workflow.models import Duty
from workflow.obstacles import Refused

pytestmark = pytest.mark.django_db


@pytest.fixture
def office(city):
    """A's purchaser with three people, below its finance department."""
    unit = city.line.purchaser
    unit.parent = (
        city.actor("czj.juzhang").organisation_id
        and Membership.objects.get(user__username="czj.juzhang").organisation
    )
    unit.save()
    keep = ["mzj.jingban", "mzj.lingdao", "mzj.caiwu"]
    Membership.objects.filter(organisation=unit).exclude(user__username__in=keep).update(is_active=False)
    return unit


def asked(city, unit, project, **changes):
    given = {"project": project, "role": "acceptor", "lender": unit.parent, "grounds": "三人单位"}
    return engine.create(Loan, "ask", city.actor("mzj.lingdao"), given | changes).subject


def lent(city, unit, project):
    person = Membership.objects.get(user__username="czj.mulu", organisation=unit.parent)
    given = {"person": person, "last_day": clock.legal_date() + timedelta(days=30)}
    return engine.execute(asked(city, unit, project), "lend", city.actor("czj.juzhang"), given).subject


def test_the_person_gets_one_role_in_the_office_until_the_last_day(city, office):
    loan = Loan.objects.get(pk=lent(city, office, demo.presented_project(city.hand, city.line)).pk)
    seat = loan.seat
    assert (seat.organisation_id, seat.roles) == (office.pk, ["acceptor"])
    assert seat.until.date() >= loan.last_day
    engine.execute(loan, "end", city.actor("mzj.lingdao"))
    assert not Membership.objects.filter(pk=seat.pk).current().exists()


def test_it_opens_no_other_project(city, office):
    project = demo.presented_project(city.hand, city.line)
    actor = of_membership(Loan.objects.get(pk=lent(city, office, project).pk).seat)
    act = SimpleNamespace(actor=actor, step=SimpleNamespace(first=False), subject=project)
    assert not list(only_what_one_is_lent_for(act))
    act.subject = type(project)(pk=uuid4())
    assert [o.rule for o in only_what_one_is_lent_for(act)] == ["A7.12"]


def test_only_a_small_office_borrows_and_only_from_above(city, office):
    project = demo.presented_project(city.hand, city.line)
    beside = people.organisation("purchaser")
    with pytest.raises(Refused) as refused:
        asked(city, office, project, lender=beside)
    assert set(refused.value.errors) == {"lender"}
    people.member(office, "handler")
    with pytest.raises(Refused) as refused:
        asked(city, office, project)
    assert refused.value.rules == {"A7.12"}


def test_the_head_alone_has_it_on_the_worklist(city, office):
    """Nobody else of the superior unit could decide it."""
    loan = asked(city, office, demo.presented_project(city.hand, city.line))
    waiting = Duty.objects.open().filter(subject_id=loan.pk)
    assert waiting.for_actor(city.actor("czj.juzhang")).exists()
    assert not waiting.for_actor(city.actor("czj.mulu")).exists()
