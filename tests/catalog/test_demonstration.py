"""The consultation that visitors of the demonstration find."""

from __future__ import annotations

from datetime import timedelta

from catalog.demo import city_catalogue
from catalog.difference import between
from catalog.models import Edition
from catalog.services import counterparts, edition_in_force
from portal.demo import district
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


def test_a_district_s_catalogue_is_mapped_to_the_city_s(hand, legal_time):
    legal_time(NOW)
    upper = city_catalogue(hand)
    in_force = NOW.date() + timedelta(days=30)
    play = Play("district catalogue", NOW)
    for moment in district.catalogue(play, in_force):
        legal_time(moment)
        play.now = moment
    edition = Edition.objects.get(jurisdiction__code="220102")
    assert edition.state == "published" and all(item.is_assessed for item in edition.chosen_items())
    care = upper.items.get(code="A07")
    below = counterparts(care).filter(edition=edition)
    assert set(below.values_list("code", flat=True)) == {"A07", "A0701"}
    before, after = in_force - timedelta(days=1), in_force
    assert edition_in_force("220102", before) == upper and edition_in_force("220102", after) == edition
    assert edition_in_force("220100", after) == upper
