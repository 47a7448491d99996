"""What only shows when transactions commit: waiting over the deadline, and the opener's own database role."""

from __future__ import annotations

import threading
from datetime import timedelta

import pytest
from django.db import DatabaseError, connection, connections, transaction

from sourcing import demo
from sourcing.deadlines import settle
from sourcing.models import Bid, OpenedBid, Tender
from sourcing.opener import Opener, as_opener, leave
from tests.sourcing.world import build_world
from workflow import clock
from workflow.obstacles import Refused

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "owner", "opener", "sealer"])
SECOND = timedelta(seconds=1)


def test_who_waited_for_the_lock_over_the_deadline_is_late(fresh_database):
    world = build_world()
    tender, upload = _about_to_bid(world)
    world.pass_to(tender.closes_at - SECOND)
    answer = _bid_that_waits(tender, upload, until=lambda: world.pass_to(tender.closes_at))
    assert isinstance(answer, Refused) and answer.rules == {"B2.LATE"}
    assert not Bid.objects.exists()


def test_who_began_in_time_and_waited_is_late_by_the_running_clock(fresh_database):
    """As in production: nobody pins the clock, so that the beginning of the transaction is not the present moment.

    Broken on purpose: `now()` for `clock_timestamp()` in `legal_now()`, and the bid is taken.
    """
    world = build_world()
    tender, upload = _about_to_bid(world)
    world.pass_to(tender.closes_at - SECOND)
    answer = _bid_that_waits(tender, upload, until=lambda: _let_the_clock_run_from(tender.closes_at))
    assert isinstance(answer, Refused) and answer.rules == {"B2.LATE"}
    assert not Bid.objects.exists()


def _about_to_bid(world):
    tender = world.published()
    return tender, demo.bidding.send(tender, "kangle", demo.bidding.seal(tender, "kangle", "480000.00", 1))


def _let_the_clock_run_from(moment):
    """It is that moment now; for whoever has begun before, the beginning of the transaction lies before it."""
    with connections["owner"].cursor() as cursor:
        cursor.execute("UPDATE legal_clock SET pinned = NULL, ahead = %s - clock_timestamp()", [moment])


def _bid_that_waits(tender, upload, until):
    """The answer to a bid that finds the tender locked, and gets on only after `until` has come back."""
    answers = []

    def bid():
        try:
            answers.append(demo.submit(tender, "kangle", upload))
        except Refused as refused:
            answers.append(refused)
        finally:
            connections.close_all()

    closer = connection.copy()
    with transaction.atomic(using=_as_alias(closer)), closer.cursor() as cursor:
        cursor.execute("SELECT 1 FROM sourcing_tender WHERE id = %s FOR UPDATE", [tender.pk])
        thread = threading.Thread(target=bid)
        thread.start()
        _wait_for_a_blocked_session()
        until()
    _forget(closer)
    thread.join(20)
    return answers[0]


def _as_alias(copy):
    connections["closer"] = copy
    return "closer"


def _forget(copy):
    copy.close()
    del connections["closer"]


def _wait_for_a_blocked_session():
    with connection.cursor() as cursor:
        for _ in range(400):
            cursor.execute("SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock'")
            if cursor.fetchone()[0]:
                return
            cursor.execute("SELECT pg_sleep(0.025)")
    raise AssertionError("nobody waited for the tender: the bid takes no lock on it")


def test_two_openers_dont_take_a_tender_out_of_each_others_hands(fresh_database):
    """Broken on purpose: with `_reserve` always true the second opener ends what the first has begun."""
    world = build_world()
    tender = world.with_bids(world.published())
    world.pass_to(tender.opens_at + SECOND)
    first, second = Opener(), Opener()
    with as_opener():
        first.look()
    begun = tender.running_ceremony()
    second.look()
    assert tender.running_ceremony() == begun and not second.keys
    demo.contribute(tender, "mzj.kaibiao")
    leave()
    second.look()
    assert tender.running_ceremony() != begun, (
        "who takes over begins anew: the key was in the first one's memory"
    )


def test_bids_are_opened_where_the_portal_closed_the_tender_a_moment_before(fresh_database):
    """The opener has read it as published; the portal's own closing comes in between."""
    world = build_world()
    tender = world.with_bids(world.published())
    world.pass_to(tender.opens_at + SECOND)
    opener = Opener()
    opener.look()
    for username in demo.opening.officials_of(tender):
        demo.contribute(tender, username)
    stale = Tender.objects.get(pk=tender.pk)
    settle(Tender.objects.get(pk=tender.pk))
    assert stale.state == "published" and opener._attend(stale)
    assert Tender.objects.get(pk=tender.pk).state == "opened"


def test_opened_bids_are_written_by_the_openers_role_alone(fresh_database):
    """Takes back what tests.seed grants; the migration's own grants remain."""
    with connections["owner"].cursor() as cursor:
        app = connections["default"].settings_dict["USER"]
        for right in ("UPDATE", "DELETE"):
            cursor.execute("SELECT has_table_privilege(%s, 'sourcing_openedbid', %s)", [app, right])
            assert cursor.fetchone() == (False,), right
        cursor.execute(
            f"REVOKE INSERT ON sourcing_openedbid, sourcing_openedfile, sourcing_openingrecord FROM {app}"
        )
    world = build_world()
    tender = world.with_bids(world.published())
    world.pass_to(tender.opens_at + SECOND)
    bid = tender.bids.order_by("provider__sort_key", "version").first()
    with pytest.raises(DatabaseError, match="permission denied"), transaction.atomic():
        OpenedBid.objects.create(
            tender=tender, bid=bid, provider_id=bid.provider_id,
            envelope_digest="0" * 64, price="1.00", opened_at=clock.legal_now(),
        )  # fmt: skip
    assert demo.open_bids(tender).state == "opened", "the opener's own role may"
    with connections["opener"].cursor() as cursor:
        for forbidden in (
            "UPDATE sourcing_bid SET version = 9",
            "DELETE FROM sourcing_openedbid",
            "INSERT INTO sourcing_bid SELECT * FROM sourcing_bid",
            "SELECT * FROM django_session",
            "UPDATE accounts_user SET username = 'x'",
            "SELECT * FROM sourcing_score",
        ):
            with pytest.raises(DatabaseError):
                cursor.execute(forbidden)
