"""`execute` is the one way to change state, and it is whole or not at all."""

from datetime import datetime
from decimal import Decimal
from uuid import uuid4

import pytest
from django.db import IntegrityError, connection, transaction
from django.utils.translation import get_language, override

from tests.sample.models import Paper
from workflow import engine, events, registry
from workflow.availability import available
from workflow.clock import SHANGHAI
from workflow.models import Duty, Event
from workflow.obstacles import Refusal, Refused
from workflow.running import OutsideExecute

pytestmark = pytest.mark.django_db


def fresh(paper):
    return Paper.objects.get(pk=paper.pk)


def refusal(*args, **kwargs):
    with pytest.raises(Refused) as caught:
        engine.execute(*args, **kwargs)
    return caught.value


def test_a_step_moves_the_subject_and_leaves_one_event(paper, writer):
    done = engine.execute(paper, "submit", writer)
    assert fresh(paper).state == "submitted"
    event = Event.objects.get(uuid=done.event_id)
    assert (event.from_state, event.to_state, event.outcome) == ("draft", "submitted", "done")
    assert event.content["actor"]["organisation_id"] == str(writer.organisation_id)
    assert "某人" not in event.body, "a person's name never stands in an event"


def test_the_caller_keeps_no_half_changed_object(paper, writer):
    done = engine.execute(paper, "submit", writer)
    assert paper.state == "draft" and done.subject.state == "submitted"


@pytest.mark.parametrize("step", ["grant", "send_back"])
def test_the_state_must_allow_it(paper, judge, step):
    refused = refusal(
        paper, step, judge, {"amount": "1", "reason": "x"} if step == "grant" else {"reason": "因故"}
    )
    assert refused.kind in {Refusal.STATE, Refusal.INPUT}
    assert fresh(paper).state == "draft"


def test_whoever_comes_too_late_is_told_the_state_in_their_own_language(paper, writer):
    engine.execute(paper, "submit", writer)
    refused = refusal(paper, "submit", writer)
    assert refused.kind is Refusal.STATE
    with override("en"):
        assert str(refused.message) == "It is “Submitted” now, and this can't be done in that state."
    with override("zh-hans"):
        assert str(refused.message).startswith("现为“")


def test_the_actor_must_be_allowed(paper, stranger):
    assert refusal(paper, "submit", stranger).kind is Refusal.ACTOR
    assert fresh(paper).state == "draft"


def test_who_has_no_right_learns_neither_of_fields_nor_of_the_state(paper, stranger, judge):
    told = [
        refusal(
            paper, "send_back", stranger, nonsense="1"
        ),  # a missing reason, an unknown name, a wrong state
        refusal(paper, "grant", stranger, amount="much"),
    ]
    assert {refused.kind for refused in told} == {Refusal.ACTOR}
    assert not any(refused.errors or refused.form for refused in told)
    assert refusal(paper, "send_back", judge, nonsense="1").kind is Refusal.INPUT


def test_guards_say_what_is_missing_under_which_rule_and_where_to_mend_it(writer, judge):
    empty = engine.create(Paper, "write", writer, title="空", pages=0).subject
    refused = refusal(empty, "submit", writer)
    assert refused.rules == {"A4.1"}
    assert refused.obstacles[0].mend.url == "/pages/"
    assert fresh(empty).state == "draft"


def test_a_page_can_ask_before_the_click(writer):
    empty = engine.create(Paper, "write", writer, title="空", pages=0).subject
    submit = next(a for a in available(empty, writer) if a.step.name == "submit")
    assert [o.rule for o in submit.stops] == ["A4.1"] and not submit.is_open


def test_a_warning_passes_with_a_written_reason_which_the_event_keeps(writer):
    long = engine.create(Paper, "write", writer, title="长", pages=200).subject
    assert refusal(long, "submit", writer).rules == {"CF-9"}
    assert refusal(long, "submit", writer, overrides={"CF-9": " "}).rules == {"CF-9"}
    short = refusal(long, "submit", writer, overrides={"CF-9": "待追加"})
    assert short.rules == {"CF-9"} and "不得少于4个字" in str(short.obstacles[0].text)
    done = engine.execute(long, "submit", writer, overrides={"CF-9": "确有必要，附件说明"})
    assert Event.objects.get(uuid=done.event_id).content["overrides"] == {"CF-9": "确有必要，附件说明"}


def test_what_no_event_can_hold_is_left_out_of_a_written_reason(writer):
    long = engine.create(Paper, "write", writer, title="长", pages=200).subject
    typed = {"overrides-CF-9": "确有\x00必要，附件说明\ud800", "overrides-\x00": "\x00"}
    done = engine.execute(long, "submit", writer, typed)
    kept = Event.objects.get(uuid=done.event_id).content["overrides"]
    assert kept["CF-9"] == "确有必要，附件说明"


def test_of_a_written_reason_nothing_is_cut(writer):
    long = engine.create(Paper, "write", writer, title="长", pages=200).subject
    refused = refusal(long, "submit", writer, overrides={"CF-9": "因" * 2001})
    assert refused.rules == {"CF-9"} and "2000" in str(refused.obstacles[0].text)
    done = engine.execute(long, "submit", writer, overrides={"CF-9": "因" * 2000, "A4.1": "因" * 9000})
    assert Event.objects.get(uuid=done.event_id).content["overrides"] == {"CF-9": "因" * 2000}


def test_checks_see_the_input_and_name_the_field(paper, writer, judge):
    engine.execute(paper, "submit", writer)
    refused = refusal(fresh(paper), "grant", judge, amount="100.01")
    assert (refused.obstacles[0].rule, refused.obstacles[0].field) == ("A5.1", "amount")


def test_input_is_parsed_once_for_all_and_unknown_names_are_refused(paper, writer, judge):
    engine.execute(paper, "submit", writer)
    refused = refusal(fresh(paper), "grant", judge, amount="1", state="granted")
    assert refused.kind is Refusal.INPUT and "state" in str(refused)
    assert "amount" in refusal(fresh(paper), "grant", judge, amount="１e3").errors


def test_effects_run_in_the_same_act_and_name_their_cause(paper, writer, judge):
    engine.execute(paper, "submit", writer)
    done = engine.execute(fresh(paper), "grant", judge, amount=Decimal("12.30"))
    copy = done.outcome["copy"]
    born = events.history(copy).get()
    assert born.content["cause"] == str(done.event_id)
    assert born.content["on_behalf_of"]["organisation_id"] == str(judge.organisation_id)
    assert fresh(paper).amount == Decimal("12.30")


def test_what_an_effect_finds_stands_in_the_event_or_is_refused(paper, writer, monkeypatch):
    def find(act):
        act.facts["lot"] = "7"

    monkeypatch.setitem(registry.effects._items, "tests.lot", find)
    monkeypatch.setattr(Paper.steps()["submit"], "effects", ("tests.lot",))
    with pytest.raises(TypeError, match="'lot' would be in no record"):
        engine.execute(paper, "submit", writer)
    monkeypatch.setattr(registry, "before_event", {"tests.lot"})
    engine.execute(fresh(paper), "submit", writer)
    assert events.history(paper).latest("id").content["facts"]["lot"] == "7"


def test_when_an_effect_fails_nothing_has_happened(writer, judge):
    made = engine.create(
        Paper, "write", writer, title="explode", pages=1, judge=judge.organisation_id
    ).subject
    engine.execute(made, "submit", writer)
    before = Event.objects.count()
    with pytest.raises(RuntimeError):
        engine.execute(fresh(made), "grant", judge, amount="1")
    assert fresh(made).state == "submitted" and Paper.objects.count() == 1
    assert Event.objects.count() == before


def test_a_refusal_is_recorded_and_changes_nothing_else(paper, stranger):
    refusal(paper, "submit", stranger)
    event = Event.objects.filter(subject_id=paper.pk).latest("id")
    assert (event.outcome, event.content["refusal"]) == ("refused", "actor")
    assert list(events.history(paper).values_list("step", flat=True)) == ["write"]


def test_resting_in_a_state_makes_a_duty_that_ends_with_leaving_it(paper, writer, judge):
    engine.execute(paper, "submit", writer)
    waiting = Duty.objects.open().filter(subject_id=paper.pk)
    assert {d.rule for d in waiting} == {"", "challenge.reply"}
    assert all(d.organisation_id == judge.organisation_id for d in waiting)
    engine.execute(fresh(paper), "send_back", judge, reason="缺附件")
    assert {d.rule for d in waiting.all()} == {"challenge.reply"}, "a legal clock runs on until it is met"
    engine.execute(fresh(paper), "submit", writer)
    engine.execute(fresh(paper), "grant", judge, amount="1")
    assert not waiting.all().exists()


def test_a_legal_clock_counts_working_days(paper, writer, legal_time):
    legal_time(datetime(2025, 9, 29, 10, tzinfo=SHANGHAI))
    engine.execute(paper, "submit", writer)
    due = Duty.objects.get(subject_id=paper.pk, rule="challenge.reply").due_at
    assert due.astimezone(SHANGHAI).date().isoformat() == "2025-10-15", (
        "7 working days over National Day, 10-11 worked"
    )


def test_a_reason_is_demanded_where_the_step_says_so(paper, writer, judge):
    engine.execute(paper, "submit", writer)
    assert "reason" in refusal(fresh(paper), "send_back", judge).errors
    done = engine.execute(fresh(paper), "send_back", judge, reason="缺附件")
    assert Event.objects.get(uuid=done.event_id).content["reason"] == "缺附件"


def test_private_input_stands_in_the_event_as_a_commitment_only(writer):
    done = engine.create(Paper, "write", writer, title="乙", pages=1, phone="13800138000")
    event = Event.objects.get(uuid=done.event_id)
    assert "13800138000" not in event.body
    assert event.content["data"]["phone"].startswith("sha256:")


def test_an_idempotency_key_makes_a_repeated_click_one_act(paper, writer, judge):
    key = uuid4().hex
    first = engine.execute(paper, "submit", writer, key=key)
    again = engine.execute(paper, "submit", writer, key=key)
    assert again.repeated and again.event_id == first.event_id
    assert events.history(paper).filter(step="submit").count() == 1


def test_the_same_key_for_another_request_is_refused(writer):
    key = uuid4().hex
    engine.create(Paper, "write", writer, title="甲", pages=1, key=key)
    with pytest.raises(Refused) as caught:
        engine.create(Paper, "write", writer, title="乙", pages=1, key=key)
    assert caught.value.kind is Refusal.CONFLICT


def test_many_at_once_have_one_answer_each(writer, judge):
    papers = [engine.create(Paper, "write", writer, title=f"第{n}", pages=n).subject for n in range(3)]
    answers = engine.execute_many(papers, "submit", writer)
    assert [isinstance(answer, Refused) for _, answer in answers] == [True, False, False]


def test_formset_rows_come_from_python_lists(writer):
    done = engine.create(Paper, "write", writer, title="行", pages=1, lines=[{"text": "一"}, {"text": "二"}])
    data = Event.objects.get(uuid=done.event_id).content["data"]
    assert [row["text"] for row in data["lines"]] == ["一", "二"]


class TestNobodyElseWritesAState:
    def test_step_methods_raise_outside_execute(self, paper):
        with pytest.raises(OutsideExecute):
            paper.submit(None)

    def test_saving_raises_outside_execute(self, paper):
        with pytest.raises(OutsideExecute):
            paper.save()
        with pytest.raises(OutsideExecute):
            Paper.objects.create(title="x")
        with pytest.raises(OutsideExecute):
            paper.delete()

    def test_assigning_the_state_raises(self, paper):
        with pytest.raises(AttributeError):
            paper.state = "granted"

    def test_the_database_refuses_an_update_without_event(self, paper):
        with pytest.raises(IntegrityError, match="no event"), transaction.atomic():
            Paper.objects.filter(pk=paper.pk).update(state="granted")
            _now()

    def test_the_database_refuses_a_birth_without_event_or_in_a_later_state(self, paper):
        for state in ("draft", "granted"):
            with pytest.raises(IntegrityError), transaction.atomic():
                Paper.objects.bulk_create([Paper(title="x", state=state)])
                _now()

    def test_the_database_refuses_deletion(self, paper):
        with pytest.raises(Exception, match=r"(?i)cannot delete"), transaction.atomic():
            Paper.objects.filter(pk=paper.pk).delete()


def _now():
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")


def test_what_is_written_down_is_chinese_whoever_acts(paper, writer, monkeypatch):
    seen = []
    monkeypatch.setitem(registry.effects._items, "tests.language", lambda act: seen.append(get_language()))
    monkeypatch.setattr(Paper.steps()["submit"], "effects", ("tests.language",))
    with override("en"):
        engine.execute(paper, "submit", writer)
        assert get_language() == "en"
    assert seen == ["zh-hans"]
