"""A7.12: where a unit has laid down a chain, its step waits until all have signed, for just what was signed."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from uuid import uuid4

import pytest
from django.utils.translation import gettext, override

from accounts import demo as people
from accounts.models import MailboxMessage, Membership
from accounts.telling import post
from core.actor import Mandate
from procurement.models import Project
from signoff import reading
from signoff.models import Circulation, Signature
from tests.signoff.world import (
    CHIEF,
    DEPUTY,
    FINANCE,
    HANDLER,
    HEAD,
    OFFICE,
    SUBMIT,
    fresh,
    member,
    minutes,
    station,
    unit,
)
from workflow import clock, outbox
from workflow.availability import available
from workflow.engine import execute
from workflow.models import Duty, Event
from workflow.obstacles import Refusal, Refused

GRANT = "procurement.project.grant"


def refusal(act) -> Refused:
    with pytest.raises(Refused) as caught:
        act()
    return caught.value


def submit(project):
    return execute(project, "submit", people.actor(HEAD)).subject


def test_without_a_chain_nothing_is_asked(world):
    assert submit(world.presented()).state == "submitted"


def test_the_step_waits_and_says_for_whom(world):
    """Broken on purpose by script/mutants/signoff-not-asked."""
    world.chain()
    project = world.presented()
    found = refusal(lambda: submit(project))
    assert found.rules == {"A7.12"}
    assert found.obstacles[0].mend.url.startswith("/sign-off/send/?of=procurement.project&subject=")
    option = next(o for o in available(project, people.actor(HEAD)) if o.step.name == "submit")
    assert not option.is_open
    circulation = world.send(project)
    assert refusal(lambda: submit(project)).obstacles[0].mend.url == circulation.get_absolute_url()


def test_four_sign_in_their_order_and_then_the_step_is_taken(world):
    world.chain()
    project = world.presented()
    circulation = world.send(project)
    assert world.asked(circulation) == [CHIEF]
    circulation = world.sign(circulation, CHIEF)
    assert world.asked(circulation) == ["finance_head", DEPUTY]
    circulation = world.sign(circulation, FINANCE)
    assert world.asked(circulation) == [DEPUTY], "those side by side are both awaited"
    circulation = world.sign(circulation, DEPUTY)
    assert world.asked(circulation) == [OFFICE]
    actor = people.actor(OFFICE)
    circulation = world.sign(circulation, OFFICE, minutes=[minutes(actor)], meeting_on="2026-03-02")
    assert circulation.state == "agreed"
    assert submit(project).state == "submitted"
    assert fresh(circulation).state == "used"


def test_signatures_count_once(world):
    """A returned application needs new ones."""
    world.chain(station(1, member(CHIEF)))
    project = world.presented()
    world.sign(world.send(project), CHIEF)
    project = submit(project)
    project = execute(project, "give_back", people.actor("czj.shenhe"), {"reason": "补充测算依据。"}).subject
    project = execute(project, "present", people.actor(HANDLER)).subject
    assert refusal(lambda: submit(project)).rules == {"A7.12"}


def test_what_is_on_its_way_keeps_a_chain_that_is_ended_meanwhile(world):
    chain = world.chain(station(1, member(CHIEF)))
    project = world.presented()
    circulation = world.send(project)
    execute(chain, "end", people.actor(HEAD), {"reason": "内控手册修订。"})
    assert refusal(lambda: submit(project)).rules == {"A7.12"}
    world.sign(circulation, CHIEF)
    assert submit(project).state == "submitted"


def test_nobody_signs_out_of_turn_or_for_another(world):
    world.chain()
    circulation = world.send(world.presented())
    waiting = circulation.signatures.get(station__membership__user__username=OFFICE)
    assert refusal(lambda: execute(waiting, "sign", people.actor(OFFICE), {"opinion": "好"})).kind == "state"
    asked = circulation.signatures.get(state="asked")
    assert refusal(lambda: execute(asked, "sign", people.actor(HEAD), {"opinion": "好"})).kind == "actor"


def test_the_sender_does_not_sign_and_nobody_signs_in_two_posts(world):
    Membership.objects.filter(user__username=CHIEF).update(roles=["handler", "head"])
    world.chain(station(1, "role:handler"), station(2, "role:head"))
    circulation = world.send(world.presented())
    signature = circulation.signatures.get(state="asked")
    actor = people.actor(HANDLER)
    assert refusal(lambda: execute(signature, "sign", actor, {"opinion": ""})).rules == {"A7.12"}
    execute(signature, "sign", people.actor(CHIEF), {"opinion": ""})
    second = circulation.signatures.get(state="asked")
    assert refusal(lambda: execute(second, "sign", people.actor(CHIEF), {"opinion": ""})).rules == {"A7.12"}
    execute(second, "sign", people.actor(HEAD), {"opinion": ""})
    project = fresh(circulation).subject
    for who in (HEAD, CHIEF):
        assert refusal(lambda who=who: execute(project, "submit", people.actor(who))).rules == {"A7.12"}, (
            "nor does who signed take the step"
        )
    withdrawn = execute(fresh(circulation), "withdraw", people.actor(HANDLER)).subject
    assert withdrawn.state == "withdrawn", "since nobody is left who could"


def test_who_signed_does_not_take_the_step_for_a_colleague_either(world):
    """Broken on purpose by script/mutants/signoff-signer-takes-it.patch."""
    world.chain(station(1, member(OFFICE)))
    project = world.presented()
    circulation = world.sign(world.send(project), OFFICE)
    now = clock.legal_now()
    mandate = Mandate(uuid4(), frozenset({SUBMIT}), people.actor(HEAD), now, now + timedelta(days=2))
    deputy = replace(people.actor(OFFICE), mandates=(mandate,))
    found = refusal(lambda: execute(project, "submit", deputy))
    assert found.rules == {"A7.12"} and people.actor(HEAD).user_name in str(found.obstacles[0].text)
    assert refusal(lambda: execute(circulation, "withdraw", people.actor(HANDLER))).rules == {"A7.12"}
    assert submit(project).state == "submitted"


def test_a_joint_sign_off_has_an_opinion_and_a_meeting_its_minutes(world):
    world.chain(station(1, member(DEPUTY), "joint"), station(2, member(OFFICE), "collective"))
    circulation = world.send(world.presented())
    signature = circulation.signatures.get(state="asked")
    silent = refusal(lambda: execute(signature, "sign", people.actor(DEPUTY), {"opinion": " "}))
    assert silent.obstacles[0].field == "opinion"
    circulation = world.sign(circulation, DEPUTY)
    actor = people.actor(OFFICE)
    last = circulation.signatures.get(state="asked")
    bare = refusal(lambda: execute(last, "sign", actor, {"opinion": "同意"}))
    assert {o.field for o in bare.obstacles} == {"minutes", "meeting_on"}
    early = {"opinion": "同意", "minutes": [minutes(actor)], "meeting_on": "2026-03-03"}
    assert refusal(lambda: execute(last, "sign", actor, early)).obstacles[0].field == "meeting_on"
    before = early | {"minutes": [minutes(actor)], "meeting_on": "2026-03-01"}
    found = refusal(lambda: execute(last, "sign", actor, before))
    assert [o.field for o in found.obstacles] == ["meeting_on"], "it can't have had the matter before it"


def test_the_sender_withdraws_until_the_next_person_acts(world):
    world.chain()
    project = world.presented()
    circulation = world.send(project)
    assert execute(circulation, "withdraw", people.actor(HANDLER)).subject.state == "withdrawn"
    assert not Duty.objects.open().filter(subject_type="signoff.signature").exists()
    again = world.sign(world.send(project), CHIEF)
    assert refusal(lambda: execute(again, "withdraw", people.actor(HANDLER))).rules == {"A7.12"}
    assert refusal(lambda: execute(again, "withdraw", people.actor(HEAD))).kind is Refusal.ACTOR


def test_a_return_goes_to_the_sender_and_comes_again_to_who_returned_it(world):
    world.chain()
    circulation = world.sign(world.send(world.presented()), CHIEF)
    circulation = world.send_back(circulation, DEPUTY)
    assert circulation.state == "returned" and world.asked(circulation) == []
    duty = Duty.objects.open().get(subject_id=circulation.pk)
    assert duty.user_id == people.actor(HANDLER).user_id
    outbox.sweep(kinds=post.ALL)
    mails = MailboxMessage.objects.filter(user_id=duty.user_id).values_list("body", flat=True)
    assert any("金额测算依据不足。" in body for body in mails)
    circulation = world.resend(circulation)
    assert world.asked(circulation) == ["finance_head", DEPUTY], "not from the beginning"
    assert circulation.signatures.get(station__position=1).state == "signed"


def test_who_takes_over_from_the_sender_sends_it_again(world):
    world.chain()
    circulation = world.send_back(world.sign(world.send(world.presented()), CHIEF), DEPUTY)
    taker, form = people.actor(OFFICE), {"typed": circulation.latest.typed}
    assert refusal(lambda: execute(circulation, "withdraw", taker)).kind is Refusal.ACTOR
    Duty.objects.open().filter(subject_id=circulation.pk).update(user_id=taker.user_id)
    done = execute(fresh(circulation), "resend", taker, form).subject
    assert (done.state, done.sender_id) == ("circulating", taker.user_id)


def test_who_signed_beside_a_return_need_not_sign_again(world):
    world.chain()
    circulation = world.sign(world.sign(world.send(world.presented()), CHIEF), FINANCE)
    circulation = world.resend(world.send_back(circulation, DEPUTY))
    assert world.asked(circulation) == [DEPUTY]


def test_what_is_done_is_what_was_signed(world):
    """Broken on purpose by script/mutants/signoff-other-figure."""
    world.chain(station(1, "role:finance_head"), step=GRANT, who=FINANCE)
    project = world.submitted()
    typed = {"amount": str(project.requested_amount), "decision_number": "长财采〔2026〕1号"}
    circulation = world.send(project, "grant", "czj.shenhe", **typed)
    world.sign(circulation, FINANCE)
    reviewer = people.actor("czj.shenhe")
    less = {**typed, "amount": str(project.requested_amount - Decimal("100.00"))}
    with override("en"):
        found = refusal(lambda: execute(project, "grant", reviewer, less))
    assert found.rules == {"A7.12"} and "Amount granted (yuan)" in str(found.obstacles[0].text)
    assert execute(project, "grant", reviewer, typed).subject.state == "granted"


def test_it_comes_again_with_what_changed_marked(world):
    world.chain(station(1, "role:finance_head"), step=GRANT, who=FINANCE)
    project = world.submitted()
    typed = {"amount": "5000.00", "decision_number": "长财采〔2026〕1号"}
    circulation = world.send_back(world.send(project, "grant", "czj.shenhe", **typed), FINANCE)
    sender = people.actor("czj.shenhe")
    given = {"typed": json.dumps({**typed, "amount": "4000.00"}), "note": ""}
    circulation = execute(circulation, "resend", sender, given).subject
    lines = reading.lines(circulation.latest, sender)
    assert [(line.before, line.text) for line in lines if line.changed] == [("5,000.00", "4,000.00")]


def test_what_goes_round_is_filled_in(world):
    world.chain(station(1, "role:finance_head"), step=GRANT, who=FINANCE)
    project = world.submitted()
    found = refusal(lambda: world.send(project, "grant", "czj.shenhe", amount="", decision_number="1"))
    assert found.obstacles[0].field == "amount"


def test_the_amount_chooses_the_chain(world):
    world.chain(station(1, member(CHIEF)))
    world.chain(station(1, member(DEPUTY)), amount_from="1000000.00")
    small = world.send(world.presented())
    assert world.asked(small) == [CHIEF]
    rows = [{"name": "服务", "quantity": 10000, "unit": "人次", "unit_price": "120.00"}]
    large = world.send(world.presented(cost_rows=rows))
    assert large.amount >= 1_000_000 and world.asked(large) == [DEPUTY]


def test_another_unit_that_is_asked_sees_what_goes_round_and_nobody_else_does(world):
    world.chain(station(1, unit("sfj"), "joint"))
    project = world.presented()
    circulation = world.send(project)
    seen = Circulation.objects.visible_to
    assert seen(people.actor("sfj.lingdao")).get() == circulation
    assert not seen(people.actor("wjw.lingdao")).exists()
    assert not seen(people.actor("zhaohui.faren")).exists()
    assert Signature.objects.visible_to(people.actor("sfj.lingdao")).exists()


def test_a_unit_that_is_not_yet_asked_sees_nothing_yet(world):
    world.chain(station(1, member(CHIEF)), station(2, unit("sfj"), "joint"))
    world.send(world.presented())
    assert not Circulation.objects.visible_to(people.actor("sfj.lingdao")).exists()


def test_one_thing_goes_round_once(world):
    world.chain()
    project = world.presented()
    circulation = world.send(project)
    assert refusal(lambda: world.send(project)).obstacles[0].mend.url == circulation.get_absolute_url()


def test_where_nobody_holds_the_post_any_more_the_sender_takes_it_back(world):
    world.chain(station(1, member(CHIEF)), station(2, member(DEPUTY)))
    circulation = world.sign(world.send(world.presented()), CHIEF)
    Membership.objects.filter(user__username=DEPUTY).update(is_active=False)
    assert execute(circulation, "withdraw", people.actor(HANDLER)).subject.state == "withdrawn"


def test_events_say_who_signed_and_never_what_is_private(world):
    world.chain()
    circulation = world.sign(world.send(world.presented(), reason="附有家庭电话13900001111"), CHIEF)
    sent = Event.objects.get(subject_id=circulation.pk, step="send")
    assert "13900001111" not in sent.body
    assert sent.content["data"]["filled"].startswith("sha256:")
    signed = Event.objects.get(step="sign").content
    assert signed["actor"]["user_id"] == str(people.actor(CHIEF).user_id)


def test_what_goes_round_is_called_as_each_reader_calls_it(world, monkeypatch):
    world.chain()
    monkeypatch.setattr(Project, "__str__", lambda project: gettext("Project"))
    circulation = world.send(world.presented())
    with override("en"):
        assert str(circulation) == "Submit to finance: Project"
    with override("zh-hans"):
        assert str(circulation).endswith("项目")


def test_what_has_moved_on_is_not_sent_round_and_its_state_is_said(world):
    project = world.submitted()
    world.chain()
    with override("en"):
        [obstacle] = refusal(lambda: world.send(project)).obstacles
        assert str(obstacle.text).startswith(f"It is “{project.get_state_display()}” now.")
