"""What was done by mistake in a compilation is taken back; what was signed in time is entered after its date."""

from __future__ import annotations

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError, transaction

from accounts.models import Message, User
from accounts.telling import post
from procurement import demo
from procurement.models import BudgetProposal, BudgetQuestion, BudgetRound
from tests.documents.samples import GOOD
from tests.procurement.refusals import guard_rules, refusal
from tests.procurement.test_rounds import DATES, FINANCE, HANDLER, HEAD, fresh, on
from workflow import clock, outbox
from workflow.engine import execute
from workflow.models import Duty

WHY = "年度选错，重新布置。"


@pytest.fixture
def compilation(city):
    return demo.budget_round(city.hand, 2027, **DATES)


# A question ----------------------------------------------------------------------------------------------------------


def test_budget_answer_a_question_is_withdrawn_before_it_is_answered(city, compilation, sign_in):
    finance = city.actor(FINANCE)
    sent = demo.sent_up(city.hand, compilation)
    sent = execute(sent, "ask", finance, row=None, text="为何包含设备购置？").subject
    question = sent.questions.get()
    assert refusal(question, "withdraw", city.actor(HANDLER), reason=WHY).kind == "actor"
    assert refusal(question, "withdraw", finance).errors
    User.objects.filter(username=HANDLER).update(language="en")
    execute(question, "withdraw", finance, reason="看错了单位。")
    assert not Duty.objects.open().filter(subject_id=question.pk).exists()
    sent = demo.reviewed_rows(city.hand, fresh(sent))
    assert not guard_rules(sent, "give_figures", finance)
    outbox.sweep(kinds=post.ALL)
    told = Message.objects.filter(text__contains="看错了单位。", organisation_id=sent.purchaser_id)
    titles = dict(told.values_list("person__username", "title"))
    assert titles[HANDLER].startswith("Withdrawn: ") and titles[HEAD].startswith("已撤回：")
    page = sign_in(HANDLER).get(sent.get_absolute_url()).content.decode()
    assert "为何包含设备购置？" in page and "看错了单位。" in page


def test_an_answered_question_stays(city, compilation):
    sent = demo.sent_up(city.hand, compilation)
    execute(sent, "ask", city.actor(FINANCE), row=None, text="为何包含设备购置？")
    question = execute(
        BudgetQuestion.objects.get(), "answer", city.actor(HANDLER), answer_text="不含。"
    ).subject
    assert refusal(question, "withdraw", city.actor(FINANCE), reason=WHY).kind == "state"


# A compilation -------------------------------------------------------------------------------------------------------


def test_a7_6_a_compilation_is_called_off_and_opened_again_with_what_was_begun(city, compilation, sign_in):
    finance, mine = city.actor(FINANCE), demo.rounds.filled(city.hand, compilation)
    assert refusal(compilation, "call_off", finance).errors
    gone = execute(compilation, "call_off", finance, reason=WHY).subject
    assert set(gone.proposals.values_list("state", flat=True)) == {"called_off"}
    assert not Duty.objects.open().filter(subject_id__in=gone.proposals.values("pk")).exists()
    assert not Duty.objects.open().filter(subject_id=gone.pk).exists()
    outbox.sweep(kinds=post.ALL)
    told = set(Message.objects.filter(text__contains=WHY).values_list("organisation_id", flat=True))
    assert told == set(gone.proposals.values_list("purchaser_id", flat=True))
    assert not fresh(mine).is_readable(finance) and "失能" not in _page(sign_in, FINANCE, mine)
    assert WHY in _page(sign_in, HANDLER, mine)

    again = demo.budget_round(city.hand, 2027, **DATES)
    anew = demo.proposal_of(again)
    assert "失能老年人居家养老上门服务" in _page(sign_in, HANDLER, anew, "fill/")
    assert not anew.row_ids()
    assert refusal(BudgetRound, "open", finance, year=2027, **DATES).rules == {"A7.6"}


def _page(sign_in, who, proposal: BudgetProposal, step="") -> str:
    return sign_in(who).get(f"{proposal.get_absolute_url()}{step}").content.decode()


def test_a7_6_what_a_unit_has_sent_is_not_called_off(city, compilation):
    finance, head = city.actor(FINANCE), city.actor(HEAD)
    sent = demo.sent_up(city.hand, compilation)
    assert guard_rules(compilation, "call_off", finance) == {"A7.6"}
    execute(sent, "take_back", head)
    assert guard_rules(compilation, "call_off", finance) == {"A7.6"}


def test_the_database_keeps_one_compilation_of_a_year_that_counts(city, compilation):
    with pytest.raises(DatabaseError), transaction.atomic():
        BudgetRound.objects.filter(pk=compilation.pk).update(called_off_because=WHY)
    execute(compilation, "call_off", city.actor(FINANCE), reason=WHY)
    demo.budget_round(city.hand, 2027, **DATES)
    assert BudgetRound.objects.filter(year=2027).count() == 2


# On paper, after the date -------------------------------------------------------------------------------------------


def test_a7_6_what_was_signed_in_time_is_entered_after_the_date(city, compilation, sign_in):
    mine = demo.rounds.filled(city.hand, compilation)
    on(date(2026, 3, 23))
    address, client = f"{mine.get_absolute_url()}send-up/", sign_in(HEAD)
    page = client.get(address).content.decode()
    assert 'name="on_paper"' in page and 'aria-disabled="true"' in page
    empty = client.post(address, {"on_paper": "1"})
    assert empty.status_code == 422 and "paper_scan" in empty.context["entry"].errors
    given = {"on_paper": "1", "paper_reason": "系统升级，纸质报送。"}
    late = client.post(address, {**given, "paper_on": "2026-03-21", "paper_scan": scan()})
    assert late.status_code == 422 and fresh(mine).state == "draft"
    done = client.post(address, {**given, "paper_on": "2026-03-20", "paper_scan": scan()})
    assert done.status_code == 302
    sent = fresh(mine)
    assert (sent.state, clock.legal_date(sent.sent_at)) == ("sent", date(2026, 3, 20))


def scan() -> SimpleUploadedFile:
    return SimpleUploadedFile("报送.pdf", GOOD["合同.pdf"])


def test_paper_is_not_offered_where_it_can_t_help(city, compilation, sign_in):
    """Nothing is filled in yet, so nothing can have been signed."""
    mine = demo.proposal_of(compilation)
    assert "p-on-paper" not in _page(sign_in, HEAD, mine, "send-up/")
    on(date(2026, 3, 23))
    assert "p-on-paper" not in _page(sign_in, HEAD, mine, "send-up/")
