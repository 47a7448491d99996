"""A7.16, suggestion.reply: whoever asks is answered in time, and what serves all is told to all."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

import pytest
from django.db import DatabaseError, transaction
from django.urls import reverse

from accounts import demo as people
from accounts.models import MailboxMessage, User
from core.actor import ANONYMOUS
from disclosure.models import Notice
from library import asking, demo
from library.models import PendingQuestion, Question
from tests.library.test_shelf import NOW, do, refused
from tests.walks.story.hand import HAND
from workflow import outbox
from workflow.clock import SHANGHAI
from workflow.engine import create
from workflow.models import Duty, Event

REVIEWER, ASKER = "czj.shenhe", "zhaohui.jingban"
QUIETLY = {
    "reply": "可以向社区提出。",
    "is_told": False,
    "told_title": "",
    "told_text": "",
    "publication_reviewed": False,
}
PRIVATE = "身份证220102198001011234 电话13911112222"


@pytest.fixture
def city(hand: Any, legal_time: Any) -> None:
    legal_time(NOW)


@pytest.fixture
def question(city: None) -> Question:
    return demo.asked(HAND)


def by(who: str) -> Question:
    given = {"kind": "suggestion", "finance": people.organisation("czj"), "policy": None, "writer": ""}
    return create(Question, "ask", people.actor(who), given | {"text": "建议公开验收结果。"}).subject


def test_suggestion_reply_the_finance_department_has_the_days_of_the_rule(question) -> None:
    """A7.16: fifteen working days from the Monday on which it came."""
    duty = Duty.objects.get(subject_id=question.pk, rule="suggestion.reply")
    assert duty.organisation_id == people.organisation("czj").pk
    assert duty.due_at.astimezone(SHANGHAI).date() == date(2026, 12, 14)
    do(question, "answer", REVIEWER, **QUIETLY)
    duty.refresh_from_db()
    assert duty.met_at is not None


def test_a_question_is_for_who_asked_and_who_answers(question) -> None:
    own = by(ASKER)
    assert not Question.objects.visible_to(ANONYMOUS).exists()
    assert set(Question.objects.visible_to(people.actor(REVIEWER))) == {question, own}
    assert list(Question.objects.visible_to(people.actor(ASKER))) == [own]
    assert not Question.objects.visible_to(people.actor("ngcz.shenhe")).exists()
    asked = Event.objects.get(subject_id=question.pk)
    assert question.text not in str(asked.content), "the record does not keep what somebody wrote"


def test_a7_16_what_serves_all_is_told_without_who_asked(question, client) -> None:
    do(question, "answer", REVIEWER, **demo.ANSWER)
    notice = Notice.objects.get(kind="AN-27", subject_id=question.pk)
    said = client.get(notice.get_absolute_url()).content.decode()
    assert demo.ANSWER["told_text"] in said and demo.ANSWER["reply"] in said
    assert question.writer not in said and question.text not in said


def test_a7_16_what_is_told_is_written_for_the_public_and_reviewed(question) -> None:
    without = {"told_title": "", "told_text": "", "publication_reviewed": False}
    found = refused(lambda: do(question, "answer", REVIEWER, **demo.ANSWER | without))
    assert found.rules == {"A7.16"}
    assert {o.field for o in found.obstacles} == {"told_title", "told_text", "publication_reviewed"}
    assert not Notice.objects.filter(kind="AN-27").exists()


def test_foi_17_no_part_of_what_is_told_holds_a_personal_number(question, client) -> None:
    """Title, question and answer are each asked; what only goes to the person who asked may name a number."""
    for field in ("told_title", "told_text", "reply"):
        found = refused(
            lambda field=field: do(question, "answer", REVIEWER, **demo.ANSWER | {field: PRIVATE})
        )
        assert (found.rules, {o.field for o in found.obstacles}) == ({"FOI.17"}, {field})
        assert "身份证" in str(found.obstacles[0].text)
    assert do(question, "answer", REVIEWER, **QUIETLY | {"reply": PRIVATE}).reply == PRIVATE


def test_foi_17_what_is_told_does_not_name_who_asked(question) -> None:
    """长府办发〔2014〕18号, 九(四): the portal has the name and the address, so it knows them wherever they stand."""
    for said in (f"{question.writer}问：怎样申请？", "王 女士来信询问。"):
        for field in ("told_title", "told_text", "reply"):
            given = demo.ANSWER | {field: said}
            found = refused(lambda given=given: do(question, "answer", REVIEWER, **given))
            assert (found.rules, {o.field for o in found.obstacles}) == ({"FOI.17"}, {field})
    assert (
        do(question, "answer", REVIEWER, **QUIETLY | {"reply": "王女士：可以向社区提出。"}).state
        == "answered"
    )


def test_foi_17_nor_the_name_of_the_account_by_which_it_was_asked(city) -> None:
    own = by(ASKER)
    name = User.objects.get(username=ASKER).name
    found = refused(
        lambda: do(own, "answer", REVIEWER, **demo.ANSWER | {"told_text": f"{name}建议公开验收结果。"})
    )
    assert found.rules == {"FOI.17"}


def test_foi_17_a_question_of_somebody_without_a_name_is_told_in_plain_words(city) -> None:
    asked = demo.asked(HAND, writer="市民")
    told = demo.ANSWER | {"told_text": "市民怎样使用居家养老服务？"}
    assert do(asked, "answer", REVIEWER, **told).state == "answered"


def test_foi_17_a_question_is_told_without_its_numbers_and_under_a_title_of_its_own(city, client) -> None:
    asked = demo.asked(HAND, text=f"老人怎样申请？{PRIVATE}")
    client.force_login(User.objects.get(username=REVIEWER))
    form = client.get(reverse("library:question-answer", args=[asked.pk])).context["form"]
    assert form["told_text"].value() == "老人怎样申请？身份证…… 电话……"
    assert not form["told_title"].value()
    do(asked, "answer", REVIEWER, **demo.ANSWER)
    assert Notice.objects.get(kind="AN-27").title == demo.ANSWER["told_title"]


def test_an_answer_goes_where_the_question_came_from(question, client) -> None:
    do(question, "answer", REVIEWER, **QUIETLY)
    outbox.sweep(kinds=[asking.KIND])
    assert QUIETLY["reply"] in MailboxMessage.objects.get(to_address="w@example.cn").body
    assert Question.objects.get().address == "", "an address is forgotten with its answer"
    own = do(by(ASKER), "answer", REVIEWER, **QUIETLY)
    client.force_login(User.objects.get(username=ASKER))
    assert QUIETLY["reply"] in client.get(own.get_absolute_url()).content.decode()


def test_without_an_account_one_shows_an_address_first(city, client) -> None:
    given = {
        "kind": "question",
        "finance": str(people.organisation("czj").pk),
        "text": "怎样申请？",
        "way": "mail",
        "address": "q@example.cn",
    }
    answer = client.post(reverse("library:question-new"), given)
    assert answer.status_code == 302 and not Question.objects.exists()
    found = re.search(r"\d{6}", MailboxMessage.objects.get(to_address="q@example.cn").body)
    assert found
    assert client.post(answer["Location"], {"code": found[0]}).status_code == 302
    assert Question.objects.get().text == given["text"]
    assert PendingQuestion.objects.get().text == "", "what was said is kept once"
    assert client.get(answer["Location"]).status_code == 404


def test_the_database_holds_that_an_answer_says_something(question) -> None:
    with pytest.raises(DatabaseError, match="question_answered"), transaction.atomic():
        Question.objects.filter(pk=question.pk).update(answered_at=NOW)


def test_the_history_says_that_the_public_asked(question, client) -> None:
    client.force_login(User.objects.get(username=REVIEWER))
    assert "公众" in client.get(question.get_absolute_url()).content.decode()
