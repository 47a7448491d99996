"""A day by which something is due is the same wherever it is told: mails, lists, the history, the worklist's file."""

from datetime import datetime, timedelta
from io import BytesIO
from uuid import uuid4

import pytest
from django.utils.translation import gettext_lazy
from openpyxl import load_workbook

from accounts import history
from accounts.actors import of_membership
from accounts.models import Message
from accounts.telling import post
from accounts.telling.work import tell as tell_of_work
from core.dates import SHANGHAI, end_of
from portal import reminders
from portal.handing import tell_urged
from rulebook import telling
from tests import people
from tests.portal.test_sections import NOW, duty
from workflow import events, outbox
from workflow.models import DueChange

ENDS = {
    "midnight": datetime(2026, 3, 31, tzinfo=SHANGHAI),
    "the last moment": end_of(datetime(2026, 3, 30, tzinfo=SHANGHAI).date()),
}
"""Both are the end of the 30th."""


@pytest.fixture
def clerk(legal_time):
    legal_time(NOW)
    return people.member(people.organisation("finance"), "reviewer")


@pytest.fixture(params=ENDS.values(), ids=ENDS)
def due(request, clerk):
    """A duty that ends with the 30th of March, a Monday."""
    return duty(clerk.organisation, due_at=request.param)


def body():
    outbox.sweep(kinds=post.ALL)
    return Message.objects.get().text


def test_new_work(due):
    payload = {"duty": str(due.pk), "by": [], "at": events.plain(NOW), "returned": None}
    tell_of_work(payload)
    assert body() == "期限：2026年3月30日。"


def test_a_reminder(due):
    reminders.remind()
    assert "限期：2026年3月30日。" in body()


def test_urging(due, clerk):
    tell_urged(due, of_membership(clerk))
    assert "2026年3月30日" in body()


def test_what_a_new_calendar_moved(due):
    telling.tell([due], gettext_lazy("Due dates have moved"), gettext_lazy("Moved:"), "/x/")
    assert "2026年3月30日" in body()


def test_the_history_of_what_was_moved(due):
    DueChange.objects.create(
        duty=due,
        subject_id=due.subject_id,
        event_id=uuid4(),
        at=NOW,
        cause=DueChange.Cause.PAUSE,
        about="停电",
        before=due.due_at - timedelta(days=3),
        after=due.due_at,
    )
    [mark] = history._due_dates([due.subject_id])
    assert "2026年3月27日" in mark.text and "2026年3月30日" in mark.text


def test_the_worklist_and_its_file(due, clerk, client):
    client.force_login(clerk.user)
    answer = client.get("/worklist/?tab=section&export=xlsx")
    [row] = load_workbook(BytesIO(answer.content)).active.iter_rows(min_row=2, values_only=True)
    assert row[4] == datetime(2026, 3, 30)
    assert "3月30日" in client.get("/worklist/?tab=section").content.decode()
