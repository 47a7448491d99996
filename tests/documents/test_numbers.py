"""Document numbers: without gaps in a unit and year, for good, void ones kept.

Must fail with a serial read by `count()`, and without the trigger `as_given`.
"""

from datetime import datetime

import pytest
from django.db import Error, connection, transaction

from accounts.actors import of_membership
from documents import services
from documents.models import DocumentNumber, DocumentRegister
from tests import people
from workflow.clock import SHANGHAI
from workflow.engine import create, execute
from workflow.obstacles import Refusal, Refused


@pytest.fixture
def unit(db):
    return people.organisation(name="长春市财政局")


@pytest.fixture
def head(unit):
    return of_membership(people.member(unit, "head"))


@pytest.fixture
def register(head):
    return create(DocumentRegister, "open", head, word="长财采购").subject


@pytest.fixture
def numbered(in_act_of, unit):
    def run(title="通知书"):
        return in_act_of(
            lambda act: services.request_pdf(
                act.subject, "note", "layout/print.html", {}, title=title, issuer=unit, numbered=True, act=act
            )
        )

    return run


def test_numbers_follow_each_other_and_stand_on_the_paper(register, numbered, legal_time):
    papers = [numbered(), numbered()]
    year = papers[0].number.year
    assert [str(p.number) for p in papers] == [f"长财采购〔{year}〕1号", f"长财采购〔{year}〕2号"]
    assert f"长财采购〔{year}〕2号" in papers[1].html and "长春市财政局文件" in papers[1].html


def test_a_refused_act_leaves_no_gap(register, numbered, in_act_of, unit):
    def fails(act):
        services.request_pdf(
            act.subject, "note", "layout/print.html", {}, issuer=unit, numbered=True, act=act
        )
        raise RuntimeError

    with pytest.raises(RuntimeError), transaction.atomic():
        in_act_of(fails)
    assert numbered().number.serial == 1


def test_each_year_begins_anew(register, numbered, legal_time):
    legal_time(datetime(2027, 12, 31, 9, tzinfo=SHANGHAI))
    last = [numbered(), numbered()][-1]
    legal_time(datetime(2028, 1, 4, 9, tzinfo=SHANGHAI))
    assert (last.number.serial, numbered().number.serial) == (2, 1)


def test_a_unit_without_register_gives_none(numbered):
    paper = numbered()
    assert paper.number is None and "文件</div>" not in paper.html


def test_another_word_changes_nothing_that_was_given(register, numbered, head):
    before = numbered().number
    execute(register, "rename", head, word="长财政采", reason="机构改革。")
    after = numbered().number
    assert (DocumentNumber.objects.get(pk=before.pk).word, after.word, after.serial) == (
        "长财采购",
        "长财政采",
        2,
    )


@pytest.mark.parametrize(
    "column, value", [("serial", 9), ("year", 1999), ("word", "甲乙"), ("title", "别的")]
)
def test_the_database_keeps_what_was_given(register, numbered, column, value):
    given = numbered().number
    with pytest.raises(Error), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            f"UPDATE documents_documentnumber SET {column} = %s WHERE id = %s",
            [value, given.pk],
        )


def test_a_void_number_stays_with_its_reason_and_is_not_given_again(register, numbered, head):
    given = numbered().number
    with pytest.raises(Refused):
        execute(given, "void", head)
    done = execute(given, "void", head, reason="文号登记有误。").subject
    assert (done.state, done.void_reason) == ("void", "文号登记有误。")
    assert numbered().number.serial == 2


def test_only_the_units_own_head_keeps_the_register(register, numbered, unit):
    given = numbered().number
    for actor in (of_membership(people.member(unit, "handler")), people.actor("head")):
        with pytest.raises(Refused) as refused:
            execute(given, "void", actor, reason="文号登记有误。")
        assert refused.value.kind is Refusal.ACTOR
        assert DocumentNumber.objects.visible_to(actor).exists() == actor.belongs_to(unit.pk)


def test_a_word_belongs_to_one_unit(register):
    with pytest.raises(Refused) as refused:
        create(DocumentRegister, "open", people.actor("head"), word="长财采购")
    assert "word" in refused.value.errors


def test_the_register_is_listed_and_exported(register, numbered, head, client, unit):
    numbered("甲的通知书"), numbered("乙的通知书")
    client.force_login(people.member(unit, "handler").user)
    page = client.get("/documents/numbers/?words=甲").content.decode()
    assert "甲的通知书" in page and "乙的通知书" not in page
    answer = client.get("/documents/numbers/?export=xlsx")
    assert answer.status_code == 200 and "spreadsheet" in answer["Content-Type"]
