"""What a person chooses holds: ways, quiet hours, the summary; and nothing goes where no code came back from."""

import json
from datetime import datetime, time, timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.core import mail
from django.urls import reverse

from accounts.models import Address, Delivery, Hours, MailboxMessage, Message, Wish
from accounts.services import send
from accounts.telling import hours, kinds, post, wishes
from accounts.telling.kinds import Mode
from tests import people
from tests.accounts.test_telling import NOW
from tests.portal.test_sections import duty
from workflow import outbox
from workflow.clock import SHANGHAI

FRIDAY_NIGHT = datetime(2026, 3, 27, 21, 0, tzinfo=SHANGHAI)
MONDAY = datetime(2026, 3, 30, 8, 0, tzinfo=SHANGHAI)


@pytest.fixture
def clerk(legal_time):
    legal_time(NOW)
    member = people.member(people.organisation("finance"), "reviewer")
    for way, value in (("sms", "13800138000"), ("wecom", "QinLan")):
        Address.objects.create(person=member.user, way=way, value=value, verified_at=NOW)
    return member


@pytest.fixture
def desk(client, clerk):
    client.force_login(clerk.user)
    return client


def tell(member, kind, title="事项", **values):
    send(member.user, title, "内容", "/worklist/", kind=kind, **values)
    sweep()


def sweep():
    outbox.sweep(kinds=post.ALL)


def got(member):
    """Way and subject of what has gone out."""
    rows = MailboxMessage.objects.filter(user=member.user).order_by("channel", "subject")
    return list(rows.values_list("channel", "subject"))


def test_each_kind_takes_its_usual_ways(clerk):
    tell(clerk, kinds.NEAR)
    assert got(clerk) == [("mail", "事项"), ("sms", "即将到期"), ("wecom", "即将到期")]


def test_what_rings_says_nothing_of_the_matter(clerk):
    tell(clerk, kinds.LATE, "秘密标题 1,234,567.00 元")
    texts = MailboxMessage.objects.exclude(channel="mail").values_list("subject", "body", "url")
    message = Message.objects.get()
    assert len(texts) == 2
    for said in texts:
        assert "秘密" not in "".join(said) and "1,234" not in "".join(said) and "内容" not in "".join(said)
        assert said[2] == f"/accounts/messages/{message.pk}/"
    for path in (Path(settings.MESSAGES_DIR) / "sms").glob(f"{message.pk}.json"):
        assert json.loads(path.read_text()).keys() == {"to", "text", "link"}
        break
    else:
        raise AssertionError("the folder has a file for each letter")


def test_nothing_goes_to_an_address_that_nobody_has_confirmed(clerk):
    Address.objects.update(verified_at=None)
    tell(clerk, kinds.NEAR)
    assert got(clerk) == [("mail", "事项")]


def test_a_choice_holds_and_what_is_demanded_stays(clerk):
    wishes.keep(
        clerk.user, {("near", "sms"): Mode.OFF, ("result", "mail"): Mode.OFF, ("near", "mail"): Mode.OFF}
    )
    tell(clerk, kinds.NEAR)
    assert got(clerk) == [("wecom", "即将到期")]
    Wish.objects.create(
        person=clerk.user, kind="result", way="mail", mode="off"
    )  # as of before it was demanded
    tell(clerk, kinds.RESULT, "结果")
    assert ("mail", "结果") in got(clerk)


def test_what_is_off_in_the_portal_is_not_counted_there(clerk):
    wishes.keep(clerk.user, {("news", "portal"): Mode.OFF})
    tell(clerk, kinds.NEWS)
    assert Message.objects.exists() and not Message.objects.unread().exists()


def test_the_night_and_days_off_hold_what_rings(clerk, legal_time):
    legal_time(FRIDAY_NIGHT)
    tell(clerk, kinds.LATE)
    assert got(clerk) == [("mail", "事项")]
    legal_time(MONDAY - timedelta(minutes=1))
    sweep()
    assert len(got(clerk)) == 1
    legal_time(MONDAY)
    sweep()
    assert [way for way, _title in got(clerk)] == ["mail", "sms", "wecom"]


def test_grave_ones_pass(clerk, legal_time):
    legal_time(FRIDAY_NIGHT)
    tell(clerk, kinds.CALL)
    assert [way for way, _title in got(clerk)] == ["mail", "sms", "wecom"]


def test_what_falls_due_before_the_quiet_ends_passes_too(clerk, legal_time):
    legal_time(FRIDAY_NIGHT)
    tell(clerk, kinds.NEAR, until=MONDAY - timedelta(hours=1))
    assert [way for way, _title in got(clerk)] == ["mail", "sms", "wecom"]


def test_what_is_done_in_the_night_is_not_sent_in_the_morning(clerk, legal_time):
    legal_time(FRIDAY_NIGHT)
    found = duty(clerk.organisation)
    tell(clerk, kinds.URGED, duties=[found])
    found.met_at = FRIDAY_NIGHT
    found.save()
    legal_time(MONDAY)
    sweep()
    assert [way for way, _title in got(clerk)] == ["mail"]
    assert Delivery.objects.get(way="wecom").state == Delivery.State.SPARED


def test_new_work_comes_in_one_summary_without_what_is_done(clerk, legal_time):
    duties = [duty(clerk.organisation, title=f"项目{number}") for number in range(3)]
    for found in duties:
        tell(clerk, kinds.WORK, found.title, duties=[found])
    assert got(clerk) == []
    duties[1].met_at = NOW
    duties[1].save()
    legal_time(MONDAY + timedelta(minutes=30))
    sweep()
    [letter] = MailboxMessage.objects.filter(user=clerk.user)
    assert "2026年3月30日" in letter.subject and "2" in letter.subject
    assert "项目0" in letter.body and "项目2" in letter.body and "项目1" not in letter.body
    sweep()
    assert MailboxMessage.objects.count() == 1


def test_no_summary_where_nothing_is_left(clerk, legal_time):
    tell(clerk, kinds.WORK)
    Message.objects.update(read_at=NOW)
    legal_time(MONDAY + timedelta(hours=1))
    sweep()
    assert got(clerk) == []


def test_what_is_due_too_soon_for_the_summary_comes_at_once(clerk):
    tell(clerk, kinds.WORK, until=MONDAY + timedelta(hours=9))
    assert got(clerk) == [("mail", "事项")]


@pytest.mark.parametrize(
    ("clock", "quiet", "free"),
    [
        (time(12), (time(20), time(8)), time(12)),
        (time(20), (time(20), time(8)), None),
        (time(7, 59), (time(20), time(8)), time(8)),
        (time(12, 30), (time(12), time(14)), time(14)),
        (time(14), (time(12), time(14)), time(14)),
        (time(3), (time(8), time(8)), time(3)),
    ],
)
def test_quiet_hours(clock, quiet, free):
    wanted = Hours(quiet_from=quiet[0], quiet_until=quiet[1], days_off=True)
    thursday = NOW.date() - timedelta(days=1)
    found = hours.release(datetime.combine(thursday, clock, SHANGHAI), wanted)
    assert found == (
        datetime.combine(thursday, free, SHANGHAI)
        if free
        else datetime.combine(thursday + timedelta(days=1), time(8), SHANGHAI)
    )


def test_the_page_keeps_what_differs_only(desk, clerk):
    page = desk.get(reverse("accounts:telling")).content.decode()
    assert "始终" in page
    data = {f"{kind}-{way}": mode for (kind, way), mode in wishes.modes(clerk.user).items()}
    data |= {"news-mail": "digest", "quiet_from": "21:00", "quiet_until": "07:30", "summary_at": "09:00"}
    data = {name: value for name, value in data.items() if name in page}
    assert desk.post(reverse("accounts:telling"), data).status_code == 302
    assert wishes.modes(clerk.user)["news", "mail"] == Mode.DIGEST
    own = wishes.hours_of(clerk.user)
    assert (own.quiet_from, own.days_off, own.summary_at) == (time(21), False, time(9))
    assert Wish.objects.count() == 1


def test_what_is_no_choice_is_refused(desk, clerk):
    data = {f"{kind}-{way}": mode for (kind, way), mode in wishes.modes(clerk.user).items()}
    data |= {"news-sms": "digest", "quiet_from": "25:00", "quiet_until": "", "summary_at": "x"}
    answer = desk.post(reverse("accounts:telling"), data)
    assert answer.status_code == 200 and not Hours.objects.exists()


def code_in_the_mailbox(way):
    body = MailboxMessage.objects.filter(channel=way, url="").latest("sent_at").body
    return "".join(letter for letter in body.partition("验证码：")[2] if letter.isdigit())[:6]


def test_an_address_counts_once_its_code_has_come_back(desk, clerk):
    Address.objects.all().delete()
    desk.post(reverse("accounts:telling_address", args=["sms"]), {"value": "１３９００１３９０００"})
    found = Address.objects.get()
    assert (found.value, found.verified_at) == ("13900139000", None)
    code = code_in_the_mailbox("sms")
    assert code not in found.code_digest
    address = reverse("accounts:telling_code", args=["sms"])
    wrong = f"{(int(code) + 1) % 10**6:06}"
    assert desk.post(address, {"code": wrong}).status_code == 200
    assert desk.post(address, {"code": code}).status_code == 302
    assert wishes.addresses_of(clerk.user)["sms"] == "13900139000"
    sweep()
    assert Message.objects.filter(kind="security").count() == 1, "the person is told by mail"


def test_five_wrong_tries_end_a_code_and_five_codes_a_day_are_sent(desk):
    Address.objects.all().delete()
    ask, answer = (reverse(f"accounts:telling_{name}", args=["sms"]) for name in ("address", "code"))
    desk.post(ask, {"value": "13900139000"})
    code = code_in_the_mailbox("sms")
    for _time in range(5):
        desk.post(answer, {"code": f"{(int(code) + 1) % 10**6:06}"})
    desk.post(answer, {"code": code})
    assert Address.objects.get().verified_at is None
    for _time in range(4):
        assert desk.post(ask, {"value": "13900139000"}).status_code == 302
    assert desk.post(ask, {"value": "13900139000"}).status_code == 200
    desk.post(reverse("accounts:telling_forget", args=["sms"]))
    assert desk.post(ask, {"value": "13900139000"}).status_code == 200, "taking it away doesn't start anew"


@pytest.mark.parametrize("value", ["", "12345", "1390013900a", "139001390001", "@all", "a|b", "\x00", "é"])
def test_odd_addresses_are_refused(desk, value):
    Address.objects.all().delete()
    for way in ("sms", "wecom"):
        wanted = {"12345": "sms", "139001390001": "sms", "1390013900a": "sms"}.get(value, way)
        assert (
            desk.post(reverse("accounts:telling_address", args=[wanted]), {"value": value}).status_code == 200
        )
    assert not Address.objects.exists() and mail.outbox == []


def test_ways_that_are_not_there_are_no_pages(desk, settings):
    for way in ("mail", "portal", "pigeon"):
        assert desk.get(reverse("accounts:telling_address", args=[way])).status_code == 404
    settings.CHANNELS = settings.CHANNELS | {"sms": ""}
    assert desk.get(reverse("accounts:telling_address", args=["sms"])).status_code == 404
    assert "settings/sms/" not in desk.get(reverse("accounts:telling")).content.decode()
