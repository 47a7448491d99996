"""Telling people: each message once, after the act, with its way to the very step; and never twice of one thing."""

from datetime import datetime, timedelta

import pytest
from django.utils.translation import gettext_lazy, override

from accounts.models import Delivery, MailboxMessage, Message, User
from accounts.services import notify, send
from accounts.telling import kinds, post
from accounts.telling.kinds import Mode, Way
from core.dates import long_date
from core.phrases import later, paragraphs, said
from tests import people
from tests.portal.test_sections import duty
from workflow import outbox
from workflow.clock import SHANGHAI
from workflow.models import OutboxRow

NOW = datetime(2026, 3, 27, 10, 0, tzinfo=SHANGHAI)  # a Friday


@pytest.fixture
def clerk(legal_time):
    legal_time(NOW)
    return people.member(people.organisation("finance"), "reviewer")


def told(member):
    outbox.sweep(kinds=post.ALL)
    return list(Message.objects.filter(person=member.user).order_by("made_at", "title"))


def mails(member):
    return list(MailboxMessage.objects.filter(user=member.user).order_by("sent_at"))


def test_a_message_stands_in_the_portal_and_goes_out_by_mail_once(clerk):
    send(clerk.user, "已付款", "见付款单。", "/x/", kind=kinds.NEWS)
    assert not Message.objects.exists(), "never before commit"
    [message] = told(clerk)
    assert (message.title, message.url, message.kind) == ("已付款", "/x/", "news")
    [mail] = mails(clerk)
    assert (mail.subject, mail.url) == ("已付款", "/x/")


def test_each_row_bears_running_twice(clerk):
    send(clerk.user, "已付款", "见付款单。", "/x/", kind=kinds.NEWS)
    told(clerk)
    OutboxRow.objects.update(done_at=None)
    told(clerk)
    assert (Message.objects.count(), Delivery.objects.count(), MailboxMessage.objects.count()) == (1, 1, 1)


def test_the_same_words_on_another_day_are_told_again(clerk, legal_time):
    for day in range(2):
        legal_time(NOW + timedelta(days=day))
        send(clerk.user, "请尽快办理", "", "/x/", kind=kinds.URGED)
        told(clerk)
    assert len(mails(clerk)) == 2


def test_what_is_about_a_duty_is_over_with_it(clerk):
    found = duty(clerk.organisation)
    send(clerk.user, "请办理", "", "/x/", kind=kinds.URGED, duties=[found])
    [message] = told(clerk)
    assert list(Message.objects.unread()) == [message]
    found.met_at = NOW
    found.save()
    assert not Message.objects.unread().exists()


def test_what_another_has_taken_on_is_over_too(clerk):
    found = duty(clerk.organisation)
    colleague = people.member(clerk.organisation, "reviewer")
    for member in (clerk, colleague):
        send(member.user, "请办理", "", "/x/", kind=kinds.WORK, duties=[found])
    told(clerk)
    found.user_id = colleague.user_id
    found.save()
    assert [m.person_id for m in Message.objects.unread()] == [colleague.user_id]


def test_a_message_about_two_duties_is_over_with_the_second(clerk):
    both = [duty(clerk.organisation), duty(clerk.organisation)]
    send(clerk.user, "两件事项即将到期", "", "/worklist/", kind=kinds.NEAR, duties=both)
    told(clerk)
    for left, found in enumerate(both):
        assert Message.objects.unread().exists(), left
        found.met_at = NOW
        found.save()
    assert not Message.objects.unread().exists()


def test_old_news_are_no_news(clerk, legal_time):
    send(clerk.user, "已付款", "", "/x/", kind=kinds.NEWS)
    legal_time(NOW + timedelta(days=31))
    [message] = told(clerk)
    assert message.read_at is not None and not Message.objects.unread().exists()


def test_every_kind_says_how_it_comes():
    """A kind that is demanded by a way comes at once by it; a ringing text never holds a placeholder for a matter."""
    for kind in kinds.all_kinds():
        assert all(kind.usually(way) == Mode.NOW for way in kind.demanded), kind.name
        assert kind.usually(Way.PORTAL) == Mode.NOW, kind.name
        assert "%" not in str(kind.short) and "{" not in str(kind.short), kind.name


def test_one_name_means_one_kind():
    with pytest.raises(LookupError):
        kinds.declare(kinds.Kind("work", "", "", "", {}))
    assert kinds.get("no such kind").name == "news"


@pytest.mark.parametrize("actors", ["en", "zh-hans"])
def test_each_is_told_in_their_own_language_whoever_acts(clerk, actors):
    """Sentence, label, day and the unit's name; who has chosen no language reads the portal's first."""
    english = people.member(clerk.organisation, "reviewer")
    User.objects.filter(pk=english.user_id).update(language="en")
    with override(actors):
        subject = said(gettext_lazy("Filed: %(requirement)s"), requirement=clerk.organisation)
        urged = said(gettext_lazy("Due: %(due)s."), due=later(long_date, NOW))
        body = paragraphs(gettext_lazy("New"), "", urged, "张三：请办理")
        notify(clerk.organisation_id, subject, body, "/x/")
    number = clerk.organisation.name.removeprefix("单位")
    [chinese], [message] = told(clerk), told(english)
    assert (chinese.title, chinese.text) == (
        f"备案：单位{number}",
        "新增\n\n期限：2026年3月27日。\n\n张三：请办理",
    )
    assert (message.title, message.text) == (
        f"Filed: Unit {number}",
        "New\n\nDue: 27 March 2026.\n\n张三：请办理",
    )


def test_notify_counts_whom_it_tells(clerk):
    people.member(clerk.organisation, "treasurer")
    assert notify(clerk.organisation_id, "新申请", "", "/x/", roles=["reviewer"], kind=kinds.WORK) == 1
