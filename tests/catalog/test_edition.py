"""The guidance catalogue: how an edition comes into force, what it tells the public, and that it then stays."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import DatabaseError, transaction

from accounts import demo as people
from catalog.demo import HELD, brought_into_force, city_catalogue
from catalog.models import Edition, Item
from catalog.services import edition_in_force, is_in_force, items_in_force
from catalog.standard import first_edition
from core.actor import ANONYMOUS
from disclosure.models import Notice
from tests.evaluation.world import as_if
from tests.procurement.world import Hand
from workflow.engine import create, execute
from workflow.obstacles import Refused

DAY = date(2026, 3, 2)
DOCUMENT = {
    "number": "长财采购〔2026〕3号",
    "issued_on": date(2026, 1, 9),
    "effective_from": date(2026, 3, 1),
}


def draft(**values) -> Edition:
    data = {
        "year": 2026,
        "number": "长财采购〔2026〕3号",
        "issued_on": date(2026, 1, 9),
        "effective_from": date(2026, 3, 1),
        "consultation": "公开征求意见30日，收到意见12条，采纳8条。",
        "contact": "市财政局政府采购监督管理科",
        "items": first_edition(),
        **values,
    }
    return create(Edition, "draft", people.actor("czj.mulu"), data).subject


def publish(edition: Edition) -> Edition:
    return brought_into_force(Hand(), edition)


def test_the_first_edition_has_six_categories_51_items_and_the_residual_one():
    rows = first_edition()
    assert len([r for r in rows if r["level"] == 1]) == 6
    assert len([r for r in rows if r["level"] == 2]) == 51 + 1


def test_publishing_tells_the_public_everything_that_an_16_asks_for(hand):
    edition = city_catalogue(hand)
    notice = Notice.objects.get(kind="AN-16", subject_id=edition.pk)
    assert len(notice.payload["items"]) == 52
    assert notice.payload["document_number"] == edition.number
    assert edition.state == "published"


def test_a3_4_no_edition_is_published_before_opinions_were_asked(hand):
    edition = draft()
    for step in ("approve", "publish"):
        with pytest.raises(Refused) as refused:
            execute(edition, step, people.actor("czj.juzhang"), **DOCUMENT if step == "approve" else {})
        assert refused.value.kind in {"state", "actor", "input"}
    heard = as_if(edition, state="heard")
    with pytest.raises(Refused) as refused:
        execute(as_if(heard, consultation=""), "approve", people.actor("czj.juzhang"), **DOCUMENT)
    assert refused.value.rules == {"A3.3", "A3.4"}
    assert publish(draft(number="长财采购〔2026〕4号")).state == "published"


def test_a3_5_contact_and_items_must_be_there(hand):
    with pytest.raises(Refused) as refused:
        publish(draft(contact=""))
    assert refused.value.rules == {"A3.5"}
    with pytest.raises(Refused):
        publish(draft(items=[]))


def test_only_the_head_approves_and_only_the_own_finance_drafts(hand):
    edition = execute(
        draft(), "record_consultation", people.actor("czj.mulu"), consultation="x", **HELD
    ).subject
    for actor in ("czj.mulu", "ngcz.juzhang", "mzj.lingdao"):
        with pytest.raises(Refused, match="actor"):
            execute(edition, "approve", people.actor(actor), **DOCUMENT)
    with pytest.raises(Refused, match="actor"):
        create(Edition, "draft", people.actor("mzj.jingban"), _plain(edition) | {"effective_from": DAY})


CATEGORY = {"code": "A", "level": 1, "name": "甲"}


@pytest.mark.parametrize(
    ("rows", "kind"),
    [
        ([CATEGORY, CATEGORY], "obstacles"),
        ([{"code": "A01", "level": 2, "name": "甲", "parent": "A"}], "obstacles"),
        ([CATEGORY, {"code": "A0101", "level": 3, "name": "乙", "parent": "A"}], "obstacles"),
        ([{"code": "a-1", "level": 1, "name": "甲"}], "input"),
    ],
    ids=["code twice", "parent missing", "level skipped", "no code"],
)
def test_items_form_a_tree_with_codes_that_stand_once(hand, rows, kind):
    with pytest.raises(Refused) as refused:
        draft(items=rows)
    assert refused.value.kind == kind


def test_a_new_edition_ends_the_former_one_the_day_before_and_says_what_changed(hand):
    former = city_catalogue(hand)
    rows = [r for r in first_edition() if r["code"] != "E12"]
    rows.append({"code": "A19", "level": 2, "parent": "A", "name": "托育服务", "name_en": "Childcare"})
    rows = [{**r, "name": "卫生健康"} if r["code"] == "A09" else r for r in rows]
    edition = publish(draft(items=rows))
    former = Edition.objects.get(pk=former.pk)
    assert (former.state, former.effective_to) == ("replaced", date(2026, 2, 28))
    changes = Notice.objects.get(subject_id=edition.pk).payload["changes"]
    for part in ("A19 托育服务", "A09", "卫生健康", "E12 审计服务"):
        assert part in changes["zh"]
    for part in ("Added: A19 Childcare", "卫生健康", "Dropped: E12"):
        assert part in changes["en"]
    assert edition_in_force("220100", date(2026, 2, 28)) == former
    assert edition_in_force("220100", DAY) == edition


def test_places_without_a_catalogue_of_their_own_use_the_city_s(hand):
    edition = city_catalogue(hand)
    assert edition_in_force("220102", DAY) == edition
    assert edition_in_force("220172", DAY) == edition
    assert edition_in_force("220000", DAY) is None
    assert edition_in_force("220100", date(2014, 9, 19)) is None
    own = create(
        Edition, "draft", people.actor("ngcz.mulu"), {**_plain(edition), "effective_from": date(2026, 1, 1)}
    ).subject
    brought_into_force(hand, own, "ngcz")
    assert edition_in_force("220102", DAY) == own
    assert edition_in_force("220100", DAY) == edition


def _plain(edition: Edition) -> dict:
    names = ("number", "issued_on", "consultation", "contact")
    return {"year": 2026, **{name: getattr(edition, name) for name in names}, "items": first_edition()}


def test_categories_themselves_can_not_be_chosen(hand):
    city_catalogue(hand)
    assert not items_in_force("220100", DAY).filter(level=1).exists()
    chosen = items_in_force("220100", DAY).get(code="A07")
    assert is_in_force(chosen.pk, "220100", DAY)


def test_what_was_published_can_not_be_changed_by_anybody(hand):
    edition = city_catalogue(hand)
    with pytest.raises(DatabaseError, match="no longer be changed"), transaction.atomic():
        Item.objects.filter(edition=edition, code="A07").update(name="别的")
    with pytest.raises(Refused, match="state"):
        execute(edition, "revise", people.actor("czj.mulu"), _plain(edition) | {"effective_from": DAY})


def test_a_draft_is_its_finance_departments_own(hand):
    edition = draft()
    assert not Edition.objects.visible_to(ANONYMOUS).exists()
    assert not Edition.objects.visible_to(people.actor("ngcz.mulu")).exists()
    assert Edition.objects.visible_to(people.actor("czj.mulu")).get() == edition
    assert not Item.objects.visible_to(ANONYMOUS).exists()
