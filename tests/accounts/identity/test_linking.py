"""An account is linked by its owner alone, who has signed in anew there and confirms it here; who orders the unit may
cut the link, and it ends the sessions that began by it."""

from __future__ import annotations

import pytest

from accounts.actors import played
from accounts.models import Identity, MailboxMessage, Membership
from tests import people
from tests.accounts.conftest import PASSWORD, make
from tests.accounts.identity.conftest import ASK, LI, LINK, SECURITY, WANG, link, said, travel
from tests.oidc.running import Visitor
from workflow import outbox
from workflow.engine import execute
from workflow.models import Event
from workflow.obstacles import Refused

pytestmark = pytest.mark.django_db


@pytest.fixture
def at_desk(provider, official):
    """Signed in by password, and has just confirmed."""
    official.sign_in()
    return official


def cut(identity, member):
    return execute(identity, "cut", played(member)).subject


def member_of(person):
    return Membership.objects.select_related("organisation__jurisdiction", "user").get(user=person.user)


def test_one_shows_who_one_is_there_and_says_here_that_it_is_to_be_linked(at_desk, visitor):
    assert "绑定<" in at_desk.client.get(SECURITY).content.decode()
    assert travel(at_desk, visitor, at=ASK).url == LINK
    page = at_desk.client.get(LINK).content.decode()
    assert "王秀兰" in page
    assert WANG in page
    assert not Identity.objects.exists()
    assert at_desk.client.post(LINK).url == SECURITY
    row = Identity.objects.get()
    assert (row.user, row.subject, row.shown_name, row.state) == (at_desk.user, WANG, "王秀兰", "linked")
    assert "已绑定" in at_desk.client.get(SECURITY).content.decode()
    assert at_desk.client.get(LINK).url == SECURITY, "it no longer waits"


def test_the_event_names_who_linked_and_no_number_of_the_person(at_desk, visitor):
    travel(at_desk, visitor, at=ASK)
    at_desk.client.post(LINK)
    event = Event.objects.get(subject_type="accounts.identity", outcome="done")
    assert event.user_id == at_desk.user.pk
    assert WANG not in str(event.content)
    assert "王秀兰" not in str(event.content)


def test_the_owner_is_told_by_mail(at_desk, visitor):
    travel(at_desk, visitor, at=ASK)
    at_desk.client.post(LINK)
    outbox.sweep()
    (mail,) = MailboxMessage.objects.filter(user=at_desk.user, channel="mail")
    assert mail.subject == "您的账号已与一个身份绑定"


def test_it_is_grave_so_that_nobody_links_at_somebodys_unlocked_screen(at_desk, visitor):
    session = at_desk.client.session
    del session["confirmed_at"]
    session.save()
    travel(at_desk, visitor, at=ASK)
    asked = at_desk.client.post(LINK).url
    assert asked.startswith("/accounts/confirm/")
    assert not Identity.objects.exists()
    at_desk.client.post(asked, {"password": PASSWORD, "next": LINK})
    at_desk.client.post(LINK)
    assert Identity.objects.exists()


def test_a_session_that_somebody_left_open_there_is_not_linked(at_desk, provider, visitor):
    """Whoever used the computer before is still signed in at the service."""
    travel(at_desk, visitor, at=ASK)
    provider.is_crooked(session=True, claims={"auth_time": 1_700_000_000})
    assert travel(at_desk, visitor, at=ASK).url == SECURITY
    assert "没有重新验证" in said(at_desk, SECURITY)


def test_nothing_typed_into_an_address_or_a_form_is_linked(at_desk):
    given = {"issuer": "https://evil.example", "subject": "1", "user": str(at_desk.user.pk)}
    assert at_desk.client.get(LINK, given).url == SECURITY
    assert at_desk.client.post(LINK, given).url == SECURITY
    assert not Identity.objects.exists()


def test_what_waited_too_long_is_no_longer_linked(at_desk, visitor):
    travel(at_desk, visitor, at=ASK)
    session = at_desk.client.session
    session["identity_waits"] |= {"at": session["identity_waits"]["at"] - 601}
    session.save()
    assert at_desk.client.post(LINK).url == SECURITY
    assert not Identity.objects.exists()


def test_an_identity_opens_one_account(at_desk, provider, visitor, client):
    other = make("purchaser", "handler", client)
    link(other, provider)
    at_desk.sign_in()
    travel(at_desk, visitor, at=ASK)
    assert "已与另一账号绑定" in at_desk.client.post(LINK).content.decode()
    assert Identity.objects.count() == 1


def test_an_account_is_opened_by_one_identity(at_desk, provider, visitor):
    link(at_desk, provider)
    travel(at_desk, visitor, LI, at=ASK)
    assert "请先解除原绑定" in at_desk.client.post(LINK).content.decode()


def test_nobody_links_without_an_answer_of_the_service(official):
    with pytest.raises(Refused):
        execute(Identity(), "link", played(member_of(official)))


def test_the_owner_cuts_it_and_stays_signed_in(linked, visitor):
    travel(linked, visitor)
    row = Identity.objects.get()
    assert linked.client.post(f"/accounts/identity/{row.pk}/cut/").url == SECURITY
    assert linked.is_in(), "they have just confirmed"
    row.refresh_from_db()
    assert row.state == "cut"
    linked.client.post("/accounts/sign-out/")
    travel(linked, Visitor())
    assert not linked.is_in()


def test_who_has_no_other_way_in_is_not_locked_out(linked, visitor):
    travel(linked, visitor)
    linked.user.set_unusable_password()
    linked.user.save()
    travel(linked, visitor)
    page = linked.client.post(f"/accounts/identity/{Identity.objects.get().pk}/cut/")
    assert "您没有其他登录方式" in page.content.decode()


def test_the_administrator_of_the_unit_cuts_it_and_whoever_came_by_it_is_out(linked, visitor):
    travel(linked, visitor)
    assert linked.is_in()
    cut(Identity.objects.get(), people.member(member_of(linked).organisation, "admin"))
    assert not linked.is_in()


def test_other_sessions_of_theirs_go_on(linked):
    linked.sign_in()
    cut(Identity.objects.get(), people.member(member_of(linked).organisation, "admin"))
    assert linked.is_in()


@pytest.mark.parametrize("role", ["reviewer", "handler"])
def test_a_colleague_neither_sees_nor_cuts_it(linked, role):
    colleague = people.member(member_of(linked).organisation, role)
    assert not Identity.objects.visible_to(played(colleague)).exists()
    with pytest.raises(Refused):
        cut(Identity.objects.get(), colleague)


def test_another_units_administrator_neither_sees_nor_cuts_it(linked):
    stranger = people.member(people.organisation("purchaser"), "admin")
    assert not Identity.objects.visible_to(played(stranger)).exists()
    with pytest.raises(Refused):
        cut(Identity.objects.get(), stranger)


def test_after_a_cut_it_may_be_linked_anew(linked, visitor, provider):
    cut(Identity.objects.get(), member_of(linked))
    link(linked, provider)
    assert Identity.objects.linked().count() == 1
    assert Identity.objects.count() == 2, "the first stays on record"
