"""What the public reads of an edition is what it was told (AN-24, AN-16), whatever has become of the rows since."""

from __future__ import annotations

from typing import Any

import pytest
from django.urls import reverse

from accounts import demo as people
from catalog.consulting import CALL, OUTCOME
from catalog.demo import HELD
from catalog.models import Edition, Item
from catalog.notices import KIND
from core.actor import ANONYMOUS
from disclosure.models import Notice, Withholding
from tests.catalog.test_consultation import EDITOR, HEAD, LAST, NOW, after_the_last_day, do, opened
from tests.catalog.test_edition import draft, publish
from workflow.clock import legal_date
from workflow.engine import create

HEARING = {
    "kind": "meeting",
    "held_on": NOW.date(),
    "participants": "市民政局、市司法局",
    "summary": "会上提出两条意见。",
    "files": [],
}
WITHHELD = {"basis": "trade_secret", "explanation": "误发。"}


@pytest.fixture
def at(legal_time: Any) -> Any:
    legal_time(NOW)
    return legal_time


@pytest.fixture
def heard(hand: Any, at: Any) -> Edition:
    """Its consultation is closed, and one item has got another name since."""
    edition = opened(departments=[], **{"overrides-O102-13": "仅作文字更正。"})
    after_the_last_day(at)
    do(edition, "close_consultation", EDITOR, consultation="已征求意见。", publication_reviewed=True)
    Item.objects.filter(edition=edition, level=2).update(name="改过的名称")
    return Edition.objects.get(pk=edition.pk)


def page(client: Any, edition: Edition) -> str:
    return client.get(edition.get_absolute_url()).content.decode()


def withhold(notice: Notice, *names: str) -> None:
    given = {"notice": notice, "field_names": list(names)} | WITHHELD
    proposal = create(Withholding, "propose", people.actor("czj.shenhe"), given).subject
    do(proposal, "decide", HEAD)


def test_a_draft_revised_after_its_consultation_is_read_as_it_was_told(heard, client) -> None:
    said = page(client, heard)
    assert "改过的名称" not in said
    assert Notice.objects.get(kind=CALL).payload["items"][0]["code"] in said
    assert not Item.objects.visible_to(ANONYMOUS).filter(edition=heard).exists()
    assert Item.objects.visible_to(people.actor(EDITOR)).filter(edition=heard).exists()
    assert client.get(f"{heard.get_absolute_url()}?export=xlsx").status_code == 404
    assert client.get(reverse("catalog:edition-changes", args=[heard.pk])).status_code == 404
    assert client.get(reverse("catalog:edition-workbook", args=[heard.pk])).status_code == 404


def test_the_call_is_told_in_both_languages_and_closes_on_its_last_day(heard) -> None:
    call, outcome = (Notice.objects.get(kind=kind) for kind in (CALL, OUTCOME))
    assert call.english["title"].startswith("Call for comments: Catalogue 20")
    assert outcome.english["title"].startswith("Outcome of the consultation: Catalogue 20")
    assert legal_date(call.closes_at) == LAST, "midnight would be shown as the day after"
    assert outcome.payload["opinions"].keys() == {"zh", "en"}


def test_a_draft_consulted_outside_of_the_portal_is_nobodys_before_it_is_published(hand, at, client) -> None:
    edition = hand.do(
        draft(), "record_consultation", people.actor(EDITOR), consultation="已征求意见。", **HELD
    )
    assert edition.state == "heard"
    assert client.get(edition.get_absolute_url()).status_code == 404


def test_while_it_is_put_up_nobody_reads_what_is_being_written_about_it(hand, at, client) -> None:
    edition = opened(departments=[], **{"overrides-O102-13": "仅作文字更正。"})
    do(edition, "record_hearing", EDITOR, **HEARING)
    said = page(client, edition)
    assert edition.consultation not in said and HEARING["summary"] not in said


def test_a_list_that_was_withheld_is_told_nowhere(hand, at, client) -> None:
    edition = publish(draft())
    item = edition.items.filter(level=2).first()
    said = page(client, edition)
    assert item.name in said and edition.contact in said
    withhold(Notice.objects.get(kind=KIND, subject_id=edition.pk), "items", "contact")
    said = page(client, edition)
    assert item.name not in said and edition.contact not in said
    assert client.get(reverse("portal:item", args=[item.pk])).status_code == 404
