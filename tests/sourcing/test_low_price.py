"""B5.LOW, Order 87 article 60: the bidder explains its price itself, each member judges, the majority decides."""

from __future__ import annotations

from datetime import timedelta

import pytest

from accounts import demo as people
from accounts.models import User
from documents.models import Attachment
from portal.chronicle import of_project
from sourcing.demo import evaluating
from sourcing.models import PriceInquiry
from sourcing.views.inquiry import what_was_found
from tests.sourcing.test_worklist import with_a_low_price
from workflow.engine import execute
from workflow.models import Duty
from workflow.obstacles import Refused

pytestmark = pytest.mark.django_db
AGENT, RIVAL = "songhe.jingban", "kangle.jingban"
KNOWING = {"mzj.jingban": True, "sjj.shenji": True, RIVAL: False, AGENT: False}
"""Whether a history may tell them that somebody was asked. Bidders read it once they have won."""


def rules_of(subject, step, actor, **data):
    with pytest.raises(Refused) as caught:
        execute(subject, step, actor, data)
    return caught.value.rules


def judged(inquiry, seat, credible):
    given = {"inquiry": inquiry, "credible": "yes" if credible else "no", "reason": "看了证明材料。"}
    return execute(seat, "weigh_price", evaluating.member(seat), given)


@pytest.fixture
def tender(world):
    return with_a_low_price(world)


def test_the_bidder_answers_itself_and_no_rival_learns_of_it(world, tender, client):
    inquiry = evaluating.asked(world.hand, tender, "songhe")
    assert Duty.objects.open().get(subject_id=inquiry.pk).due_at == inquiry.answer_by
    names = list(tender.seats.values_list("user__name", flat=True))
    for name, status in ((AGENT, 200), (RIVAL, 404)):
        client.force_login(User.objects.get(username=name))
        for address in (inquiry.get_absolute_url(), f"{inquiry.get_absolute_url()}answer/"):
            page = client.get(address)
            assert page.status_code == status
            assert not [each for each in names if each in page.content.decode()], "who judges stays secret"
        leads_on = inquiry.get_absolute_url() in client.get(tender.get_absolute_url()).content.decode()
        assert leads_on is (name == AGENT), "the tender's page leads to it, and tells no rival"
    assert not PriceInquiry.objects.visible_to(people.actor(RIVAL)).exists()
    client.force_login(User.objects.get(username="mzj.jingban"))
    for address in (tender.get_absolute_url(), tender.project.get_absolute_url()):
        page = client.get(address).content.decode()
        assert not [each for each in names if each in page], "nor does the purchaser know before the result"
    told = {who: [mark.text for mark in of_project(tender.project, people.actor(who))] for who in KNOWING}
    asked = str(tender.steps()["ask_about_price"].label)
    assert {who: asked in texts for who, texts in told.items()} == KNOWING
    inquiry = evaluating.explained(world.hand, inquiry)
    [proof] = Attachment.objects.of(inquiry)
    member = evaluating.member(evaluating.seats(tender)[1])
    assert inquiry.state == "answered" and proof.subject_for(member) == inquiry
    for name, status in ((AGENT, 200), (RIVAL, 404)):
        client.force_login(User.objects.get(username=name))
        assert client.get(proof.get_absolute_url()).status_code == status


def test_the_majority_decides_and_each_judges_once(world, tender):
    inquiry = evaluating.explained(world.hand, evaluating.asked(world.hand, tender, "songhe"))
    seats = evaluating.seats(tender)
    assert Duty.objects.open().filter(step="sourcing.panelseat.weigh_price").count() == len(seats) == 5
    for seat, credible in zip(seats, (False, True, False, True, True), strict=True):
        assert tender.assessments.get(opened_bid=inquiry.opened_bid).low_price_accepted is None
        judged(inquiry, seat, credible)
    low = tender.assessments.get(opened_bid=inquiry.opened_bid)
    assert low.low_price_accepted is True and low.low_price_explanation.startswith("本单位自有场地")
    assert not Duty.objects.open().filter(step="sourcing.panelseat.weigh_price").exists()
    with pytest.raises(Refused):
        judged(inquiry, seats[0], True)


def test_nobody_judges_before_the_bidder_was_heard_or_had_its_time(world, tender):
    chair = evaluating.member(tender.chair)
    low = tender.assessments.get(opened_bid__provider=people.organisation("songhe"))
    given = {"assessment": low, "question": "请说明", "answer_by": tender.opens_at}
    assert rules_of(tender, "ask_about_price", chair, **given) == {"B5.LOW"}, "a fair time"
    inquiry = evaluating.asked(world.hand, tender, "songhe")
    seat = evaluating.seats(tender)[0]
    data = {"inquiry": inquiry, "credible": "no", "reason": "未说明"}
    assert rules_of(seat, "weigh_price", evaluating.member(seat), **data) == {"B5.LOW"}
    world.pass_to(inquiry.answer_by + timedelta(seconds=1))
    assert rules_of(inquiry, "answer", people.actor(AGENT), answer_text="迟了") == {"B5.LOW"}
    assert Duty.objects.open().filter(subject_id=inquiry.pk).exists()
    evaluating.weighed(world.hand, inquiry, accepted=False)
    low.refresh_from_db()
    assert low.low_price_accepted is False and low.low_price_explanation.startswith("未在规定时间内说明")
    assert not Duty.objects.open().filter(subject_id=inquiry.pk).exists()
    found = {"credible": False, "grounds": low.low_price_explanation}
    inquiry = PriceInquiry.objects.get(pk=inquiry.pk)
    for who, told in (("mzj.lingdao", found), (AGENT, None)):
        assert what_was_found(inquiry, people.actor(who)) == told, "the bidder reads it with the result"


def test_of_a_tender_that_ends_nobody_explains_or_judges_any_more(world, tender):
    inquiry = evaluating.asked(world.hand, tender, "songhe")
    ended = {"ground": "illegal", "reason": "评审前发现影响公正的违法行为。", "publication_reviewed": True}
    world.hand.do(evaluating.fresh(tender), "fail", people.actor("mzj.lingdao"), **ended)
    seats = evaluating.seats(tender)
    assert not Duty.objects.open().filter(subject_id__in=[inquiry.pk, *(seat.pk for seat in seats)]).exists()
