"""Acts that were done on paper: entered with scan, day and reason; periods count from the act, not from its entry.

Must fail with `met_at=act.now` in `workflow.duties` and without the check of the day in `workflow.paper`.
"""

from datetime import datetime, timedelta

import pytest

from accounts import history
from documents import services
from documents.forms import EntryForm
from documents.models import Attachment
from tests.documents.conftest import upload, uploads
from workflow import clock, registry
from workflow import paper as on_paper
from workflow.act import Channel
from workflow.engine import execute
from workflow.models import Duty, Event
from workflow.obstacles import Refusal, Refused
from workflow.steps import Step

BEGUN = datetime(2025, 3, 3, 9, 0, tzinfo=clock.SHANGHAI)
ENTERED = BEGUN + timedelta(days=10)
SIGNED = BEGUN + timedelta(days=2)


@pytest.fixture
def written(legal_time, request):
    """A paper written on 3 March; it is now the 13th."""
    legal_time(BEGUN)
    made = request.getfixturevalue("paper")
    legal_time(ENTERED)
    return made


@pytest.fixture
def scan(owner, written):
    return services.stage(upload("合同.pdf"), owner)


def enter(subject, actor, scan, *, at=SIGNED, reason="停电，改为纸质办理。", step="submit", **data):
    evidence = on_paper.Evidence(scan, reason)
    return execute(subject, step, actor, data, channel=Channel.PAPER, occurred_at=at, evidence=evidence)


def event_of(done):
    return Event.objects.get(uuid=done.event_id)


def test_the_event_keeps_both_times_the_channel_the_scan_and_the_reason(written, owner, scan):
    event = event_of(enter(written, owner, scan))
    assert event.occurred_at == SIGNED and event.legal_at == ENTERED
    assert event.content["channel"] == "paper"
    assert event.content["paper"] == {"scan": scan.digest, "reason": "停电，改为纸质办理。"}


def test_the_scan_stands_with_the_papers_of_the_matter(written, owner, scan):
    done = enter(written, owner, scan)
    kept = Attachment.objects.get(subject_id=written.pk)
    assert (kept.file, kept.event_id) == (scan, done.event_id)
    assert services.papers(written, owner) == [kept]


def test_periods_count_from_the_act(written, owner, scan):
    enter(written, owner, scan)
    clock_of_reply = Duty.objects.get(subject_id=written.pk, rule="challenge.reply")
    assert clock_of_reply.arose_at == SIGNED
    assert clock_of_reply.due_at.astimezone(clock.SHANGHAI).date().isoformat() == "2025-03-14"


def test_the_history_says_so(written, owner, scan):
    enter(written, owner, scan)
    mark = history.of_subjects([written])[0]
    assert mark.when == SIGNED
    assert "2025年3月13日" in mark.text or "13 March 2025" in mark.text
    assert "停电，改为纸质办理" in mark.text, "why it was done on paper"


@pytest.mark.parametrize(
    "at",
    [ENTERED + timedelta(minutes=1), BEGUN - timedelta(minutes=1)],
    ids=["in the future", "before the matter was at this stage"],
)
def test_a_day_that_cannot_be_is_refused(written, owner, scan, at):
    with pytest.raises(Refused) as refused:
        enter(written, owner, scan, at=at)
    assert [o.field for o in refused.value.obstacles] == ["paper_on"]
    assert not Attachment.objects.filter(subject_id=written.pk).exists()


@pytest.mark.parametrize("lacking", ["evidence", "reason", "day"])
def test_scan_day_and_reason_are_demanded(written, owner, scan, lacking):
    evidence = (
        None
        if lacking == "evidence"
        else on_paper.Evidence(scan, "" if lacking == "reason" else "停电。停电。")
    )
    at = None if lacking == "day" else SIGNED
    with pytest.raises(Refused) as refused:
        execute(written, "submit", owner, channel=Channel.PAPER, occurred_at=at, evidence=evidence)
    assert refused.value.kind is Refusal.OBSTACLES


def test_sealed_steps_and_what_the_portal_does_itself_are_never_on_paper():
    """A bid's receipt is the portal's own clock (B2.LATE); a notice is published where it is read."""
    found = {s.id: s.may_be_on_paper for s in registry.lifecycles.all_steps()}
    sealed = {s.id for s in registry.lifecycles.all_steps() if s.sealed}
    assert {"sourcing.bid.submit", "sourcing.bid.withdraw"} <= sealed
    never = sealed | {s.id for s in registry.lifecycles.all_steps() if s.hidden}
    never |= {"sourcing.tender.contribute", "sourcing.tender.form_panel", "sourcing.tender.announce"}
    never |= {"sourcing.tender.publish", "contracts.contract.publish", "evaluation.evaluation.publish"}
    assert {name for name in never if found[name]} == set()
    assert found["contracts.contract.sign"] and found["procurement.project.grant"]


def test_no_declaration_opens_a_sealed_step():
    step = Step("submit", (), None, by=None, label="", sealed=True, on_paper=True)
    assert not step.may_be_on_paper


def test_a_sealed_step_refuses_paper_whatever_is_handed_in(written, owner, scan, monkeypatch):
    monkeypatch.setattr(type(written).steps()["submit"], "sealed", True)
    monkeypatch.setattr(type(written), "event_nonce", lambda self: "n")
    with pytest.raises(Refused) as refused:
        enter(written, owner, scan)
    assert refused.value.kind is Refusal.OBSTACLES


@pytest.mark.parametrize(
    "day, at, expected",
    [
        ("2025-03-05", "10:30", datetime(2025, 3, 5, 10, 30, tzinfo=clock.SHANGHAI)),
        ("2025-03-05", "", datetime(2025, 3, 5, 23, 59, 59, tzinfo=clock.SHANGHAI)),
        ("2025-03-13", "", ENTERED),
    ],
)
def test_without_a_time_the_end_of_the_day_counts(written, owner, scan, day, at, expected):
    data = {"paper_on": day, "paper_at": at, "paper_reason": "停电，改为纸质办理。", "paper_scan": [scan]}
    form = EntryForm(data, subject=written, actor=owner)
    assert form.is_filled and form.is_valid(), form.errors
    assert form.moment() == expected
    assert form.evidence().scan == scan


def test_an_empty_form_means_that_it_is_done_here(written, owner):
    empty = {"paper_on": "", "paper_at": "", "paper_reason": "", "title": "甲"}
    assert not EntryForm(empty, subject=written, actor=owner).is_filled
    begun = EntryForm({**empty, "paper_on": "2025-03-05"}, uploads("scan"), subject=written, actor=owner)
    assert begun.is_filled and not begun.is_valid()
    assert set(begun.errors) == {"paper_scan", "paper_reason"}
