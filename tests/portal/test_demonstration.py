"""The bar of a demonstration: moving the legal clock, taking another's place, reading the mail."""

from datetime import datetime, timedelta
from io import StringIO

import pytest
from django.core.management import call_command

from accounts import demo
from accounts.models import MailboxMessage, User
from portal import demonstration
from portal.demo import city
from portal.demo.progress import Progress, being_loaded, progress
from portal.management.commands import load_demo
from tests import people
from tests.city import TODAY
from workflow.clock import SHANGHAI, legal_now
from workflow.models import Event

NOW = datetime(2026, 9, 28, 10, 30, tzinfo=SHANGHAI)  # a Monday before the holidays of October
PAGES = ["/mailbox/", "/mailbox/00000000-0000-0000-0000-000000000000/"]
ACTS = ["/demonstration/clock/", "/demonstration/place/"]


@pytest.fixture
def shown(monkeypatch, db):
    monkeypatch.setattr(demonstration, "is_demonstration", lambda: True)


@pytest.mark.parametrize("path", PAGES)
def test_elsewhere_there_are_no_such_pages(client, db, path):
    assert client.get(path).status_code == 404


@pytest.mark.parametrize("path", ACTS)
def test_elsewhere_there_are_no_such_acts(client, db, path):
    assert client.post(path, {"move": "day", "username": "mzj.jingban"}).status_code == 404


def test_elsewhere_there_is_no_bar(client, db):
    assert "p-demo" not in client.get("/about/privacy/").content.decode()


@pytest.mark.parametrize(
    ("move", "day"),
    [
        ("day", datetime(2026, 9, 29, 10, 30, tzinfo=SHANGHAI)),
        ("week", datetime(2026, 10, 10, 10, 30, tzinfo=SHANGHAI)),  # the holidays and a Saturday worked
        ("notice", datetime(2026, 10, 18, 10, 30, tzinfo=SHANGHAI)),
        ("never", None),
    ],
)
def test_buttons_count_by_the_calendar(move, day):
    assert demonstration.moved(NOW, move) == day


@pytest.mark.parametrize("text", ["", "2026-02-30", "yesterday", "2026-13-01", "\x00"])
def test_what_is_no_day_moves_nothing(client, shown, text):
    before = legal_now()
    client.post("/demonstration/clock/", {"to": text})
    assert legal_now() - before < timedelta(minutes=1)


def test_going_back_is_refused_in_words(client, shown):
    answer = client.post(
        "/demonstration/clock/", {"to": "2000-01-01"}, follow=True, headers={"accept-language": "en"}
    )
    assert "never goes back" in answer.content.decode()
    assert not Event.objects.filter(step="forward").exists()


def test_the_bar_says_how_far_the_city_is_until_it_is_whole(client, shown):
    def said():
        return (
            "still being loaded: 0 of 7 projects"
            in client.get("/about/privacy/", headers={"accept-language": "en"}).content.decode()
        )

    assert not said()
    with being_loaded(7):
        assert said()
    assert not said()


def test_a_loader_that_breaks_leaves_no_such_word_behind(shown):
    with pytest.raises(RuntimeError), being_loaded(7):
        assert progress() == Progress(0, 7)
        raise RuntimeError
    assert progress() is None


@pytest.mark.django_db(transaction=True, databases=["default", "owner"])
def test_a_city_that_was_whole_once_is_left_as_its_visitors_made_it(monkeypatch):
    monkeypatch.setattr(load_demo, "database_kind", lambda: "demonstration")
    played = []
    monkeypatch.setattr(city, "build", lambda weeks, until, report: played.append(until) or 1)
    for _start in range(2):
        call_command("load_demo", stdout=StringIO())
    assert len(played) == 1


def test_the_projects_to_come_are_those_that_begin_until_today():
    first = min(spec.begins for spec in city.specs(0))
    eve = datetime.combine(first, datetime.min.time(), SHANGHAI)
    assert city.projects_by(0, eve) == 0
    assert city.projects_by(0, eve + timedelta(days=1)) >= 1
    assert city.projects_by(0, TODAY) == len(city.specs(0))


def test_taking_a_place_is_for_listed_accounts_only(client, shown):
    demo.build()
    stranger = people.member(people.organisation(), "handler").user
    assert client.post("/demonstration/place/", {"username": stranger.username}).status_code == 404
    client.post("/demonstration/place/", {"username": "mzj.jingban", "next": "/worklist/"})
    assert client.session["_auth_user_id"] == str(User.objects.get(username="mzj.jingban").pk)


def test_the_mailbox_shows_messages_and_leads_on(client, shown):
    person = people.member(people.organisation(), "handler").user
    message = MailboxMessage.objects.create(
        to_name=person.name, user=person, subject="Due <soon>", body="One\n\nTwo", url="/x/"
    )
    assert "Due &lt;soon&gt;" in client.get("/mailbox/").content.decode()
    assert "Due &lt;soon&gt;" in client.get(f"/mailbox/?to={person.username}").content.decode()
    page = client.get(f"/mailbox/{message.pk}/").content.decode()
    assert '<a class="btn btn-primary" href="/x/">' in page
    assert client.get("/mailbox/?to=nobody").status_code == 404
    assert client.get("/mailbox/?to=%00").status_code == 404
