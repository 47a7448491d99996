"""Whose work is whose: tabs, what a section and its chief see, and urging."""

from datetime import datetime, timedelta
from io import BytesIO
from uuid import uuid4

import pytest
from openpyxl import load_workbook

from accounts.actors import of_membership
from portal.worklist import scope, tabs_of
from tests import people
from workflow import duties
from workflow.clock import SHANGHAI
from workflow.models import Duty, Event, OutboxRow
from workflow.obstacles import Refusal, Refused

NOW = datetime(2026, 3, 27, 10, 0, tzinfo=SHANGHAI)


@pytest.fixture
def bureau(legal_time):
    legal_time(NOW)
    return people.organisation("finance")


@pytest.fixture
def budget(bureau):
    return people.section(bureau, "预算科")


@pytest.fixture
def social(bureau):
    return people.section(bureau, "社会保障科")


@pytest.fixture
def chief(budget):
    return people.in_section(budget, "reviewer", chief=True)


@pytest.fixture
def clerk(budget):
    return people.in_section(budget, "reviewer")


@pytest.fixture
def head(bureau):
    return people.member(bureau, "finance_head")


def duty(of, section=None, **values):
    defaults = {
        "title": "养老服务",
        "url": "/x/",
        "step": "no.such.step",
        "label": "Look",
        "role": "reviewer",
        "arose_at": NOW - timedelta(days=3),
    }
    return Duty.objects.create(
        subject_type="procurement.project",
        subject_id=uuid4(),
        organisation_id=of.pk,
        section_id=section.pk if section else None,
        **{**defaults, **values},
    )


def titles(tab, member):
    return {d.title for d in scope(tab, of_membership(member))}


def test_each_has_the_tabs_that_mean_something(bureau, chief, clerk, head):
    rest = ["watched", "done"]
    assert tabs_of(of_membership(clerk)) == ["mine", "section", *rest]
    assert tabs_of(of_membership(chief)) == ["mine", "section", "unit", *rest]
    assert tabs_of(of_membership(head)) == ["mine", "unit", *rest]


def test_mine_is_my_role_in_my_section(bureau, budget, social, chief, clerk):
    duty(bureau, budget, title="本科室")
    duty(bureau, social, title="别的科室")
    duty(bureau, title="全单位")
    duty(bureau, budget, title="别的角色", role="treasurer")
    duty(bureau, budget, title="给科长的", user_id=chief.user_id)
    duty(people.organisation("finance"), title="别的单位")
    assert titles("mine", clerk) == {"本科室", "全单位"}
    assert titles("section", clerk) == {"本科室", "别的角色", "给科长的"}
    assert titles("unit", chief) == {"本科室", "别的科室", "全单位", "别的角色", "给科长的"}
    assert titles("mine", chief) == {"本科室", "全单位", "给科长的"}, (
        "a chief's own is still the own section's"
    )


def test_another_section_does_not_see_it_and_cannot_touch_it(client, bureau, social, budget, clerk):
    theirs = duty(bureau, social, title="别的科室")
    client.force_login(clerk.user)
    for tab in ("mine", "section", "unit"):
        assert "别的科室" not in client.get(f"/worklist/?tab={tab}").content.decode()
    assert client.post(f"/worklist/{theirs.pk}/take/").status_code == 404
    assert client.get(f"/worklist/{theirs.pk}/hand-over/").status_code == 404
    assert client.post(f"/worklist/{theirs.pk}/urge/").status_code == 404


def test_what_is_one_persons_own_no_chief_and_no_head_sees(client, bureau, budget, chief, clerk, head):
    own = duty(bureau, role="", user_id=clerk.user_id, personal=True, title="评委席位")
    for leader in (chief, head):
        client.force_login(leader.user)
        assert "评委席位" not in client.get("/worklist/?tab=unit").content.decode()
        assert "评委席位" not in client.get("/worklist/board/").content.decode()
        assert client.post(f"/worklist/{own.pk}/urge/").status_code == 404
        with pytest.raises(Refused):
            duties.urge(own, of_membership(leader))


def test_who_belongs_to_no_section_sees_the_whole_units(bureau, budget):
    one = people.member(bureau, "reviewer")
    duty(bureau, budget, title="有科室的")
    assert titles("unit", one) == titles("mine", one) == {"有科室的"}


def test_given_to_another_section_it_goes_there(bureau, budget, social, head):
    colleague = people.in_section(social, "reviewer")
    found = duty(bureau, budget)
    duties.give(found, colleague.user_id, of_membership(head))
    found.refresh_from_db()
    assert (found.user_id, found.section_id) == (colleague.user_id, social.pk)


def test_nobody_is_given_what_they_could_not_do(bureau, budget, chief):
    treasurer = people.in_section(budget, "treasurer")
    found = duty(bureau, budget)
    for wrong in (treasurer.user_id, people.actor("reviewer", kind="finance").user_id):
        with pytest.raises(Refused) as refused:
            duties.give(found, wrong, of_membership(chief))
        assert refused.value.kind is Refusal.INPUT
    found.refresh_from_db()
    assert found.user_id is None


def test_a_head_gives_but_does_not_take_what_needs_another_role(client, bureau, budget, clerk, head):
    found = duty(bureau, budget)
    client.force_login(head.user)
    assert client.post(f"/worklist/{found.pk}/take/").status_code == 403
    assert client.post(f"/worklist/{found.pk}/hand-over/", {"to": clerk.user_id}).status_code == 302
    found.refresh_from_db()
    assert found.user_id == clerk.user_id


def test_urging_is_kept_tells_the_handler_and_shows_on_the_line(client, bureau, budget, chief, clerk):
    found = duty(bureau, budget, user_id=clerk.user_id, step="procurement.project.grant")
    client.force_login(chief.user)
    english = {"accept-language": "en"}
    client.post(f"/worklist/{found.pk}/urge/", {"next": "/worklist/?tab=section"}, headers=english)
    found.refresh_from_db()
    assert (found.reminded_at, found.reminded_by) == (NOW, chief.user_id)
    assert Event.objects.get(step="urge").content["data"]["handler"] == str(clerk.user_id)
    mail = OutboxRow.objects.get(kind="mail").payload
    assert mail["user"] == str(clerk.user_id)
    assert mail["subject"].startswith("催办："), "in the handler's language, not in that of who urges"
    assert mail["url"] == f"/procurement/projects/{found.subject_id}/grant/", "the very step"
    page = client.get("/worklist/?tab=section", headers=english).content.decode()
    assert f"by {chief.user.name}" in page


def test_it_is_urged_once_a_day(client, bureau, budget, chief, clerk, legal_time):
    found = duty(bureau, budget, user_id=clerk.user_id)
    client.force_login(chief.user)
    client.post(f"/worklist/{found.pk}/urge/")
    again = client.post(f"/worklist/{found.pk}/urge/", follow=True, headers={"accept-language": "en"})
    assert "urged today at 10:00 already" in again.content.decode()
    assert Event.objects.filter(step="urge").count() == 1
    legal_time(NOW + timedelta(days=1))
    client.post(f"/worklist/{found.pk}/urge/")
    assert Event.objects.filter(step="urge").count() == 2


def test_only_the_sections_chief_and_the_head_urge(bureau, budget, social, chief, clerk, head):
    found = duty(bureau, budget, user_id=clerk.user_id)
    other = people.in_section(social, "reviewer", chief=True)
    for wrong in (clerk, other, people.in_section(budget, "reviewer"), people.member(bureau, "reviewer")):
        with pytest.raises(Refused) as refused:
            duties.urge(found, of_membership(wrong))
        assert refused.value.kind is Refusal.ACTOR
    duties.urge(found, of_membership(head))
    with pytest.raises(Refused):
        duties.urge(duty(people.organisation("finance")), of_membership(head))


def test_what_nobody_has_yet_is_urged_from_all_who_could_take_it_in_the_section(
    client, bureau, budget, social, chief, clerk, head
):
    people.in_section(social, "reviewer")
    found = duty(bureau, budget)
    client.force_login(head.user)
    client.post(f"/worklist/{found.pk}/urge/")
    told = {row.payload["user"] for row in OutboxRow.objects.filter(kind="mail")}
    assert told == {str(chief.user_id), str(clerk.user_id)}


def test_filter_and_export_know_section_and_person(client, bureau, budget, social, clerk, head):
    duty(bureau, budget, title="甲", user_id=clerk.user_id)
    duty(bureau, social, title="乙")
    duty(bureau, title="丙")
    client.force_login(head.user)
    queries = {
        f"section={budget.pk}": ["甲"],
        f"section={social.pk}": ["乙"],
        "section=none": ["丙"],
        f"person={clerk.user_id}": ["甲"],
        "person=none": ["乙", "丙"],
        f"person={uuid4()}": [],
    }
    for query, wanted in queries.items():
        book = load_workbook(BytesIO(client.get(f"/worklist/?tab=unit&export=xlsx&{query}").content))
        rows = list(book.active.iter_rows(min_row=2, values_only=True))
        assert sorted(row[1] for row in rows) == sorted(wanted), query
    first = client.get(f"/worklist/?tab=unit&export=xlsx&section={budget.pk}")
    [row] = load_workbook(BytesIO(first.content)).active.iter_rows(min_row=2, values_only=True)
    assert (row[6], row[7]) == ("预算科", clerk.user.name)


def test_the_board_says_who_has_how_much(client, bureau, budget, social, chief, clerk, head):
    for number in range(3):
        duty(bureau, budget, user_id=clerk.user_id, due_at=NOW - timedelta(days=number + 1))
    duty(bureau, budget, user_id=clerk.user_id, due_at=NOW + timedelta(days=1))
    duty(bureau, budget)
    duty(bureau, social)
    client.force_login(chief.user)
    [block] = client.get("/worklist/board/").context["blocks"]
    assert [(line.name, line.open, line.late, line.week) for line in block.lines] == [
        (clerk.user.name, 4, 3, 1),
        (chief.user.name, 0, 0, 0),
        (block.lines[2].name, 1, 0, 0),
    ]
    assert block.lines[0].oldest == NOW - timedelta(days=3)
    shown = client.get(block.lines[0].url).context["groups"]
    assert sum(len(group.rows) for group in shown) == 4, "the line leads to its list"
    client.force_login(head.user)
    blocks = client.get("/worklist/board/").context["blocks"]
    assert [block.section for block in blocks] == [budget, social, None] or len(blocks) == 3
    client.force_login(clerk.user)
    assert client.get("/worklist/board/").status_code == 403
