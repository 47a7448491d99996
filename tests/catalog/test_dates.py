"""The dates of an edition: asked when it is drafted, changed and approved, and before the public reads it."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest

from accounts import demo as people
from catalog.demo import WITHOUT_ASSESSMENTS
from catalog.models import Edition
from catalog.standard import first_edition
from tests.catalog.test_consultation import EDITOR, HEAD, opened, refused
from tests.catalog.test_edition import DOCUMENT, draft
from tests.evaluation.world import as_if
from workflow.availability import obstacles_of
from workflow.clock import SHANGHAI
from workflow.engine import execute
from workflow.obstacles import Refused, Severity

TODAY = date(2026, 1, 12)
REASON = {"overrides-A3.4": "与省级目录同步，提前编制。"}


@pytest.fixture(autouse=True)
def today(hand, legal_time):
    legal_time(datetime(2026, 1, 12, 10, 0, tzinfo=SHANGHAI))


def refusal_of(**values) -> Refused:
    with pytest.raises(Refused) as found:
        draft(**values)
    return found.value


def said(refusal: Refused) -> set[tuple[str, str, Severity]]:
    return {(o.rule, o.field, o.severity) for o in refusal.obstacles}


def test_a3_5_no_document_is_dated_ahead():
    for issued in (TODAY + timedelta(days=1), date(2030, 1, 1)):
        assert said(refusal_of(issued_on=issued)) == {("A3.5", "issued_on", Severity.STOP)}
    assert draft(issued_on=TODAY)
    assert draft(issued_on=None, number="").issued_on is None


@pytest.mark.parametrize("day", [date(2020, 1, 1), date(2025, 12, 31), date(2027, 1, 1)])
def test_a3_4_an_edition_takes_effect_in_its_year_or_somebody_says_why(day):
    assert said(refusal_of(effective_from=day)) == {("A3.4", "effective_from", Severity.WARN)}
    assert draft(effective_from=day, **REASON).effective_from == day
    for fits in (date(2026, 1, 1), date(2026, 12, 31)):
        assert draft(effective_from=fits, number=str(fits))


def test_a3_4_nobody_waits_for_an_edition_of_the_year_after_next():
    far = {"year": 2028, "effective_from": date(2028, 1, 1)}
    assert said(refusal_of(**far)) == {("A3.4", "year", Severity.WARN)}
    assert draft(**far, **REASON)
    assert draft(year=2027, effective_from=date(2027, 1, 1), number="x")


def test_they_are_asked_again_when_it_is_changed():
    edition = draft()
    wrong = {
        "year": 2028,
        "effective_from": date(2020, 1, 1),
        "issued_on": date(2030, 1, 1),
        "items": first_edition(),
    }
    found = said(refused(edition, "revise", EDITOR, **wrong))
    assert found == {
        ("A3.5", "issued_on", Severity.STOP),
        ("A3.4", "effective_from", Severity.WARN),
        ("A3.4", "year", Severity.WARN),
    }


def test_they_are_asked_before_the_public_reads_the_draft():
    edition = as_if(draft(), year=2028, effective_from=date(2020, 1, 1), issued_on=date(2030, 1, 1))
    found = obstacles_of(Edition.steps()["open_consultation"], edition, people.actor(EDITOR))
    assert [o.rule for o in found] == ["A3.5", "A3.4", "A3.4"]
    assert all(o.mend is not None and "revise" in o.mend.url for o in found)
    assert opened().state == "consulting"


def test_they_are_asked_of_the_document_that_approves_it():
    edition = as_if(draft(), state="heard")
    given = DOCUMENT | WITHOUT_ASSESSMENTS
    late = refused(edition, "approve", HEAD, **given | {"effective_from": date(2027, 1, 1)})
    assert said(late) == {("A3.4", "effective_from", Severity.WARN)}
    ahead = refused(edition, "approve", HEAD, **given | {"issued_on": TODAY + timedelta(days=1)})
    assert said(ahead) == {("A3.5", "issued_on", Severity.STOP)}
    assert execute(edition, "approve", people.actor(HEAD), **given).subject.state == "approved"
