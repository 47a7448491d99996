"""Several at once: the obstacles of each line beforehand, one act and one event each, and what was refused."""

import pytest

from accounts.actors import of_membership
from accounts.models import Membership
from tests import people
from tests.sample.models import Paper
from workflow.engine import create, execute
from workflow.models import Duty, Event

RETURN = "sample.paper.send_back"
pytestmark = pytest.mark.django_db


@pytest.fixture
def bureau():
    return people.organisation("finance")


@pytest.fixture
def reviewer(bureau, client) -> Membership:
    member = people.member(bureau, "reviewer")
    client.force_login(member.user)
    return member


@pytest.fixture
def writer():
    return people.actor("handler")


@pytest.fixture
def papers(bureau, writer, reviewer):
    made = [
        create(Paper, "write", writer, title=f"申请 {n}", pages=n, judge=bureau.pk).subject
        for n in range(1, 6)
    ]
    return [execute(paper, "submit", writer).subject for paper in made]


def keys(papers):
    return [Duty.objects.open().get(subject_id=paper.pk, by_state=True).pk for paper in papers]


def post(client, **data):
    return client.post("/worklist/selected/", data, headers={"accept-language": "en"})


def states(papers):
    return [Paper._base_manager.get(pk=paper.pk).state for paper in papers]


def test_the_preview_changes_nothing_and_says_what_can_be_done(client, papers):
    page = post(client, duty=keys(papers), act="look")
    choices = {c.step.name: (c.number, c.ready) for c in page.context["choices"]}
    assert choices == {"send_back": (5, 5), "grant": (5, 0), "shred": (5, 5)}, "granting needs an amount"
    assert page.context["chosen"] is None, "a return is chosen by a person, never by default"
    page = post(client, duty=keys(papers), step=RETURN)
    assert (page.context["chosen"].ready, page.context["form"].demanded) == (5, True)
    assert states(papers) == ["submitted"] * 5


def test_a_step_that_needs_more_is_named_with_a_link(client, papers):
    page = post(client, duty=keys(papers), step="sample.paper.grant").content.decode()
    assert page.count("Do it by itself") == 5
    assert 'name="do"' not in page


def test_one_act_and_one_event_each_with_one_reason_or_its_own(client, papers, reviewer):
    first, *_rest = wanted = keys(papers)
    page = post(
        client, duty=wanted, do=RETURN, reason="缺少绩效目标", **{f"reason-{first}": "金额有误"}, key="k"
    )
    assert len(page.context["done"]) == 5
    assert states(papers) == ["draft"] * 5
    events = Event.objects.filter(step="send_back", outcome="done").order_by("id")
    assert [e.content["reason"] for e in events] == ["金额有误"] + ["缺少绩效目标"] * 4
    assert {e.user_id for e in events} == {reviewer.user_id}


def test_what_refuses_one_does_not_stop_the_others_and_is_explained(client, papers, bureau):
    wanted = keys(papers)
    colleague = of_membership(people.member(bureau, "reviewer"))
    execute(papers[1], "grant", colleague, amount="50.00")
    execute(papers[3], "send_back", colleague, reason="先退")
    page = post(client, duty=wanted, do=RETURN, reason="缺少绩效目标", key="k")
    assert states(papers) == ["draft", "granted", "draft", "draft", "draft"]
    assert [item.subject.title for item in page.context["refused"]] == ["申请 2", "申请 4"]
    html = page.content.decode()
    assert "In the meantime: Grant" in html and colleague.user_name in html
    assert page.context["rest"] == [], "somebody else has done them: nothing is left to go on with"
    assert Event.objects.filter(step="send_back", outcome="refused").count() == 2, (
        "the attempts are on record"
    )


def test_without_a_reason_nothing_is_done(client, papers):
    page = post(client, duty=keys(papers), do=RETURN, reason=" ", key="k")
    assert "Write a reason" in page.content.decode()
    assert states(papers) == ["submitted"] * 5
    assert not Event.objects.filter(step="send_back").exists()


def test_the_same_click_twice_is_one_act(client, papers):
    wanted = keys(papers)
    for _time in range(2):
        page = post(client, duty=wanted, do=RETURN, reason="缺少绩效目标", key="same")
        assert len(page.context["done"]) == 5
    assert Event.objects.filter(step="send_back").count() == 5


def test_subjects_of_a_list_go_the_same_way(client, papers):
    wanted = [f"sample.paper:{paper.pk}" for paper in papers]
    page = post(client, subject=wanted, do=RETURN, reason="缺少绩效目标", key="k")
    assert len(page.context["done"]) == 5


@pytest.mark.parametrize(
    "strange", ["sample.paper:x", "x", "", "accounts.user:00000000-0000-0000-0000-000000000000"]
)
def test_what_is_not_there_is_passed_over(client, reviewer, strange):
    assert post(client, subject=[strange], do=RETURN).status_code in {302, 404}


@pytest.mark.parametrize(
    "step", ["sample.paper.write", "no.such.step", "x", "procurement.project.record_award"]
)
def test_only_steps_of_people_can_be_asked_for(client, papers, step):
    assert post(client, duty=keys(papers), do=step, reason="x").status_code == 404


def test_another_units_are_not_even_looked_at(client, papers):
    wanted = keys(papers)
    stranger = people.member(people.organisation("finance"), "reviewer")
    client.force_login(stranger.user)
    for data in ({"duty": wanted}, {"subject": [f"sample.paper:{paper.pk}" for paper in papers]}):
        assert post(client, **data, do=RETURN, reason="不该成功").status_code == 302
    assert states(papers) == ["submitted"] * 5


def test_a_colleague_without_the_role_is_refused_each(client, papers, bureau):
    wanted = keys(papers)
    client.force_login(people.member(bureau, "treasurer").user)
    page = post(client, duty=wanted, do=RETURN, reason="不该成功", key="k")
    assert len(page.context["refused"]) == 5
    assert states(papers) == ["submitted"] * 5


def test_several_are_assigned_to_one_person_who_is_told_once_each(client, papers, bureau):
    colleague = people.member(bureau, "reviewer")
    wanted = keys(papers)[:2]
    page = post(client, duty=wanted, act="assign")
    assert colleague.user_id in {member.user_id for member in page.context["form"].people.values()}
    post(client, duty=wanted, act="give", to=str(colleague.user_id), next="/worklist/?tab=unit")
    assert {d.user_id for d in Duty.objects.filter(pk__in=wanted)} == {colleague.user_id}
    assert Event.objects.filter(step="give").count() == 2


def test_who_could_do_some_of_them_gets_those(client, papers, bureau):
    both = people.member(bureau, "reviewer", "treasurer")
    wanted = keys(papers)[:2]
    Duty.objects.filter(pk=wanted[0]).update(role="treasurer")
    client.force_login(both.user)
    only = people.member(bureau, "reviewer")
    page = post(client, duty=wanted, act="give", to=str(only.user_id))
    assert (len(page.context["given"]), len(page.context["refused_duties"])) == (1, 1)
