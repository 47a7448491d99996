"""Requirements: written, surveyed, put up for comment, reviewed by others, fixed; and nothing starts without."""

from __future__ import annotations

import re
from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from accounts.comments import saying
from accounts.models import MailboxMessage
from core.actor import ANONYMOUS
from disclosure.models import Notice
from documents.models import Attachment
from procurement import demo
from procurement.models import Hand, Project, Requirement, RequirementComment
from procurement.services import requirement_obstacles
from tests.procurement.refusals import guard_rules, refusal
from workflow import clock, outbox
from workflow.availability import obstacles_of
from workflow.models import Duty

HANDLER, HEAD, FINANCE = "mzj.jingban", "mzj.lingdao", "czj.shenhe"
OWN = {"service_class": 1, "recipients_accept": False}


def later(**delta: float) -> None:
    clock.set_legal_now(clock.legal_now() + timedelta(**delta))


def costing(price: str, quantity: int = 1) -> dict:
    rows = [{"name": "服务", "quantity": Decimal(quantity), "unit": "项", "unit_price": Decimal(price)}]
    return {"cost_rows": rows}


def written(city, **values) -> Requirement:
    """Of a service to the public that costs 540 000 yuan."""
    return demo.written_requirement(city.hand, demo.granted_project(city.hand, city.line), **values)


def own_service(city, price: str, **values) -> Requirement:
    """Of a service for the department itself."""
    project = demo.granted_project(city.hand, city.line, service_class=1, **costing(price))
    return demo.written_requirement(city.hand, project, recipients_accept=False, **values)


def act(city, requirement: Requirement, step: str, who: str, **data) -> Requirement:
    return city.hand.do(Requirement.objects.get(pk=requirement.pk), step, city.actor(who), **data)


def heard(city, requirement: Requirement) -> Requirement:
    until = clock.legal_date() + timedelta(days=7)
    given = {"comments_until": until, "channel": "长春市民政局养老服务处", "publication_reviewed": True}
    requirement = act(city, requirement, "put_up", HEAD, **given)
    later(days=8)
    comment = {
        "speaker": "辖区居民",
        "text": "希望周末也能上门。",
        "treatment": "taken",
        "answer": "已写入服务时间。",
    }
    return act(
        city,
        requirement,
        "sum_up",
        HANDLER,
        feedback="收到1条。",
        comments=[comment],
        publication_reviewed=True,
    )


def under_review(city, requirement: Requirement) -> Requirement:
    requirement = act(city, requirement, "record_survey", HANDLER, **demo.survey())
    return act(city, heard(city, requirement), "send_to_review", HANDLER)


def test_rq_9_it_begins_from_what_the_application_says(city):
    requirement = written(city)
    assert requirement.goal == requirement.project.need and requirement.ceiling == Decimal("540000.00")
    again = demo.requirement_input(requirement.project)
    assert refusal(Requirement, "write", city.actor(HANDLER), **again).errors
    other = demo.granted_project(city.hand, city.line, title="另一项目")
    refused = refusal(
        Requirement, "write", city.actor(HANDLER), **demo.requirement_input(other, goal="", standards="")
    )
    assert set(refused.errors) == {"goal", "standards"}


@pytest.mark.parametrize(
    ("values", "rule"),
    [({"ceiling": Decimal("540000.01")}, "RQ-5"), ({"recipients_accept": False}, "RQ-6")],
)
def test_rq_5_and_6_the_plan_keeps_to_the_budget_and_invites_recipients(city, values, rule):
    project = demo.granted_project(city.hand, city.line)
    given = demo.requirement_input(project, **values)
    assert refusal(Requirement, "write", city.actor(HANDLER), **given).rules == {rule}


def test_a_requirement_is_not_written_for_a_draft(city):
    draft = demo.draft_project(city.hand)
    given = demo.requirement_input(draft, ceiling=Decimal(1))
    assert refusal(Requirement, "write", city.actor(HANDLER), **given).errors


def test_a_service_to_the_public_goes_the_whole_way(city):
    requirement = written(city)
    assert guard_rules(requirement, "send_to_review", city.actor(HANDLER)) == {"RQ-1", "RQ-8"}
    requirement = under_review(city, requirement)
    assert guard_rules(requirement, "fix", city.actor(HEAD)) == {"RQ-4"}
    requirement = demo.reviewed(city.hand, requirement)
    assert list(requirement_obstacles(requirement.project, clock.legal_date()))
    requirement = act(city, requirement, "fix", HEAD)
    assert requirement.fixed_at and not list(requirement_obstacles(requirement.project, clock.legal_date()))
    assert not Duty.objects.open().filter(subject_id=requirement.pk).exists()


def test_rq_8_the_public_reads_the_draft_and_then_what_became_of_its_comments(city):
    requirement = heard(city, written(city))
    first, outcome = Notice.objects.filter(kind="AN-15").order_by("published_at")
    assert first.closes_at == requirement.comments_until and requirement.goal in str(
        first.payload["requirement"]
    )
    assert "实际完成率" in str(first.payload["performance_standard"])
    assert outcome.corrects is None and "“希望周末也能上门。”采纳" in str(outcome.payload["feedback"])


def waiting(requirement: Requirement) -> set[tuple[str, str]]:
    found = Duty.objects.open().filter(subject_id=requirement.pk)
    return {(duty.step.rpartition(".")[2], duty.role) for duty in found}


def test_rq_8_the_head_puts_it_up_once_the_handler_has_made_the_survey(city, sign_in):
    requirement = written(city)
    assert waiting(requirement) == {("send_to_review", "handler")}
    requirement = act(city, requirement, "record_survey", HANDLER, **demo.survey())
    assert waiting(requirement) == {("put_up", "head")}
    step = Requirement.steps()["send_to_review"]
    for who, leads in ((HANDLER, False), (HEAD, True)):
        [found] = [o for o in obstacles_of(step, requirement, city.actor(who)) if o.rule == "RQ-8"]
        assert (found.mend is not None) is leads and "单位负责人" in str(found.text), who
    page = sign_in(HANDLER).get(requirement.get_absolute_url())
    assert requirement.address_of("put_up") not in page.content.decode()
    assert page.context["next"].first is None and page.context["next"].waiting[0].role == "head"
    assert waiting(heard(city, requirement)) == {("send_to_review", "handler")}


def put_up(city, requirement: Requirement) -> Requirement:
    until = clock.legal_date() + timedelta(days=7)
    given = {"comments_until": until, "channel": "长春市民政局养老服务处", "publication_reviewed": True}
    return act(city, requirement, "put_up", HEAD, **given)


def said(city, requirement: Requirement, text: str = "希望晚间也能上门。") -> RequirementComment:
    given = {"requirement": requirement, "text": text, "writer": "社区居民"}
    return city.hand.make(RequirementComment, "submit", city.actor("zhaohui.jingban"), **given)


SUMMED = {"feedback": "收到意见。", "comments": [], "publication_reviewed": True}


def test_rq_8_comments_are_read_shown_and_answered_before_they_are_summed_up(city, client):
    requirement = put_up(city, written(city))
    notice = Notice.objects.get(kind="AN-15").get_absolute_url()
    shown, hidden = said(city, requirement), said(city, requirement, "某某医生态度不好。")
    assert shown.text not in client.get(notice).content.decode(), "nothing is shown before it was read"
    city.hand.do(shown, "show", city.actor(HANDLER))
    city.hand.do(hidden, "withhold", city.actor(HANDLER), reason="指名他人。")
    page = client.get(notice).content.decode()
    assert shown.text in page and hidden.text not in page
    late = said(city, requirement, "请回电13911112222。")
    assert refusal(late, "show", city.actor(HANDLER)).rules == {"FOI.17"}
    city.hand.do(late, "show", city.actor(HANDLER), shown_text="请回电……。")
    assert "请回电……。" in client.get(notice).content.decode()
    late = RequirementComment.objects.get(pk=late.pk)
    city.hand.do(late, "withhold", city.actor(HANDLER), reason="与需求无关。")
    assert "请回电" not in client.get(notice).content.decode(), "also once it was shown"
    later(days=8)
    assert refusal(requirement, "sum_up", city.actor(HANDLER), **SUMMED).rules == {"RQ-8"}
    for comment in (shown, hidden, late):
        fresh = RequirementComment.objects.get(pk=comment.pk)
        city.hand.do(fresh, "reply", city.actor(HANDLER), treatment="taken", answer="已写入服务时间。")
    number = {"comments": [{"speaker": "居民", "text": "13911112222", "treatment": "taken", "answer": "无"}]}
    for more, field in (({"feedback": "来电13911112222"}, "feedback"), (number, "comments")):
        found = refusal(requirement, "sum_up", city.actor(HANDLER), **SUMMED | more)
        assert (found.rules, {o.field for o in found.obstacles}) == ({"FOI.17"}, {field})
    act(city, requirement, "sum_up", HANDLER, **SUMMED)
    outcome = str(Notice.objects.get(kind="AN-15", closes_at=None).payload["feedback"])
    assert "“希望晚间也能上门。”采纳：已写入服务时间。" in outcome and hidden.text not in outcome
    assert "请回电" not in outcome
    assert "已写入服务时间" in client.get(notice).content.decode()


def test_rq_8_without_an_account_one_comments_by_a_code_and_is_answered_there(city, client):
    requirement = put_up(city, written(city))
    place = reverse("procurement:requirementcomment-new", args=[requirement.pk])
    assert place in client.get(Notice.objects.get(kind="AN-15").get_absolute_url()).content.decode()
    given = {"text": "希望晚间也能上门。", "writer": "", "way": "mail", "address": "w@example.cn"}
    waits = client.post(place, given)["Location"]
    message = MailboxMessage.objects.get(to_address="w@example.cn")
    code = re.search(r"\d{6}", message.body).group()
    assert client.post(waits, {"code": code}).status_code == 302
    comment = RequirementComment.objects.get()
    assert not RequirementComment.objects.visible_to(ANONYMOUS).exists() and comment.user is None
    duty = Duty.objects.open().get(subject_id=comment.pk)
    assert (duty.organisation_id, duty.role) == (requirement.purchaser_id, "handler")
    city.hand.do(city.hand.do(comment, "show", city.actor(HANDLER)), "reply", city.actor(HANDLER),
                 treatment="partly", answer="每周两次。")  # fmt: skip
    outbox.sweep(kinds=[saying.KIND])
    assert "每周两次" in MailboxMessage.objects.exclude(pk=message.pk).get(to_address="w@example.cn").body
    assert RequirementComment.objects.get().address == ""
    later(days=8)
    assert client.get(place).status_code == 404


def test_rq_8_comments_come_in_time_and_only_the_unit_answers(city):
    requirement = put_up(city, written(city))
    comment = said(city, requirement)
    for who in ("sfj.jingban", "czj.mulu", HEAD, "zhaohui.jingban"):
        assert refusal(comment, "show", city.actor(who)).kind == "actor"
    later(days=8)
    given = {"requirement": requirement, "text": "晚了。", "writer": ""}
    late = refusal(RequirementComment, "submit", city.actor("zhaohui.jingban"), **given)
    assert late.rules == {"requirement.opinion"}


def test_requirement_opinion_takes_seven_days(city):
    requirement = written(city)
    short = {
        "comments_until": clock.legal_date() + timedelta(days=5),
        "channel": "x",
        "publication_reviewed": True,
    }
    assert refusal(requirement, "put_up", city.actor(HEAD), **short).rules == {"requirement.opinion"}
    assert refusal(requirement, "put_up", city.actor(HANDLER), **short).kind == "actor"
    requirement = act(
        city,
        requirement,
        "put_up",
        HEAD,
        **{**short, "comments_until": clock.legal_date() + timedelta(days=6)},
    )
    given = {"feedback": "无。", "comments": [], "publication_reviewed": True}
    assert refusal(requirement, "sum_up", city.actor(HANDLER), **given).rules == {"requirement.opinion"}


@pytest.mark.parametrize(
    ("values", "rule"),
    [
        ({"respondents": demo.requirements.RESPONDENTS[:2]}, "survey.min_respondents"),
        ({"surveyed_on": timedelta(days=400)}, "survey.reuse"),
        ({"surveyed_on": timedelta(days=-1)}, "RQ-2"),
    ],
)
def test_rq_2_three_from_the_market_and_not_older_than_a_year(city, values, rule):
    requirement = written(city)
    if "surveyed_on" in values:
        values = {"surveyed_on": clock.legal_date() - values["surveyed_on"]}
    refused = refusal(requirement, "record_survey", city.actor(HANDLER), **demo.survey(**values))
    assert refused.rules == {rule}


@pytest.mark.parametrize(
    ("price", "special", "survey"),
    [("9999999.99", False, False), ("10000000.00", False, True), ("500000.00", True, True)],
)
def test_rq_1_the_survey_is_obligatory_by_amount_or_where_it_is_special(city, price, special, survey):
    requirement = own_service(city, price, is_special=special)
    assert ("RQ-1" in guard_rules(requirement, "send_to_review", city.actor(HANDLER))) is survey
    needs = requirement.needs(clock.legal_date())
    assert (needs.focused, needs.opinion) == (survey, False)


def test_rq_7_an_emergency_does_without_a_survey_for_a_reason(city):
    requirement = own_service(city, "500000.00", is_special=True, emergency="暴雪灾害，须三日内组织除雪。")
    assert guard_rules(requirement, "send_to_review", city.actor(HANDLER)) == {"RQ-7"}
    act(city, requirement, "send_to_review", HANDLER, **{"overrides-RQ-7": "灾害不可预见。"})
    calm = own_service(city, "600000.00")
    assert guard_rules(calm, "send_to_review", city.actor(HANDLER)) == set()


def test_rq_3_many_contracts_of_the_same_kind_are_asked_for_with_a_reason_only(city):
    requirement = own_service(city, "600000.00", similar_contracts=3)
    assert guard_rules(requirement, "send_to_review", city.actor(HANDLER)) == {"RQ-3"}
    act(city, requirement, "send_to_review", HANDLER, **{"overrides-RQ-3": "服务专业性强。"})
    two = own_service(city, "600000.00", similar_contracts=2)
    act(city, two, "send_to_review", HANDLER)


def test_cf_6_who_wrote_it_does_not_review_it(city):
    named = [{"name": "周明", "unit": "长春某咨询公司"}]
    requirement = act(city, own_service(city, "600000.00", authors=named), "send_to_review", HANDLER)
    assert guard_rules(requirement, "review_generally", city.actor(HANDLER)) == {"CF-6"}
    given = {"procedure": True, "survey": True, "plan": True, "finding": "符合。", "reviewers": named}
    assert refusal(requirement, "review_generally", city.actor(HEAD), **given).rules == {"CF-6"}
    requirement = act(
        city, requirement, "review_generally", HEAD, **{**given, "reviewers": demo.requirements.REVIEWERS}
    )
    assert guard_rules(requirement, "review_generally", city.actor(HEAD)) == {"RQ-4"}
    requirement = act(city, requirement, "send_back", HEAD, reason="条款不清。")
    again = demo.requirement_input(
        requirement.project, recipients_accept=False, authors=demo.requirements.REVIEWERS
    )
    del again["project"]
    assert refusal(requirement, "revise", city.actor(HANDLER), **again, revision=0).rules == {"CF-6"}
    with pytest.raises(IntegrityError), transaction.atomic():
        Hand.objects.create(requirement=requirement, name="周明", unit="长春某咨询公司", part="reviewer")


def test_rq_4_after_it_was_sent_back_all_is_reviewed_anew(city):
    requirement = act(city, own_service(city, "600000.00"), "send_to_review", HANDLER)
    given = {"procedure": True, "survey": True, "plan": True, "finding": "符合。", "reviewers": []}
    requirement = act(city, requirement, "review_generally", HEAD, **given)
    requirement = act(city, requirement, "send_back", HEAD, reason="预算有调整。")
    requirement = act(city, requirement, "send_to_review", HANDLER)
    assert guard_rules(requirement, "fix", city.actor(HEAD)) == {"RQ-4"}
    assert refusal(requirement, "review_generally", city.actor(HEAD), **{**given, "plan": False}).errors


def conditions(city, requirement: Requirement, said: str) -> Requirement:
    given = demo.requirement_input(requirement.project, recipients_accept=False, special_conditions=said)
    del given["project"]
    return act(city, requirement, "revise", HANDLER, **given, revision=requirement.revision)


def test_a2_7_finance_signs_special_conditions_before_the_requirement_is_fixed(city):
    requirement = own_service(city, "600000.00", special_conditions="项目负责人持有中级社会工作师证书。")
    assert guard_rules(requirement, "cosign", city.actor(FINANCE)) == {"A2.7"}, "nobody has asked yet"
    requirement = act(city, requirement, "ask_cosign", HANDLER)
    assert guard_rules(requirement, "ask_cosign", city.actor(HANDLER)) == {"A2.7"}
    assert refusal(requirement, "record_as_fixed", city.actor(HEAD), **demo.fixed_outside()).rules == {"A2.7"}
    changed = conditions(city, requirement, "项目负责人持有高级社会工作师证书。")
    assert refusal(changed, "cosign", city.actor(FINANCE), revision=0).rules == {"A2.7"}, "not what was read"
    for who in (HEAD, "czj.juzhang", "ngcz.shenhe"):
        assert refusal(changed, "cosign", city.actor(who), revision=1).kind == "actor"
    requirement = act(city, changed, "cosign", FINANCE, revision=1)
    assert not Duty.objects.open().filter(subject_id=requirement.pk, rule="cosign.decide").exists()
    assert "A2.7" not in guard_rules(requirement, "record_as_fixed", city.actor(HEAD))
    requirement = conditions(city, requirement, "项目负责人持有社会工作师证书。")
    assert requirement.cosigned_at is None, "what was signed is not what stands there now"
    with pytest.raises(IntegrityError), transaction.atomic():
        Requirement._base_manager.filter(pk=requirement.pk).update(state="fixed", fixed_at=clock.legal_now())


def test_a2_7_finance_declines_or_is_asked_no_longer(city):
    requirement = own_service(city, "600000.00", special_conditions="项目负责人持有社会工作师证书。")
    requirement = act(city, requirement, "ask_cosign", HEAD)
    requirement = act(city, requirement, "decline_cosign", FINANCE, reason="限制竞争。")
    assert requirement.cosign_asked_at is None and "A2.7" in guard_rules(requirement, "fix", city.actor(HEAD))
    requirement = conditions(city, act(city, requirement, "ask_cosign", HANDLER), "")
    assert not Duty.objects.open().filter(subject_id=requirement.pk, rule="cosign.decide").exists()
    assert "A2.7" not in guard_rules(requirement, "record_as_fixed", city.actor(HEAD))


@pytest.mark.parametrize(("said", "rule"), [("注册资本不低于500万元。", "B5"), ("须为本市企业。", "CF-9")])
def test_cf_9_words_that_keep_providers_out_are_pointed_at(city, said, rule):
    requirement = own_service(city, "600000.00", eligibility=said)
    assert guard_rules(requirement, "send_to_review", city.actor(HANDLER)) == {rule}


def test_below_the_quota_nothing_of_it_is_wanted(city):
    project = demo.granted_project(city.hand, city.line, service_class=1, **costing("499999.99"))
    assert not list(requirement_obstacles(project, clock.legal_date()))
    at_quota = demo.granted_project(city.hand, city.line, service_class=1, **costing("500000.00"))
    (found,) = requirement_obstacles(at_quota, clock.legal_date())
    assert found.rule == "RQ-4" and str(at_quota.pk) in found.mend.url


def test_it_ends_with_its_project_and_can_be_taken_up_before_sourcing(city):
    requirement = demo.fixed_requirement(city.hand, demo.granted_project(city.hand, city.line))
    requirement = act(city, requirement, "reopen", HEAD, reason="预算调整。")
    city.hand.do(
        Project.objects.get(pk=requirement.project_id), "terminate", city.actor(HEAD), reason="职能划转。"
    )
    assert Requirement.objects.get(pk=requirement.pk).state == "lapsed"


def test_its_papers_are_the_units_and_its_overseers(city):
    requirement = written(city)
    for who, sees in (
        (HANDLER, True),
        ("czj.shenhe", True),
        ("sfj.jingban", False),
        ("zhaohui.faren", False),
    ):
        assert Requirement.objects.visible_to(city.actor(who)).filter(pk=requirement.pk).exists() is sees
    assert not Attachment.objects.of(requirement).exists()
