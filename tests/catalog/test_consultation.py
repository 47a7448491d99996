"""The consultation on a draft: asked, answered, reminded, dealt with, summed up in public."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from django.db import DatabaseError, transaction
from django.urls import reverse

from accounts import demo as people
from accounts.models import Organisation, User
from catalog.demo import WITHOUT_ASSESSMENTS, brought_into_force, city_catalogue
from catalog.difference import _in_public, _of_item, between
from catalog.models import Edition, Hearing, Item, Opinion
from catalog.models.item import ASSESSED
from core.actor import ANONYMOUS
from disclosure.models import Notice
from tests.catalog.test_edition import DOCUMENT, draft
from workflow.clock import SHANGHAI
from workflow.engine import execute
from workflow.models import Duty
from workflow.obstacles import Refused

NOW = datetime(2026, 1, 12, 10, 0, tzinfo=SHANGHAI)
LAST = date(2026, 1, 18)
EDITOR, HEAD = "czj.mulu", "czj.juzhang"
ANSWER = {"stance": "agrees", "text": "", "files": []}
WHAT_WAS_SAID = "征求2个部门意见，采纳1条。"


def do(subject, step, who, **data):
    return execute(subject, step, people.actor(who), data).subject


def refused(subject, step, who, **data) -> Refused:
    with pytest.raises(Refused) as found:
        do(subject, step, who, **data)
    return found.value


def unit(key: str) -> Organisation:
    return Organisation.objects.get(pk=people.actor(key).organisation_id)


def opened(*departments: str, until: date = LAST, **data) -> Edition:
    asked = [unit(key) for key in departments or ("mzj.lingdao", "shzz.jianguan")]
    data = {"departments": asked, "comments_until": until, "publication_reviewed": True} | data
    return do(draft(number="", issued_on=""), "open_consultation", EDITOR, **data)


@pytest.fixture
def at(legal_time):
    legal_time(NOW)
    return legal_time


@pytest.fixture
def edition(hand, at) -> Edition:
    return opened()


def opinion_of(edition: Edition, who: str) -> Opinion:
    return edition.opinions.get(department=unit(who))


def after_the_last_day(at) -> None:
    at(datetime(2026, 1, 20, 9, 0, tzinfo=SHANGHAI))


def test_catalog_consultation_the_public_has_at_least_the_days_of_the_rule(hand, at):
    with pytest.raises(Refused) as found:
        opened(until=LAST - timedelta(days=1))
    assert found.value.rules == {"catalog.consultation"}
    assert opened().state == "consulting"


def test_o102_13_departments_are_asked_or_it_is_said_why_not(hand, at):
    with pytest.raises(Refused) as found:
        opened(departments=[])
    assert found.value.rules == {"O102-13"}
    reason = {"overrides-O102-13": "仅作文字更正，不涉及部门职责。"}
    assert opened(departments=[], **reason).state == "consulting"


def test_everybody_reads_the_draft_once_it_is_put_up_for_comment(hand, at, client):
    hidden = draft()
    assert not Edition.objects.visible_to(ANONYMOUS).exists()
    edition = do(
        hidden, "open_consultation", EDITOR, comments_until=LAST, departments=[unit("mzj.lingdao")],
        publication_reviewed=True,
    )  # fmt: skip
    assert client.get(edition.get_absolute_url()).status_code == 200
    notice = Notice.objects.get(kind="AN-24", subject_id=edition.pk)
    assert len(notice.payload["items"]) == 52


def test_a_draft_under_consultation_is_not_in_force(edition):
    assert not Edition.objects.in_force(date(2026, 6, 1)).exists()


def test_each_department_has_a_duty_until_the_last_day(edition):
    duties = Duty.objects.filter(step="catalog.opinion.answer", met_at=None)
    assert {duty.organisation_id for duty in duties} == {unit("mzj.lingdao").pk, unit("shzz.jianguan").pk}
    assert {duty.role for duty in duties} == {"head", "regulator"}
    assert {duty.due_at for duty in duties} == {edition.comments_until}


def test_a_department_answers_for_itself_only(edition):
    opinion = opinion_of(edition, "mzj.lingdao")
    assert refused(opinion, "answer", "shzz.jianguan", **ANSWER).kind == "actor"
    assert refused(opinion, "answer", "mzj.jingban", **ANSWER).kind == "actor"
    assert not Opinion.objects.visible_to(people.actor("sfj.lingdao")).exists()
    assert do(opinion, "answer", "mzj.lingdao", **ANSWER).state == "answered"


def test_who_objects_says_why(edition):
    opinion = opinion_of(edition, "mzj.lingdao")
    found = refused(opinion, "answer", "mzj.lingdao", **ANSWER | {"stance": "objects"})
    assert found.rules == {"O102-13"}
    given = ANSWER | {"stance": "objects", "text": "A07应增加失能照护。"}
    assert do(opinion, "answer", "mzj.lingdao", **given).stance == "objects"


def test_finance_reminds_once_a_day(edition, at):
    opinion = do(opinion_of(edition, "mzj.lingdao"), "remind", EDITOR)
    assert refused(opinion, "remind", EDITOR).rules == {"O102-13"}
    at(NOW + timedelta(days=1))
    do(opinion, "remind", EDITOR)


def test_what_is_not_taken_up_is_answered_with_the_reason(edition):
    given = ANSWER | {"stance": "objects", "text": "A07应增加失能照护。"}
    opinion = do(opinion_of(edition, "mzj.lingdao"), "answer", "mzj.lingdao", **given)
    found = refused(opinion, "treat", EDITOR, treatment="not", treatment_text="")
    assert found.rules == {"A3.4"}
    assert do(opinion, "treat", EDITOR, treatment="taken", treatment_text="").state == "treated"


def closing(**data) -> dict:
    return {"consultation": WHAT_WAS_SAID, "publication_reviewed": True} | data


def test_nobody_who_relied_on_the_last_day_comes_too_late(edition, at):
    assert "catalog.consultation" in refused(edition, "close_consultation", EDITOR, **closing()).rules
    after_the_last_day(at)
    assert "catalog.consultation" not in refused(edition, "close_consultation", EDITOR, **closing()).rules


def test_it_is_not_closed_while_an_opinion_lies_unanswered(edition, at):
    given = ANSWER | {"stance": "remarks", "text": "A07应增加失能照护。"}
    mine = do(opinion_of(edition, "mzj.lingdao"), "answer", "mzj.lingdao", **given)
    after_the_last_day(at)
    assert refused(edition, "close_consultation", EDITOR, **closing()).rules == {"A3.4", "O102-13"}
    do(mine, "treat", EDITOR, treatment="taken", treatment_text="")
    assert refused(edition, "close_consultation", EDITOR, **closing()).rules == {"O102-13"}
    reason = {"overrides-O102-13": "已两次催办，不再等待。"}
    edition = do(edition, "close_consultation", EDITOR, **closing(**reason))
    assert opinion_of(edition, "shzz.jianguan").state == "lapsed"
    assert not Duty.objects.filter(step="catalog.opinion.answer", met_at=None).exists()


def test_a_hearing_stands_in_the_published_outcome(edition, at):
    held = {
        "kind": "hearing",
        "held_on": date(2026, 1, 12),
        "participants": "居民代表12人",
        "summary": "建议增加托育。",
    }
    assert refused(edition, "record_hearing", EDITOR, **held | {"held_on": LAST}).rules == {"A3.4"}
    edition = do(edition, "record_hearing", EDITOR, **held)
    after_the_last_day(at)
    reason = {"overrides-O102-13": "已两次催办，不再等待。"}
    edition = do(edition, "close_consultation", EDITOR, **closing(**reason))
    notice = Notice.objects.get(kind="AN-25", subject_id=edition.pk)
    assert [row["participants"] for row in notice.payload["hearings"]] == ["居民代表12人"]
    with pytest.raises(DatabaseError), transaction.atomic():
        Hearing.objects.update(summary="别的")


def test_the_head_gives_the_document_number_and_the_editor_publishes(edition, at):
    after_the_last_day(at)
    edition = do(edition, "close_consultation", EDITOR, **closing(**{"overrides-O102-13": "不再等待答复。"}))
    assert refused(edition, "publish", EDITOR, publication_reviewed=True).kind == "state"
    edition = do(edition, "approve", HEAD, **DOCUMENT, **WITHOUT_ASSESSMENTS)
    edition = do(edition, "publish", EDITOR, publication_reviewed=True)
    assert (edition.state, edition.number) == ("published", DOCUMENT["number"])


def test_no_edition_is_approved_without_its_document(edition, at):
    from tests.evaluation.world import as_if

    with pytest.raises(DatabaseError), transaction.atomic():
        as_if(edition, state="approved")


def test_what_was_held_before_is_recorded_with_its_days(hand, at):
    edition = draft()
    held = {"held_from": date(2025, 12, 1), "held_until": date(2025, 12, 5), "consultation": WHAT_WAS_SAID}
    assert refused(edition, "record_consultation", EDITOR, **held).rules == {"catalog.consultation"}
    held["held_until"] = NOW.date()
    assert refused(edition, "record_consultation", EDITOR, **held).rules == {"A3.4"}
    held["held_until"] = date(2025, 12, 8)
    assert do(edition, "record_consultation", EDITOR, **held).state == "heard"


def test_what_changes_too_much_goes_back_and_is_consulted_anew(hand, at):
    edition = draft()
    held = {"held_from": date(2025, 12, 1), "held_until": date(2025, 12, 31), "consultation": WHAT_WAS_SAID}
    edition = do(edition, "record_consultation", EDITOR, **held)
    edition = do(edition, "send_back", HEAD, reason="调整幅度大，重新征求意见。")
    assert (edition.state, edition.consultation_closed_at) == ("draft", None)


def test_an_adjustment_is_a_new_version_whose_difference_can_be_read(hand, at, client):
    first = city_catalogue(hand, year=2026, number="长财采购〔2026〕1号", effective_from=date(2026, 1, 1))
    from catalog.standard import first_edition

    rows = [r | {"description": "含失能照护"} if r["code"] == "A07" else r for r in first_edition()]
    rows = [r | {"parent": "B"} if r["code"] == "A01" else r for r in rows if r["code"] != "E12"]
    second = brought_into_force(hand, draft(items=rows, effective_from=date(2026, 7, 1)))
    assert (first.version, second.version) == (1, 2)
    kinds = {(change.code, change.kind.value) for change in between(first, second)}
    assert kinds == {("A01", "moved"), ("A07", "reworded"), ("E12", "dropped")}
    page = client.get(reverse("catalog:edition-changes", args=[second.pk])).content.decode()
    for part in ("A01", "A07", "E12", "含失能照护"):
        assert part in page
    page = client.get(
        reverse("catalog:edition-changes", args=[first.pk]), {"from": second.pk}
    ).content.decode()
    assert "E12" in page


SHOWN = {
    "livelihood": True,
    "basic_service": True,
    "standard": "国家基本公共服务标准2023年版",
    "upper_code": "A0701",
    "department": "市民政局",
    "name_en": "Elderly services",
}


@pytest.mark.parametrize("field", SHOWN)
def test_whatever_the_public_sees_differ_is_told(hand, at, client, field):
    first = city_catalogue(hand, year=2026, number="长财采购〔2026〕1号", effective_from=date(2026, 1, 1))
    second = draft(effective_from=date(2026, 7, 1))
    second.items.filter(code="A07").update(**{field: SHOWN[field]})
    second = brought_into_force(hand, second, **{"overrides-O102-15": "标准正在修订。"})
    change = next(c for c in between(first, second) if c.code == "A07")
    assert change.what == Item._meta.get_field(field).verbose_name
    page = client.get(reverse("catalog:edition-changes", args=[second.pk])).content.decode()
    assert str(change.what) in page
    assert str(change.what) in Notice.objects.get(kind="AN-16", subject_id=second.pk).payload["changes"]["zh"]


def test_an_assessment_is_one_change_when_it_comes_and_told_text_by_text_afterwards():
    whole = dict.fromkeys(ASSESSED, "甲")
    old, new = Item(code="A07", name="养老"), Item(code="A07", name="养老", **whole)
    assert [(c.before, c.after) for c in _of_item(old, new, _in_public)] == [("", "已公开")]
    other = Item(code="A07", name="养老", **{**whole, "benefit_cost": "乙"})
    assert [(c.before, c.after) for c in _of_item(new, other, _in_public)] == [("甲", "乙")]


@pytest.mark.parametrize("key", ["x", "00000000-0000-4000-8000-000000000000"])
def test_what_is_not_there_can_not_be_compared_with(hand, at, client, key):
    edition = city_catalogue(hand)
    assert client.get(reverse("catalog:edition-changes", args=[edition.pk]), {"from": key}).status_code == 404


def test_the_pages_say_what_is_asked_and_what_was_answered(edition, client):
    client.force_login(User.objects.get(username="mzj.lingdao"))
    opinion = opinion_of(edition, "mzj.lingdao")
    page = client.get(opinion.get_absolute_url()).content.decode()
    assert str(edition) in page
    assert reverse("catalog:opinion-answer", args=[opinion.pk]) in page
    client.force_login(User.objects.get(username=EDITOR))
    assert opinion.get_absolute_url() in client.get(edition.get_absolute_url()).content.decode()
