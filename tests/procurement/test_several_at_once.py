"""Several duties of the worklist at once: what is ready is done, what is hindered says why."""

import pytest

from accounts.models import User
from procurement import demo
from procurement.models import Project
from tests.procurement.test_application import prepared
from workflow.models import Duty, Event

PRESENT = "procurement.project.present"


def duties_of(*projects):
    return [
        str(pk)
        for pk in Duty.objects.open()
        .filter(subject_id__in=[p.pk for p in projects])
        .values_list("pk", flat=True)
    ]


@pytest.fixture
def handler(client):
    client.force_login(User.objects.get(username="mzj.jingban"))
    return client


def test_what_is_ready_is_done_and_what_lacks_something_stays(city, handler):
    ready, lacking = prepared(city, title="一"), prepared(city, title="二", need="")
    chosen = {"duty": duties_of(ready, lacking)}
    page = handler.post("/worklist/selected/", chosen | {"step": PRESENT})
    assert (page.context["chosen"].number, page.context["chosen"].ready) == (2, 1)
    assert Project.objects.get(pk=ready.pk).state == "draft", "looking does nothing"
    page = handler.post("/worklist/selected/", chosen | {"do": PRESENT, "key": "k"})
    assert (len(page.context["done"]), len(page.context["refused"])) == (1, 1)
    assert Project.objects.get(pk=lacking.pk).state == "draft"
    assert Event.objects.filter(subject_id=ready.pk, step="present", outcome="done").count() == 1


def test_a_step_that_must_be_filled_in_is_done_by_itself(city, client):
    project = demo.submitted_project(city.hand, city.line)
    client.force_login(User.objects.get(username="czj.shenhe"))
    asked = {"duty": duties_of(project), "step": "procurement.project.grant"}
    assert client.post("/worklist/selected/", asked).context["chosen"].ready == 0
    assert Project.objects.get(pk=project.pk).state == "submitted"


def test_all_that_is_ticked_becomes_ones_own(city, handler):
    projects = [prepared(city, title="一"), prepared(city, title="二")]
    handler.post("/worklist/selected/", {"duty": duties_of(*projects), "act": "take"})
    me = User.objects.get(username="mzj.jingban").pk
    assert set(Duty.objects.filter(pk__in=duties_of(*projects)).values_list("user_id", flat=True)) == {me}


@pytest.mark.parametrize("ticked", [[], ["no key"], ["b5b1d0d6-96b8-4d0e-8f3c-0a5e1e0a2c11"]])
def test_nothing_ticked_is_said(city, handler, ticked):
    page = handler.post("/worklist/selected/", {"duty": ticked, "act": "do"}, follow=True)
    assert page.redirect_chain[0][0] == "/worklist/"
    assert "尚未勾选" in page.content.decode()


def test_what_waits_for_another_role_cannot_be_ticked(city, client):
    project = prepared(city)
    client.force_login(User.objects.get(username="mzj.lingdao"))
    client.post("/worklist/selected/", {"duty": duties_of(project), "act": "do"})
    assert Project.objects.get(pk=project.pk).state == "draft"
