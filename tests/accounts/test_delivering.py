"""When a service fails: tried again or given up, each letter by itself, and never two of one."""

import pytest
from django.urls import reverse

from accounts.models import Address, Delivery, MailboxMessage, Message
from accounts.services import send
from accounts.telling import channels, kinds, post
from accounts.telling.channels import Later, Never
from accounts.telling.kinds import Way
from accounts.telling.models import Hours
from tests import people
from tests.accounts.test_telling import NOW
from workflow import outbox
from workflow.models import OutboxRow


class Moody:
    """A channel that fails as the test says, and otherwise keeps what it was given."""

    faults: list[Exception] = []
    given: list[str] = []

    def __init__(self, way: str) -> None:
        self.way = way

    def send(self, person, address, letter) -> str:
        if self.faults:
            raise self.faults.pop(0)
        self.given.append(letter.key)
        return f"receipt-{letter.key}"


@pytest.fixture
def clerk(legal_time, monkeypatch):
    legal_time(NOW)
    monkeypatch.setitem(channels.KEPT, Way.SMS, f"{__name__}.Moody")
    Moody.faults, Moody.given = [], []
    member = people.member(people.organisation("finance"), "reviewer")
    Address.objects.create(person=member.user, way="sms", value="13800138000", verified_at=NOW)
    return member


def sweep():
    """As beat does, whatever time a row waits for after a failure."""
    OutboxRow.objects.update(retry_at=None)
    outbox.sweep(kinds=post.ALL)


def by_sms():
    return Delivery.objects.get(way="sms")


def test_a_failure_for_now_is_tried_again_and_holds_up_nothing_else(clerk):
    Moody.faults = [Later("HTTP 503")]
    send(clerk.user, "即将到期", "", "/x/", kind=kinds.NEAR)
    outbox.sweep(kinds=post.ALL)
    assert (by_sms().state, Moody.given) == (Delivery.State.WAITING, [])
    assert MailboxMessage.objects.filter(channel="mail").count() == 1
    assert "HTTP 503" in OutboxRow.objects.get(kind="delivery", done_at=None).error
    for _time in range(2):
        sweep()
    found = by_sms()
    assert (found.state, found.receipt) == (Delivery.State.SENT, f"receipt-{Message.objects.get().pk}")
    OutboxRow.objects.update(done_at=None)
    sweep()
    assert len(Moody.given) == MailboxMessage.objects.count() == 1, (
        "a row that runs again sends nothing again"
    )


def test_a_failure_for_good_is_given_up_and_said(clerk, client):
    Moody.faults = [Never("HTTP 400")]
    send(clerk.user, "即将到期", "", "/x/", kind=kinds.NEAR)
    for _time in range(2):
        sweep()
    assert (by_sms().state, by_sms().fault, Moody.given) == (Delivery.State.FAILED, "HTTP 400", [])
    assert not OutboxRow.objects.filter(done_at=None).exists()
    client.force_login(clerk.user)
    page = client.get(reverse("accounts:telling")).content.decode()
    assert "最近一条消息未能送达" in page and "即将到期" in page and "HTTP 400" not in page
    send(clerk.user, "又一条", "", "/x/", kind=kinds.NEAR)
    sweep()
    assert Address.objects.get().fault == "", "a delivery mends what the last fault said"


def test_a_try_after_a_failure_keeps_quiet_hours(clerk, legal_time):
    Moody.faults = [Later("HTTP 503")]
    send(clerk.user, "即将到期", "", "/x/", kind=kinds.NEAR)
    outbox.sweep(kinds=post.ALL)
    legal_time(NOW.replace(hour=23))
    sweep()
    assert Moody.given == []
    legal_time(NOW.replace(day=30, hour=8))
    sweep()
    assert len(Moody.given) == 1


def test_wishes_at_the_time_of_delivery_count(clerk, legal_time):
    legal_time(NOW.replace(hour=21))
    send(clerk.user, "即将到期", "", "/x/", kind=kinds.NEAR)
    outbox.sweep(kinds=post.ALL)
    Hours.objects.create(person=clerk.user, quiet_until="10:00")
    legal_time(NOW.replace(day=30, hour=9))
    sweep()
    assert Moody.given == []
    legal_time(NOW.replace(day=30, hour=10))
    sweep()
    assert len(Moody.given) == 1


def test_a_code_that_cannot_be_sent_changes_nothing(clerk, client):
    Moody.faults = [Never("HTTP 400")]
    client.force_login(clerk.user)
    answer = client.post(reverse("accounts:telling_address", args=["sms"]), {"value": "13900139000"})
    assert answer.status_code == 200
    assert Address.objects.get().value == "13800138000" and Address.objects.get().verified_at is not None


def test_after_the_last_try_it_is_no_longer_on_its_way(clerk):
    Moody.faults = [Later("HTTP 503") for _ in range(outbox.MOST_ATTEMPTS)]
    send(clerk.user, "即将到期", "", "/x/", kind=kinds.NEAR)
    for _ in range(outbox.MOST_ATTEMPTS - 1):
        sweep()
    assert by_sms().state == Delivery.State.WAITING
    sweep()
    assert (by_sms().state, Moody.given) == (Delivery.State.FAILED, [])
    assert "HTTP 503" in by_sms().fault
    assert "HTTP 503" in Address.objects.get(person=clerk.user).fault
