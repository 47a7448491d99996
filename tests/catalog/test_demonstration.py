"""The consultation that visitors of the demonstration find."""

from __future__ import annotations

from catalog.demo import city_catalogue
from catalog.difference import between
from catalog.models import Edition
from portal.demo.catalogue import consultation
from tests.catalog.test_consultation import NOW
from workflow.play import Play


def test_the_demonstration_s_draft_has_answers_and_a_hearing_and_can_be_compared(hand, legal_time):
    legal_time(NOW)
    city_catalogue(hand)
    play = Play("catalogue", NOW)
    for moment in consultation(play):
        legal_time(moment)
        play.now = moment
    edition = Edition.objects.get(state=Edition.State.CONSULTING)
    assert sorted(edition.opinions.values_list("state", flat=True)) == ["answered", *["asked"] * 4, "treated"]
    assert sorted(edition.comments.values_list("state", flat=True)) == ["answered", "received"]
    assert edition.hearings.count() == 1
    assert {change.code for change in between(edition.former(), edition)} >= {"A19", "A09", "D07"}
    assert edition.items.get(code="A19").is_assessed
