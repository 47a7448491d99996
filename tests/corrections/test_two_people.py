"""A correction is an act of two people: nothing changes before the second one has confirmed it."""

from __future__ import annotations

import pytest
from django.db import DatabaseError, connection, transaction

from accounts.demo import actor
from accounts.models import Membership
from accounts.next_step import next_for
from contracts import demo as contracts
from corrections import demo
from corrections.models import Correction
from tests.contracts.world import World
from workflow.events import history
from workflow.models import Duty, Event
from workflow.obstacles import Refused

ACCEPTOR, HANDLER, HEAD = "mzj.yanshou", "mzj.jingban", "mzj.lingdao"
REASON = "录入时把29误作30。"


def heard(city: World, acceptance, value=31, who=HANDLER, reason=REASON, **values) -> Correction:
    return demo.proposed(city.hand, acceptance, "recipients_heard", actor(who), value, reason, **values)


def test_foi_17_a_reason_that_will_be_told_asks_why_it_names_a_number(city, acceptance):
    reason = "联系人13911112222核对后发现。"
    with pytest.raises(Refused) as refused:
        heard(city, acceptance, reason=reason)
    assert [(o.rule, o.field) for o in refused.value.obstacles] == [("FOI.17", "reason")]
    passed = {"FOI.17": "对外公布的服务电话。"}
    assert heard(city, acceptance, reason=reason, overrides=passed).state == "proposed"


def test_nothing_changes_before_a_second_person_has_confirmed_it(city, acceptance):
    correction = heard(city, acceptance)
    assert city.fresh(acceptance).recipients_heard == 30
    demo.confirmed(city.hand, correction, actor(HEAD))
    assert city.fresh(acceptance).recipients_heard == 31


def test_who_proposes_does_not_confirm(city, acceptance):
    correction = heard(city, acceptance)
    member = Membership.objects.get(user__username=HANDLER, organisation=acceptance.contract.purchaser_id)
    member.roles = [*member.roles, "head"]
    member.save()
    waiting = Duty.objects.open().filter(subject_id=correction.pk)
    assert waiting.for_actor(actor(HEAD)).exists() and not waiting.for_actor(actor(HANDLER)).exists()
    shown = next_for([correction], actor(HANDLER))
    assert shown.first is None and shown.waiting == list(waiting), "the page says whose turn it is"
    given = {"publication_reviewed": True}
    assert city.refused(correction, "confirm", HANDLER, **given) == {"A7.12"}
    assert city.refused(correction, "refuse", HANDLER, reason="不同意。") == {"A7.12"}
    assert city.fresh(acceptance).recipients_heard == 30


def test_the_database_knows_no_correction_by_one(city, acceptance):
    correction = heard(city, acceptance)
    with pytest.raises(DatabaseError, match="correction_by_two"), transaction.atomic():
        Correction.objects.filter(pk=correction.pk).update(decided_by=correction.proposed_by)


def test_who_entered_it_does_not_confirm_its_correction(city, acceptance):
    correction = heard(city, acceptance)
    member = Membership.objects.get(user__username=ACCEPTOR, organisation=acceptance.contract.purchaser_id)
    member.roles = [*member.roles, "head"]
    member.save()
    assert city.refused(correction, "confirm", ACCEPTOR, publication_reviewed=True) == {"A7.12"}


def test_without_anybody_who_could_confirm_it_is_said_beforehand(city, acceptance):
    Membership.objects.filter(organisation=acceptance.contract.purchaser_id, roles__contains=["head"]).update(
        is_active=False
    )
    with pytest.raises(Refused) as refused:
        heard(city, acceptance)
    assert refused.value.rules == {"A7.12"}


def test_the_event_holds_both_values_why_and_what_it_corrects(city, acceptance):
    entered = next(e for e in history(acceptance) if e.step == "hear_recipients")
    correction = demo.confirmed(city.hand, heard(city, acceptance), actor(HEAD))
    event = Event.objects.get(subject_id=acceptance.pk, step="correct")
    said = event.content["facts"]["corrected"]
    assert (said["from"], said["to"], said["item"]["en"]) == ("30", "31", "Recipients heard")
    assert event.content["reason"] == REASON
    assert event.content["corrects"] == str(entered.uuid)
    assert event.content["cause"] == str(Event.objects.get(subject_id=correction.pk, step="confirm").uuid)


def test_refused_or_withdrawn_it_leaves_everything_as_it_was(city, acceptance):
    for step, who, given in (("refuse", HEAD, {"reason": "原件亦为30。"}), ("withdraw", HANDLER, {})):
        correction = heard(city, acceptance)
        city.hand.do(correction, step, actor(who), **given)
    assert city.fresh(acceptance).recipients_heard == 30
    assert not Event.objects.filter(subject_id=acceptance.pk, step="correct").exists()


def test_it_waits_on_the_worklist_of_whoever_confirms(city, acceptance):
    correction = heard(city, acceptance)
    duty = Duty.objects.open().get(subject_id=correction.pk)
    assert (duty.step, duty.role) == ("corrections.correction.confirm", "head")
    assert duty.organisation_id == acceptance.contract.purchaser_id
    demo.confirmed(city.hand, correction, actor(HEAD))
    assert not Duty.objects.open().filter(subject_id=correction.pk).exists()


def test_one_at_a_time_and_only_of_what_still_reads_as_it_did(city, acceptance):
    first = heard(city, acceptance)
    with pytest.raises(Refused, match="另有一件更正待确认"):
        heard(city, acceptance, 32)
    demo.confirmed(city.hand, first, actor(HEAD))
    second = heard(city, acceptance, 33)
    demo.confirmed(city.hand, second, actor(HEAD))
    assert city.fresh(acceptance).recipients_heard == 33


def test_a_copy_from_a_paper_is_proved_by_the_paper(city, acceptance):
    with pytest.raises(Refused) as refused:
        heard(city, acceptance, proof=[])
    assert "proof" in refused.value.errors


def test_whoever_says_that_it_was_copied_shows_from_what(city, contract):
    visit = contracts.inspection(city.hand, contract)
    given = (city.hand, visit, "sample", actor(HANDLER), visit.sample - 1, REASON)
    with pytest.raises(Refused, match="原始材料扫描件"):
        demo.proposed(*given, ground="copying")
    assert demo.proposed(*given, ground="typing").state == "proposed"


def test_a_value_that_no_step_would_take_is_refused(city, acceptance):
    with pytest.raises(Refused) as refused:
        heard(city, acceptance, 28)
    assert refused.value.rules == {"B8.14"}
    with pytest.raises(Refused, match="相同"):
        heard(city, acceptance, 30)
    with pytest.raises(Refused) as refused:
        heard(city, acceptance, "三十")
    assert "value" in refused.value.errors


def test_what_was_proposed_never_changes(city, acceptance):
    correction = heard(city, acceptance)
    with pytest.raises(DatabaseError), transaction.atomic():
        Correction.objects.filter(pk=correction.pk).update(after="300")


def test_the_database_takes_a_corrected_value_with_its_event_only(city, acceptance):
    with pytest.raises(DatabaseError, match="no correction"), transaction.atomic():
        type(acceptance).objects.filter(pk=acceptance.pk).update(recipients_heard=300)
        connection.cursor().execute("SET CONSTRAINTS ALL IMMEDIATE")


def test_others_hands_are_refused(city, acceptance):
    """The provider neither proposes nor confirms what the purchaser recorded; another unit sees nothing of it."""
    with pytest.raises(Refused):
        heard(city, acceptance, who="chunhui.jingban")
    correction = heard(city, acceptance)
    assert city.refused(correction, "confirm", "chunhui.faren", publication_reviewed=True) == {"actor"}
    seen = Correction.objects.filter(pk=correction.pk)
    assert not seen.visible_to(actor("chunhui.jingban")).exists()
    demo.confirmed(city.hand, correction, actor(HEAD))
    assert seen.visible_to(actor("chunhui.jingban")).exists()
    assert not seen.visible_to(actor("zhaohui.jingban")).exists()
