"""Acceptance item by item, with the service recipients; signed, concluded, told."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import DatabaseError, transaction
from django.urls import reverse
from django.utils.translation import override

from accounts.models import User
from contracts import demo
from contracts.models import Acceptance, Contract
from contracts.notices import acceptance_payload
from disclosure.models import Notice
from documents.models import Paper
from tests.contracts import world
from tests.pictures import PNG
from workflow import law
from workflow.act import Channel
from workflow.clock import legal_date, legal_now
from workflow.engine import execute
from workflow.models import Duty
from workflow.obstacles import Refused
from workflow.paper import Evidence

HANDLER, ACCEPTOR = "mzj.jingban", "mzj.yanshou"


def against(city, contract, **values) -> set[str]:
    try:
        demo.convened(city.hand, contract, **values)
    except Refused as refused:
        return refused.rules or {str(refused.kind)}
    return set()


def members(*capacities: str) -> list[dict[str, str]]:
    return [{"name": f"成员{n}", "unit": "", "capacity": c} for n, c in enumerate(capacities)]


def test_b8_13_acceptance_follows_final_delivery(city, running):
    assert against(city, running) == {"B8.13"}


def test_b8_13_a_group_of_three_with_the_purchaser(city, delivered):
    for group in (members("purchaser", "recipient"), members("expert", "expert", "recipient")):
        assert against(city, delivered, members=group) == {"B8.13"}
    yesterday = legal_date() - timedelta(days=1)
    assert against(city, delivered, meets_on=yesterday) == {"B8.13"}
    assert against(city, delivered) == set()
    assert against(city, delivered) == {"B8.13"}, "one acceptance at a time"


def test_b8_14_recipients_of_a_public_service_are_invited(city, delivered):
    assert against(city, delivered, members=members("purchaser", "expert", "third_party")) == {"B8.14"}


def said_against(city, contract, *changed):
    """What is said against a group in which these rows take the place of the first ones."""
    group = [*changed, *members("purchaser", "expert", "recipient")[len(changed) :]]
    with pytest.raises(Refused) as refused, override("zh-hans"):
        demo.convened(city.hand, contract, members=group)
    with override("zh-hans"):
        return [str(obstacle.text) for obstacle in refused.value.obstacles], refused.value.rules


def test_b8_13_nobody_stands_in_the_group_twice(city, delivered):
    twice = [
        {"name": "周静", "unit": "机关财务科", "capacity": "purchaser"},
        {"name": "周 静", "unit": "", "capacity": "expert"},
    ]
    [said], rules = said_against(city, delivered, *twice)
    assert rules == {"B8.13"} and "周静" in said and "购买主体代表、专家" in said


def test_b8_13_nobody_judges_the_service_of_their_own_unit(city, delivered):
    own = delivered.provider
    agent = own.memberships.current().first().user.name
    purchaser = members("purchaser")[0]
    for row in (
        {"name": "张晓", "unit": f"{own.name}（养老部）", "capacity": "expert"},
        {"name": agent, "unit": "", "capacity": "third_party"},
    ):
        [said], rules = said_against(city, delivered, purchaser, row)
        assert rules == {"B8.13"} and row["name"] in said and own.name in said
    recipient = {"name": "张晓", "unit": own.name.replace("长春市", "长春市 "), "capacity": "recipient"}
    [said], rules = said_against(city, delivered, *members("purchaser", "expert"), recipient)
    assert rules == {"B8.14"} and "服务对象" in said
    namesake = {"name": agent, "unit": "南关区曙光街道", "capacity": "recipient"}
    assert against(city, delivered, members=[*members("purchaser", "expert"), namesake]) == set()


def test_foi_17_no_number_of_a_person_is_written_into_what_will_be_published(city, delivered):
    acceptance = demo.examined(city.hand, demo.convened(city.hand, delivered))
    heard = {"recipients_heard": 3, "recipients_satisfied": 3, "recipients_opinion": "王五13712345678很满意"}
    assert city.refused(acceptance, "hear_recipients", ACCEPTOR, **heard) == {"FOI.17"}
    acceptance = demo.signed(city.hand, demo.heard(city.hand, acceptance))
    given = {"result": "accepted", "opinion": "同意，身份证11010519491231002X"}
    with pytest.raises(Refused) as refused, override("zh-hans"):
        city.hand.do(acceptance, "conclude", city.actor(ACCEPTOR), **given)
    [obstacle] = refused.value.obstacles
    with override("zh-hans"):
        assert obstacle.field == "opinion" and "个人信息保护法" in str(obstacle.text)


def test_foi_17_what_was_written_before_is_told_with_a_gap(city, delivered):
    acceptance = demo.heard(city.hand, demo.examined(city.hand, demo.convened(city.hand, delivered)))
    acceptance.opinion, acceptance.recipients_opinion = "同意，13712345678", "王五身份证11010519491231002X"
    acceptance.result, acceptance.rectification = "partial", "联系0431-88770000，13712345678"
    told = acceptance_payload(acceptance)
    assert (
        str(told["opinion"]).endswith("同意，……\n王五身份证……") and told["other"] == "联系0431-88770000，……"
    )


def test_a_place_in_the_group_that_nobody_takes_is_no_member(city, delivered, client):
    """The page offers three rows whose capacity is chosen already, and any number that one adds."""
    client.force_login(User.objects.get(username=HANDLER))
    address = f"{reverse('contracts:acceptance-convene')}?contract={delivered.pk}"
    offered = client.get(address).context["form"].parts["members"]
    assert [row["capacity"].value() for row in offered.forms] == ["purchaser", "expert", "recipient"]
    group = [*members("purchaser", "expert", "recipient"), {"capacity": "purchaser"}, {"capacity": "expert"}]
    sent = {"members-TOTAL_FORMS": "5", "members-INITIAL_FORMS": "3", "contract": delivered.pk}
    sent |= {"meets_on": legal_date().isoformat(), "place": "现场", "method": "逐项核对"}
    for at, row in enumerate([group[3], *group[:3], group[4]]):
        sent |= {f"members-{at}-{name}": value for name, value in row.items()}
    answer = client.post(address, sent)
    assert answer.status_code == 302, answer.context["form"].all_errors()
    assert Acceptance.objects.get().members.count() == 3


def test_b8_14_and_heard_before_the_conclusion(city, delivered):
    acceptance = demo.signed(city.hand, demo.examined(city.hand, demo.convened(city.hand, delivered)))
    given = {"result": "accepted", "opinion": "同意"}
    assert city.refused(acceptance, "conclude", ACCEPTOR, **given) == {"B8.14"}
    heard = {"recipients_heard": 1, "recipients_satisfied": 2, "recipients_opinion": "x"}
    assert city.refused(acceptance, "hear_recipients", ACCEPTOR, **heard) == {"B8.14"}
    demo.heard(city.hand, acceptance)
    assert city.hand.do(acceptance, "conclude", city.actor(ACCEPTOR), **given).result == "accepted"


def test_services_for_the_unit_itself_need_no_recipients(city):
    award = world.further_award(city, provider="zhengda", title="法律顾问服务", service_class=2)
    contract = demo.filed(city.hand, demo.concluded(city.hand, award))
    city.at(world.SIGNING.replace(month=12, day=14))
    demo.progress(city.hand, contract, 100, 100)
    contract = demo.delivered(city.hand, city.fresh(contract))
    group = members("purchaser", "expert", "third_party")
    acceptance = demo.examined(city.hand, demo.convened(city.hand, contract, members=group))
    acceptance = demo.signed(city.hand, acceptance)
    given = {"result": "accepted", "opinion": "同意"}
    assert city.hand.do(acceptance, "conclude", city.actor(ACCEPTOR), **given).state == "concluded"


def test_b8_13_every_item_of_the_contract_is_judged(city, delivered):
    acceptance = demo.convened(city.hand, delivered)
    titles = [i.title for i in acceptance.items.all()]
    assert "前半期服务" in titles and "数量" in titles and len(titles) > 4
    rows = [{"number": i.number, "verdict": "conforms", "found": ""} for i in acceptance.items.all()]
    today = legal_date()
    for wrong in (
        rows[1:],
        [{**rows[0], "verdict": ""}, *rows[1:]],
        [{**rows[0], "verdict": "fails"}, *rows[1:]],
    ):
        assert city.refused(acceptance, "examine", ACCEPTOR, items=wrong, examined_on=today) == {"B8.13"}


def test_b8_13_only_what_the_purchaser_can_see_by_then_is_an_item(city, delivered):
    titles = {i.title for i in demo.convened(city.hand, delivered).items.all()}
    assert {"数量", "质量", "实际完成率", "质量达标率", "人员资质符合率"} <= titles
    known_later = {"预算执行率", "审计意见", "服务对象满意度", "资金使用合规性", "投诉办结率"}
    assert known_later <= set(delivered.project.indicators.values_list("name", flat=True))
    assert not known_later & titles


def test_b8_13_nothing_is_found_signed_or_concluded_before_the_group_meets(city, delivered):
    today, met = legal_date(), legal_date() + timedelta(days=3)
    acceptance = demo.convened(city.hand, delivered, meets_on=met)
    rows = [{"number": i.number, "verdict": "conforms", "found": ""} for i in acceptance.items.all()]
    with pytest.raises(Refused) as refused:
        execute(acceptance, "examine", city.actor(ACCEPTOR), items=rows, examined_on=today)
    stop = refused.value.obstacles[0]
    assert refused.value.rules == {"B8.13"} and str(met.day) in str(stop.text)
    assert stop.mend.url == reverse("contracts:acceptance-move-meeting", args=[acceptance.pk])
    city.later(days=4)
    assert city.refused(acceptance, "examine", ACCEPTOR, items=rows, examined_on=today) == {"B8.13"}
    scan = demo.file(city.actor(ACCEPTOR), "p.png", PNG)
    earlier = {
        "channel": Channel.PAPER,
        "occurred_at": legal_now() - timedelta(days=2),
        "evidence": Evidence(scan, "停电，改为纸质办理。"),
    }
    with pytest.raises(Refused) as refused:
        execute(acceptance, "examine", city.actor(ACCEPTOR), {"items": rows, "examined_on": met}, **earlier)
    assert refused.value.rules == {"B8.13"}, "by the day on the paper"
    acceptance = demo.examined(city.hand, acceptance)
    scan = [demo.file(city.actor(ACCEPTOR), "s.png", PNG)]
    given = {"signed": [1, 2, 3], "signed_on": today, "scan": scan}
    assert city.refused(acceptance, "sign", ACCEPTOR, **given) == {"B8.13"}
    assert demo.signed(city.hand, acceptance).members.filter(signed_on=legal_date()).count() == 3


def test_b8_13_the_meeting_can_be_brought_forward_and_the_worklist_follows(city, delivered):
    acceptance = demo.convened(city.hand, delivered, meets_on=legal_date() + timedelta(days=3))
    yesterday = legal_date() - timedelta(days=1)
    place = {"place": "一楼会议室"}
    assert city.refused(acceptance, "move_meeting", HANDLER, meets_on=yesterday, **place) == {"B8.13"}
    city.hand.do(acceptance, "move_meeting", city.actor(HANDLER), meets_on=legal_date(), **place)
    duty = Duty.objects.open().get(subject_id=acceptance.pk, step="contracts.acceptance.examine")
    assert law.local_day(duty.due_at) == legal_date()
    acceptance = demo.examined(city.hand, city.fresh(acceptance))
    assert (acceptance.state, acceptance.place) == ("examined", "一楼会议室")


def test_b8_13_full_acceptance_needs_every_item_to_conform(city, delivered):
    acceptance = demo.examined(city.hand, demo.convened(city.hand, delivered), item_2="12户未完成")
    acceptance = demo.signed(city.hand, demo.heard(city.hand, acceptance))
    given = {"result": "accepted", "opinion": "同意"}
    assert city.refused(acceptance, "conclude", ACCEPTOR, **given) == {"B8.13"}


def test_b8_13_all_members_sign(city, delivered):
    acceptance = demo.heard(city.hand, demo.examined(city.hand, demo.convened(city.hand, delivered)))
    given = {"result": "accepted", "opinion": "同意"}
    assert city.refused(acceptance, "conclude", ACCEPTOR, **given) == {"B8.13"}
    scan = [demo.file(city.actor(ACCEPTOR), "s.png", PNG)]
    city.hand.do(acceptance, "sign", city.actor(ACCEPTOR), signed=[1, 2], signed_on=legal_date(), scan=scan)
    assert city.refused(acceptance, "conclude", ACCEPTOR, **given) == {"B8.13"}
    city.hand.do(acceptance, "sign", city.actor(ACCEPTOR), signed=[3], signed_on=legal_date(), scan=scan)
    assert city.hand.do(acceptance, "conclude", city.actor(ACCEPTOR), **given).state == "concluded"


def test_a7_12_who_convened_or_paid_does_not_accept(city, delivered):
    acceptance = demo.convened(city.hand, delivered)
    one = city.actor(HANDLER).with_roles("handler", "acceptor")
    rows = [{"number": i.number, "verdict": "conforms", "found": ""} for i in acceptance.items.all()]
    with pytest.raises(Refused) as refused:
        execute(acceptance, "examine", one, items=rows, examined_on=legal_date())
    assert refused.value.rules == {"A7.12"}
    assert city.refused(acceptance, "examine", "mzj.lingdao", items=rows, examined_on=legal_date()) == {
        "actor"
    }
    assert city.refused(acceptance, "examine", "sfj.yanshou", items=rows, examined_on=legal_date()) == {
        "actor"
    }


def partly(city, contract: Contract) -> Acceptance:
    acceptance = demo.examined(city.hand, demo.convened(city.hand, contract), item_2="12户未完成")
    return demo.signed(city.hand, demo.heard(city.hand, acceptance))


def test_a4_8_what_is_not_right_is_put_right_by_a_day_and_accepted_anew(city, delivered):
    acceptance = partly(city, delivered)
    given = {"result": "partial", "opinion": "部分合格"}
    assert city.refused(acceptance, "conclude", ACCEPTOR, **given) == {"A4.8"}
    given |= {"rectification": "补齐12户服务", "rectify_by": legal_date() + timedelta(days=10)}
    city.hand.do(acceptance, "conclude", city.actor(ACCEPTOR), **given)
    contract = city.fresh(delivered)
    assert contract.state == "rectifying" and city.fresh(contract.project).state == "contracted"
    duty = Duty.objects.open().get(subject_id=contract.pk, step="contracts.contract.deliver")
    assert law.local_day(duty.due_at) == given["rectify_by"]
    contract = demo.delivered(city.hand, contract)
    assert demo.accepted(city.hand, contract).round == 2
    assert city.fresh(contract).state == "accepted"


def test_a4_8_acceptance_moves_contract_and_project_and_prints_the_report(city, delivered):
    acceptance = demo.accepted(city.hand, delivered)
    contract = city.fresh(delivered)
    assert contract.state == "accepted" and city.fresh(contract.project).state == "accepted"
    assert Duty.objects.get(subject_id=contract.pk, rule="acceptance.after_delivery").met_at
    html = Paper.objects.of(acceptance).get(kind="acceptance").html
    assert "验收合格" in html and "节假日上门" in html


def test_b8_16_the_result_is_published_within_two_working_days_without_recipients_names(
    city, delivered, client
):
    acceptance = demo.signed(
        city.hand, demo.heard(city.hand, demo.examined(city.hand, demo.convened(city.hand, delivered)))
    )
    acceptance = city.hand.do(acceptance, "conclude", city.actor(ACCEPTOR), result="accepted", opinion="同意")
    duty = Duty.objects.get(subject_id=acceptance.pk, rule="acceptance.publish")
    assert law.local_day(duty.due_at) == date(2026, 12, 16)
    world.sign_in(client, HANDLER)
    page = client.get(f"{acceptance.get_absolute_url()}publish/").content.decode()
    city.hand.do(acceptance, "publish", city.actor(HANDLER), publication_reviewed=True)
    title = Notice.objects.get(kind="AN-11").title
    assert title in page and acceptance.opinion in page, "read before it is public"
    notice = Notice.objects.get(kind="AN-11")
    assert Duty.objects.get(pk=duty.pk).met_at
    told = (
        str(notice.payload) + notice.html + str(list(notice.personal_values.values_list("value", flat=True)))
    )
    assert "于海洋" in told and "王桂兰" not in told
    assert notice.payload["members"][0]["capacity"]["en"] == "Purchaser's representative"
    assert notice.payload["opinion"]["en"].startswith("Accepted. 同意")
    assert notice.payload["opinion"]["zh"].startswith("验收合格。同意")
    assert notice.english["category_name"] == acceptance.contract.project.item.name_en
    assert notice.release["contracts"][0]["implementation"]["milestones"]


def test_what_was_concluded_stays_as_it_was_signed(city, delivered):
    acceptance = demo.accepted(city.hand, delivered)
    for rows in (acceptance.items, acceptance.members):
        with pytest.raises(DatabaseError), transaction.atomic():
            rows.update(number=99)


def test_a_cancelled_acceptance_makes_room_for_another(city, delivered):
    acceptance = demo.convened(city.hand, delivered)
    city.hand.do(acceptance, "cancel", city.actor("mzj.lingdao"), reason="专家临时缺席")
    assert demo.convened(city.hand, delivered).round == 2
