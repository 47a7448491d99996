"""The inbox: one's own alone, opened at the very step, read by opening, by doing, or all at once."""

import pytest
from django.urls import reverse

from accounts.models import Membership, Message
from accounts.services import send
from accounts.telling import kinds, post
from tests import people
from tests.accounts.test_telling import NOW
from tests.portal.test_sections import duty
from workflow import outbox


@pytest.fixture
def clerk(legal_time):
    legal_time(NOW)
    return people.member(people.organisation("finance"), "reviewer")


@pytest.fixture
def inbox(client, clerk):
    client.force_login(clerk.user)
    return client


def tell(member, title="已付款", url="/worklist/", **values):
    send(member.user, title, "见付款单。", url, **{"kind": kinds.NEWS, **values})
    outbox.sweep(kinds=post.ALL)
    return Message.objects.get(person=member.user, title=title)


def shown(client, query=""):
    return client.get(reverse("accounts:messages") + query).content.decode()


def test_the_masthead_counts_and_opening_reads(inbox, clerk):
    message = tell(clerk)
    assert "1条未读" in shown(inbox).replace(" ", "")
    answer = inbox.get(reverse("accounts:message", args=[message.pk]))
    assert (answer.status_code, answer.url) == (302, "/worklist/")
    assert "已付款" not in shown(inbox)
    assert "已付款" in shown(inbox, "?show=all")


def test_looking_whether_it_is_there_reads_nothing(inbox, clerk):
    message = tell(clerk)
    inbox.head(reverse("accounts:message", args=[message.pk]))
    assert Message.objects.unread().exists()


def test_a_message_without_a_place_is_a_page(inbox, clerk):
    message = tell(clerk, url="")
    page = inbox.get(reverse("accounts:message", args=[message.pk]))
    assert page.status_code == 200 and "见付款单。" in page.content.decode()


def test_nobody_elses(inbox, clerk):
    other = tell(people.member(clerk.organisation, "reviewer"), "别人的消息")
    assert "别人的消息" not in shown(inbox, "?show=all")
    assert inbox.get(reverse("accounts:message", args=[other.pk])).status_code == 404


def test_by_kind_and_all_at_once(inbox, clerk):
    tell(clerk, "已付款")
    tell(clerk, "请尽快办理", kind=kinds.URGED)
    assert "已付款" not in shown(inbox, "?kind=urged")
    inbox.post(reverse("accounts:messages_read"), {"kind": "urged"})
    assert [m.title for m in Message.objects.unread()] == ["已付款"]
    inbox.post(reverse("accounts:messages_read"))
    assert not Message.objects.unread().exists()


@pytest.mark.parametrize(
    "query", ["?kind=%00", "?kind=nosuch", "?page=999", "?page=x", "?show=", "?kind=work&show=all"]
)
def test_odd_questions_get_a_page(inbox, clerk, query):
    tell(clerk)
    assert inbox.get(reverse("accounts:messages") + query).status_code == 200


def test_the_other_organisation_is_offered(inbox, clerk):
    elsewhere = people.organisation("purchaser")
    Membership.objects.create(user=clerk.user, organisation=elsewhere, roles=["handler"])
    message = tell(clerk, duties=[duty(elsewhere, role="handler")])
    here = Membership.objects.get(user=clerk.user, organisation=clerk.organisation)
    inbox.post(reverse("accounts:switch"), {"membership": str(here.pk)})
    address = reverse("accounts:message", args=[message.pk])
    page = inbox.get(address)
    assert page.status_code == 404 and str(elsewhere) in page.content.decode()
    assert Message.objects.unread().exists(), "an offer is no reading"
    wanted = Membership.objects.get(user=clerk.user, organisation=elsewhere)
    answer = inbox.post(reverse("accounts:switch"), {"membership": str(wanted.pk), "next": address})
    assert inbox.get(answer.url).url == "/worklist/"
