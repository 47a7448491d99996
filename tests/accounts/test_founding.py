"""A portal begins with units that nobody in it could have made."""

import tomllib
from copy import deepcopy

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from tools.paths import ROOT

from accounts import founding
from accounts.models import Jurisdiction, Membership, Organisation, PostChange
from accounts.roles import Role
from workflow.models import Event

pytestmark = pytest.mark.django_db
EXAMPLE = ROOT / "deploy" / "units.example.toml"
PASSWORD = "Nine-Quiet-Herons-47"


@pytest.fixture
def plan():
    return tomllib.loads(EXAMPLE.read_text(encoding="utf-8"))


def test_the_example_founds_a_portal_once(plan):
    founded = founding.found(plan)
    assert (founded.units, [user.username for user in founded.administrators]) == (
        ["某市财政局"],
        ["czj.admin"],
    )
    assert founding.found(plan) == founding.Founded([], [])
    assert Jurisdiction.objects.get(code="220100").parent.code == "220000"


def test_the_first_administrator_is_taken_on_by_the_step_that_takes_on_everybody(plan):
    founding.found(plan)
    membership = Membership.objects.get()
    assert membership.roles == [Role.ADMIN]
    event = Event.objects.get(subject_id=PostChange.objects.get().pk)
    assert (event.step, event.content["actor"]["kind"], event.content["actor"]["token"]) == (
        "take_on",
        "system",
        founding.OPERATOR,
    )
    assert "czj.admin" not in str(event.content["data"])


def test_the_administrator_chooses_a_password_and_signs_in(plan):
    [user] = founding.found(plan).administrators
    client = Client()
    form = {"username": user.username, "password": PASSWORD}
    assert client.post("/accounts/sign-in/", form).status_code == 200
    chosen = client.get(founding.password_path(user), follow=True)
    answer = client.post(chosen.request["PATH_INFO"], {"new_password1": PASSWORD, "new_password2": PASSWORD})
    assert answer.status_code == 302, answer.context["form"].errors
    assert client.post("/accounts/sign-in/", form).status_code == 302


def test_the_book_of_posts_says_who_brought_the_first_one(plan):
    [user] = founding.found(plan).administrators
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    page = client.get("/accounts/unit/")
    assert page.status_code == 200
    assert "平台运营" in page.content.decode()


def spoilt(plan, **changes):
    plan = deepcopy(plan)
    plan["units"][0] |= changes
    return plan


@pytest.mark.parametrize(
    ("changes", "word"),
    [
        ({"code": "11220100MD0000109X"}, "check each character"),
        ({"kind": "provider"}, "register themselves"),
        ({"jurisdiction": "999999"}, "no jurisdiction"),
        ({"name": ""}, "name is missing"),
        ({"admin": "x"}, "nobody knows"),
        ({"administrator": {"username": "a.b", "name": "甲", "email": "x"}}, "e-mail"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_changed(plan, changes, word):
    with pytest.raises(founding.Unfit, match=word):
        founding.found(spoilt(plan, **changes))
    assert not Organisation.objects.exists()


def test_the_command_tells_how_to_come_by_a_password(plan, capsys, tmp_path):
    call_command("found", EXAMPLE, "--links")
    told = capsys.readouterr().out
    assert "1 units made, 1 administrators taken on" in told
    assert "/reset/" in told
    (tmp_path / "broken.toml").write_text("[[units]]\nname = 'x'")
    with pytest.raises(CommandError, match="Nothing was changed"):
        call_command("found", tmp_path / "broken.toml")
