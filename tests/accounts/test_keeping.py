"""What people were told is cleared after its time: not a day before, and never what proves or still waits."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.utils import timezone

from accounts import demo as people
from accounts.models import Delivery, MailboxMessage, Message, User
from accounts.telling import keeping, kinds
from config.keeping import days
from workflow import outbox
from workflow.clock import legal_now
from workflow.models import Duty, OutboxRow

pytestmark = pytest.mark.django_db
AGO = settings.KEEP_MESSAGES + timedelta(hours=1)


@pytest.fixture
def person(db) -> User:
    people.build()
    return User.objects.get(username="mzj.jingban")


def told(person: User, kind: str = kinds.NEWS, ago: timedelta = AGO, **values) -> Message:
    return Message.objects.create(person=person, kind=kind, title="旧", made_at=legal_now() - ago, **values)


def left(*messages: Message) -> list[Message]:
    keeping.clear()
    return [message for message in messages if Message.objects.filter(pk=message.pk).exists()]


def test_it_goes_with_its_deliveries_when_its_time_is_over_and_not_a_day_before(person) -> None:
    old, young = told(person), told(person, ago=settings.KEEP_MESSAGES - timedelta(days=1))
    Delivery.objects.create(message=old, way="mail", mode="now", state=Delivery.State.SENT)
    assert left(old, young) == [young]
    assert not Delivery.objects.filter(message_id=old.pk).exists()


def test_what_law_demands_to_be_told_stays_as_evidence(person) -> None:
    """Broken on purpose by script/mutants/evidence-cleared."""
    result = told(person, kinds.RESULT)
    assert left(result) == [result]


def test_what_waits_to_be_done_or_delivered_stays(person) -> None:
    organisation = people.organisation("mzj")
    duty = Duty.objects.create(
        subject_type="x", subject_id=uuid4(), title="t", url="/", step="s", label="l", arose_at=legal_now(),
        organisation_id=organisation.pk, jurisdiction="220100",
    )  # fmt: skip
    open_one, on_its_way = told(person, kinds.WORK, duties=[duty.pk]), told(person)
    Delivery.objects.create(message=on_its_way, way="mail", mode="now")
    assert left(open_one, on_its_way) == [open_one, on_its_way]
    Duty.objects.filter(pk=duty.pk).update(met_at=legal_now())
    assert left(open_one) == []


def test_one_run_takes_a_few_at_a_time_and_the_next_the_rest(person) -> None:
    for _number in range(5):
        told(person)
    assert [keeping.clear(batch=2, most=1), keeping.clear(batch=2, most=5), keeping.clear()] == [2, 3, 0]


def test_mails_of_a_demonstration_go_too(person) -> None:
    mail = MailboxMessage.objects.create(
        to_name="x", to_address="x@example.org", subject="旧", body="", sent_at=legal_now() - AGO
    )
    keeping.clear()
    assert not MailboxMessage.objects.filter(pk=mail.pk).exists()


def test_rows_of_the_outbox_go_once_delivered_and_never_before(db) -> None:
    ago = timezone.now() - settings.KEEP_DELIVERED - timedelta(days=1)
    rows = [
        OutboxRow.objects.create(kind="mail", payload={}, done_at=done)
        for done in (ago, timezone.now(), None)
    ]
    assert outbox.clear_delivered(batch=1) == 1
    assert list(OutboxRow.objects.filter(pk__in=[row.pk for row in rows]).order_by("pk")) == rows[1:]


def test_less_than_half_a_year_is_no_setting(monkeypatch) -> None:
    monkeypatch.setenv("PORTAL_KEEP_DELIVERED_DAYS", "90")
    with pytest.raises(ImproperlyConfigured):
        days("PORTAL_KEEP_DELIVERED_DAYS", default=184)
