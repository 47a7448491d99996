"""PAUSE, CO-9: a pause puts the closing of bids off, never forward, never after the opening; a suspension stops."""

from datetime import datetime, timedelta

import pytest

from accounts import demo as people
from accounts.models import MailboxMessage
from accounts.telling import post
from disclosure.models import Notice
from rulebook.models import Pause
from sourcing import demo, pausing
from sourcing.deadlines import settle_all
from sourcing.models import Tender
from tests.sourcing.world import BIDDERS
from workflow import clock, engine, outbox
from workflow.clock import SHANGHAI
from workflow.obstacles import Refused

HOUR, DAY = timedelta(hours=1), timedelta(days=1)


def ordered(world, begins: datetime, ends: datetime, **changed) -> Pause:
    given = {
        "kind": "outage",
        "scope": "all",
        "begins_at": begins,
        "ends_at": ends,
        "document": "长政数故障〔2026〕3号",
        "explanation": "机房断电，平台不能使用。",
        **changed,
    }
    pause = engine.create(Pause, "propose", people.actor("czj.shenhe"), given).subject
    return engine.execute(pause, "decide", people.actor("czj.juzhang"), publication_reviewed=True).subject


def suspended(world, days: int = 10, **changed) -> Pause:
    now = clock.legal_now()
    given = {"kind": "suspension", "scope": "subject", "concerns": world.project.number} | changed
    return ordered(world, now, now + days * DAY, document="长财采投〔2026〕2号", **given)


def fresh(tender: Tender) -> Tender:
    return Tender.objects.get(pk=tender.pk)


def refusal(act) -> Refused:
    with pytest.raises(Refused) as caught:
        act()
    return caught.value


def test_bids_close_as_many_days_later_as_the_pause_takes(world) -> None:
    tender = world.published()
    ordered(world, clock.legal_now() + DAY, clock.legal_now() + 2 * DAY)
    moved = fresh(tender)
    assert moved.closes_at == moved.opens_at
    assert moved.closes_at - tender.closes_at >= 2 * DAY
    local = moved.closes_at.astimezone(SHANGHAI)
    assert local.time() == tender.closes_at.astimezone(SHANGHAI).time()
    assert clock.legal_now() < moved.closes_at


def test_notice_is_corrected_and_bidders_and_purchaser_are_told(world) -> None:
    """AN-06: the change is published where the tender was."""
    tender = world.with_bids(world.published())
    ordered(world, clock.legal_now() + DAY, clock.legal_now() + DAY + HOUR)
    notice = Notice.objects.get(kind="AN-06", subject_id=tender.pk)
    assert "长政数故障〔2026〕3号" in str(notice.payload)
    outbox.sweep(kinds=post.ALL)
    told = MailboxMessage.objects.filter(body__contains="长政数故障").values_list("user__username", flat=True)
    assert "mzj.jingban" in told
    providers = {name for name in told if name.split(".")[0] in BIDDERS}
    assert len({name.split(".")[0] for name in providers}) == len(BIDDERS)


def test_history_of_the_tender_has_the_act(world) -> None:
    tender = world.published()
    before = tender.closes_at
    ordered(world, clock.legal_now() + DAY, clock.legal_now() + DAY + HOUR)
    event = next(e for e in reversed(engine.events.history(tender)) if e.step == "postpone")
    assert event.content["facts"]["closes_before"] == engine.events.plain(before)
    assert event.content["cause"]


def test_pause_after_the_closing_or_before_the_notice_moves_nothing(world) -> None:
    tender = world.published()
    ordered(world, tender.closes_at + HOUR, tender.closes_at + DAY)
    ordered(world, tender.published_at - DAY, tender.published_at)
    assert fresh(tender).closes_at == tender.closes_at


def test_pause_of_another_project_moves_nothing(world) -> None:
    tender = world.published()
    area = people.actor("ngcz.shenhe").jurisdiction
    place = Pause._meta.get_field("jurisdiction").related_model.objects.get(code=area)
    ordered(world, clock.legal_now(), clock.legal_now() + HOUR, scope="place", jurisdiction=place)
    assert fresh(tender).closes_at == tender.closes_at


def test_ended_sooner_the_announced_closing_time_stays(world) -> None:
    """Never earlier than announced."""
    tender = world.published()
    pause = ordered(world, clock.legal_now(), clock.legal_now() + 3 * DAY)
    announced = fresh(tender).closes_at
    world.pass_to(clock.legal_now() + DAY)
    data = {"ends_at": clock.legal_now(), "reason": "已经恢复。", "publication_reviewed": True}
    engine.execute(pause, "end", people.actor("czj.juzhang"), data)
    assert fresh(tender).closes_at == announced


def test_bid_that_comes_between_is_late_until_the_pause_is_ordered(world) -> None:
    """The deadline fell into the outage: nobody could meet it, so bids are taken again once it is moved."""
    tender = world.published()
    upload = demo.bidding.send(tender, "kangle", demo.bidding.seal(tender, "kangle", "480000.00", 1))
    world.pass_to(tender.closes_at + HOUR)
    assert refusal(lambda: demo.submit(tender, "kangle", upload)).rules == {"B2.LATE"}
    ordered(world, tender.closes_at - HOUR, tender.closes_at + 2 * HOUR)
    assert fresh(tender).is_open_for_bids(clock.legal_now())
    tender = fresh(tender)
    upload = demo.bidding.send(tender, "kangle", demo.bidding.seal(tender, "kangle", "480000.00", 1))
    demo.submit(tender, "kangle", upload)


def test_tender_that_was_closed_already_opens_for_bids_again(world) -> None:
    tender = world.with_bids(world.published())
    world.pass_to(tender.closes_at + HOUR)
    settle_all()
    assert fresh(tender).state == "closed"
    ordered(world, tender.closes_at - HOUR, tender.closes_at + 2 * HOUR)
    assert fresh(tender).state == "published"
    assert fresh(tender).closed_at is None


def test_deadline_that_was_met_is_not_opened_again(world) -> None:
    tender = world.with_bids(world.published())
    world.pass_to(tender.closes_at + HOUR)
    ordered(world, tender.closes_at - 3 * HOUR, tender.closes_at - 2 * HOUR)
    suspended(world)
    assert fresh(tender).closes_at == tender.closes_at


def test_nothing_moves_once_somebody_has_given_a_part_of_the_key(world) -> None:
    tender = world.with_bids(world.published())
    world.pass_to(tender.opens_at + timedelta(seconds=1))
    tender.ceremonies.create(opener_key=b"0" * 32, started_at=clock.legal_now()).contributions.create(
        official=tender.officials.first(), sealed=b"0", given_at=clock.legal_now()
    )
    ordered(world, tender.closes_at - HOUR, tender.closes_at + 2 * HOUR)
    assert fresh(tender).closes_at == tender.closes_at
    data = {"closes_at": tender.closes_at + DAY, "document": "x"}
    refused = refusal(lambda: engine.execute(fresh(tender), "postpone", engine.system("x"), data))
    assert refused.rules == {"PAUSE"}


def test_closing_time_never_moves_forward(world) -> None:
    tender = world.published()
    data = {"closes_at": tender.closes_at - DAY, "document": "x"}
    refused = refusal(lambda: engine.execute(tender, "postpone", engine.system("x"), data))
    assert refused.rules == {"PAUSE"}
    with pytest.raises(Refused):
        engine.execute(tender, "postpone", people.actor("mzj.lingdao"), data)


def test_nothing_goes_on_while_a_procurement_is_suspended(world) -> None:
    """CH-9, CO-9."""
    tender = world.opened()
    tender = demo.check_eligibility(world.hand, tender)
    pause = suspended(world)
    assert "CO-9" in refusal(lambda: demo.form_panel(world.hand, fresh(tender))).rules
    world.pass_to(pause.ends_at)
    demo.form_panel(world.hand, fresh(tender))


def test_suspensions_last_thirty_days_in_all(world) -> None:
    """CO-9."""
    world.published()
    first = suspended(world, days=20)
    world.pass_to(first.ends_at)
    assert refusal(lambda: suspended(world, days=11)).rules == {"complaint.suspend_max"}
    suspended(world, days=10)
    world.pass_to(clock.legal_now() + 10 * DAY)
    assert refusal(lambda: suspended(world, days=1)).rules == {"complaint.suspend_max"}


def test_thirty_days_are_asked_again_when_it_is_decided(world) -> None:
    """CO-9: two orders that were proposed side by side."""
    world.published()
    now = clock.legal_now()
    given = {
        "kind": "suspension", "scope": "subject", "concerns": world.project.number, "begins_at": now,
        "ends_at": now + 20 * DAY, "document": "长财采投〔2026〕2号", "explanation": "处理投诉。",
    }  # fmt: skip
    one, other = (
        engine.create(Pause, "propose", people.actor("czj.shenhe"), given).subject for _ in range(2)
    )
    head = people.actor("czj.juzhang")
    engine.execute(one, "decide", head, publication_reviewed=True)
    refused = refusal(lambda: engine.execute(other, "decide", head, publication_reviewed=True))
    assert refused.rules == {"complaint.suspend_max"}


def test_suspension_takes_effect_today_at_the_earliest(world) -> None:
    """CO-9."""
    world.published()
    now = clock.legal_now()
    refused = refusal(
        lambda: ordered(
            world, now - 2 * DAY, now + DAY, kind="suspension", scope="subject", concerns=world.project.number
        )
    )
    assert refused.rules == {"CO-9"}


def test_suspension_is_read_by_those_whom_it_concerns(world) -> None:
    """What isn't public yet is suspended in private; the purchaser knows."""
    pause = suspended(world)
    assert not pause.is_public
    assert pause in Pause.objects.visible_to(people.actor("mzj.jingban"))
    assert pause not in Pause.objects.visible_to(people.actor("kangle.jingban"))
    assert not Notice.objects.filter(kind="AN-23").exists()


def test_where_no_day_is_lost_nothing_is_put_off(world) -> None:
    tender = world.published()
    pause = Pause(
        kind="outage", scope="all", begins_at=tender.published_at, ends_at=tender.published_at + HOUR
    )
    assert pausing.put_off(tender, pause, clock.legal_now()) is None
