"""A deputy takes named steps for some days; both are told, nobody reaches across a separation of duties (A7.12)."""

import json
import re
from datetime import timedelta
from uuid import uuid4

import pytest
from django.utils.translation import override

from accounts import history
from accounts.actors import of_membership
from accounts.models import Deputyship, Membership, PostChange, Section, User
from accounts.services import notify
from procurement.models import Project
from tests import people
from workflow import clock, engine, registry
from workflow.landing import opened
from workflow.models import Duty, Event, OutboxRow
from workflow.obstacles import Refusal, Refused
from workflow.standing import may_be_deputised

pytestmark = pytest.mark.django_db
STEPS = ["procurement.project.present", "procurement.project.draft"]


class Office:
    """A purchaser's office with a head, a handler who goes away, and a colleague of the opening seat."""

    def __init__(self):
        self.unit = people.organisation("purchaser")
        self.handler = people.member(self.unit, "handler")
        self.other = people.member(self.unit, "opening_officer")
        self.head = people.member(self.unit, "head")
        self.acceptor = people.member(self.unit, "acceptor")

    def appoint(self, by=None, key="", **changes):
        today = clock.legal_date()
        given = {
            "principal": self.handler,
            "deputy": self.other,
            "first_day": today,
            "last_day": today + timedelta(days=6),
            "note": "年休假",
            "steps": STEPS,
        }
        return engine.create(
            Deputyship, "appoint", of_membership(by or self.handler), given | changes, key=key
        ).subject

    def refusal(self, by=None, **changes):
        with pytest.raises(Refused) as caught:
            self.appoint(by, **changes)
        return caught.value


@pytest.fixture
def office(db):
    return Office()


def test_while_it_runs_the_deputy_carries_the_mandate(office):
    row = office.appoint()
    (mandate,) = of_membership(office.other).mandates
    assert mandate.id == row.pk and set(STEPS) < mandate.steps
    assert mandate.principal.user_id == office.handler.user_id
    assert mandate.principal.roles == {"handler"}
    assert not of_membership(office.head).mandates


def test_it_ends_with_its_last_day_by_the_legal_clock(office, legal_time):
    row = office.appoint()
    legal_time(row.until - timedelta(seconds=1))
    assert of_membership(office.other).mandates and row.phase == "running"
    legal_time(row.until)
    assert not of_membership(office.other).mandates and row.phase == "over"


@pytest.mark.parametrize("who", ["handler", "other", "head"])
def test_each_of_those_concerned_ends_it_early(office, who):
    row = office.appoint()
    engine.execute(row, "end", of_membership(getattr(office, who)))
    assert not of_membership(office.other).mandates
    assert Deputyship.objects.get().phase == "ended"


def test_nobody_else_ends_it(office):
    with pytest.raises(Refused) as caught:
        engine.execute(office.appoint(), "end", of_membership(office.acceptor))
    assert caught.value.kind is Refusal.ACTOR


def test_a_closed_account_is_represented_by_nobody(office):
    office.appoint()
    User.objects.filter(pk=office.handler.user_id).update(is_active=False)
    assert not of_membership(office.other).mandates
    User.objects.update(is_active=True)
    Membership.objects.filter(pk=office.handler.pk).update(is_active=False)
    assert not of_membership(office.other).mandates


def test_the_head_appoints_for_a_colleague_but_not_themselves(office):
    office.appoint(office.head)
    assert "principal" in office.refusal(office.acceptor).obstacles[0].field
    second = people.member(office.unit, "head")
    refused = office.refusal(
        second, principal=office.head, deputy=second, steps=["procurement.project.submit"]
    )
    assert refused.rules == {"A7.12"}


@pytest.mark.parametrize("role", ["head", "cashier", "acceptor"])
def test_no_deputy_across_a_separation_of_duties(office, role):
    people.member(office.unit, "cashier")
    refused = office.refusal(deputy=people.member(office.unit, role))
    assert refused.rules == {"A7.12"} and refused.obstacles[0].field == "deputy"


def test_no_chain_of_deputies(office):
    away, there = (people.member(office.unit, "handler") for _ in range(2))
    office.appoint(away, principal=away, deputy=there)
    assert office.refusal(deputy=away).rules == {"A7.12"}, "the deputy is away"
    assert office.refusal(there, principal=there).rules == {"A7.12"}, "one who stands in goes away"


def test_one_deputy_for_each_step(office):
    office.appoint()
    third = people.member(office.unit, "opening_officer")
    assert office.refusal(deputy=third, steps=STEPS[:1]).obstacles[0].field == "steps"
    office.appoint(deputy=third, steps=["procurement.project.prepare"])


@pytest.mark.parametrize(
    ("first", "last", "field"), [(-1, 3, "first_day"), (2, 1, "last_day"), (0, 400, "last_day")]
)
def test_its_days(office, first, last, field):
    today = clock.legal_date()
    refused = office.refusal(first_day=today + timedelta(days=first), last_day=today + timedelta(days=last))
    assert [o.field for o in refused.obstacles] == [field]


def test_strangers_and_steps_of_others_are_no_choice(office):
    stranger = people.member(people.organisation("purchaser"), "opening_officer")
    assert set(office.refusal(deputy=stranger).errors) == {"deputy"}
    assert set(office.refusal(steps=["contracts.payment.disburse"]).errors) == {"steps"}
    assert set(office.refusal(deputy=office.handler).errors) == {"deputy"}


def test_what_is_told_to_the_role_is_told_to_the_deputy_too(office):
    office.appoint()
    User.objects.filter(pk=office.other.user_id).update(language="en")
    OutboxRow.objects.all().delete()
    notify(office.unit.pk, "有新的付款申请", "请核对。", "/x/", roles=["handler"])
    told = {row.payload["user"]: row.payload["body"] for row in OutboxRow.objects.filter(kind="mail")}
    assert told.keys() == {str(office.handler.user_id), str(office.other.user_id)}
    why = f"You receive this because you stand in for {office.handler.user.name}."
    assert told[str(office.other.user_id)] == f"请核对。\n\n{why}", "in the deputy's language"
    OutboxRow.objects.all().delete()
    notify(office.unit.pk, "您已入选", "评审小组。", "/x/", user_id=office.handler.user_id)
    assert OutboxRow.objects.count() == 1, "what is one person's own stays theirs"


def test_what_lasts_is_never_passed_on(office):
    """Nothing that people, posts or a unit's orders come by: a leave ends, and with it all that it opened."""
    passed = [step for step in registry.lifecycles.all_steps() if may_be_deputised(step)]
    ordering = ("accounts.", "signoff.chain.", "documents.documentregister.")
    ordering += ("procurement.purchaserprofile.re", "providers.provider.re")
    decided = {
        "providers.provider.reinstate",
        "providers.provider.renew",
        "providers.provider.refuse_renewal",
    }
    assert {s.id for s in passed if s.id.startswith(ordering)} == decided, "by others, about the unit"
    named = {s.id for s in passed if s.id in registry.forms and names_people(registry.forms[s.id])}
    assert named == {"sourcing.tender.form_panel"}, "a seat in one matter, which ends with it"

    head, take_on = office.head, "accounts.postchange.take_on"
    assert set(office.refusal(head, principal=head, steps=[take_on]).errors) == {"steps"}
    row = office.appoint(deputy=people.member(office.unit, "opening_officer"))
    Deputyship.objects.filter(pk=row.pk).update(principal=head, covered=[take_on, STEPS[0]])
    deputy = of_membership(row.deputy)
    assert not any(step.startswith("accounts.") for step in deputy.mandates[0].steps), "as of an earlier day"
    with pytest.raises(Refused) as caught:
        engine.create(PostChange, "take_on", deputy, {})
    assert caught.value.kind is Refusal.ACTOR
    shown = [label for _subject, labels in Deputyship.objects.get().named_steps for label in labels]
    assert shown == [str(Project.steps()["present"].label)]


def names_people(form):
    """Whether a step's form asks for people, sections or roles."""
    models = {getattr(getattr(f, "queryset", None), "model", None) for f in form.base_fields.values()}
    return bool(models & {Membership, User, Section}) or not {"role", "roles"}.isdisjoint(form.base_fields)


def test_both_are_told_of_the_appointment(office):
    office.appoint()
    users = {row.payload["user"] for row in OutboxRow.objects.filter(kind="mail")}
    assert users == {str(office.handler.user_id), str(office.other.user_id)}


def test_the_history_shows_both_names_and_the_event_neither(office):
    event = Event(
        organisation_id=office.unit.pk,
        user_id=office.other.user_id,
        occurred_at=clock.legal_now(),
        body=json.dumps(
            {
                "deputyship": "x",
                "on_behalf_of": {
                    "user_id": str(office.handler.user_id),
                    "organisation_id": str(office.unit.pk),
                },
            }
        ),
    )
    units, names = history.Names(history._organisations([event])), history._people([event])
    with override("en"):
        said = history._by(event, event.content, units, names)
    assert said.endswith(f"{office.other.user.name} for {office.handler.user.name}")
    said = history._by(event, event.content, units, names)
    assert said.endswith(f"{office.other.user.name}（代{office.handler.user.name}）")
    assert office.other.user.name not in event.body


def test_the_deputy_comes_to_the_steps_pages_by_the_browser(office, client):
    """With the actor of a real request, which is made when it is first asked."""
    office.appoint()
    client.force_login(office.other.user)
    assert "/procurement/projects/draft/" in client.get("/procurement/projects/").content.decode()
    page = client.get("/procurement/projects/draft/")
    assert page.status_code == 200 and office.handler.user.name in page.content.decode()
    client.force_login(office.acceptor.user)
    assert client.get("/procurement/projects/draft/").status_code == 403


def test_what_a_deputy_may_not_see_leads_to_the_worklist(office, client):
    """After a step in a colleague's stead: never “done” above a page that says no."""
    for who, unit_page in ((office.head, "/accounts/unit/"), (office.other, "/worklist/")):
        client.force_login(who.user)
        request = client.post("/worklist/").wsgi_request
        assert opened(request, "/accounts/unit/") == unit_page
        assert opened(request, f"/accounts/deputies/{uuid4()}/") == "/worklist/", "nor what isn't there"
        assert opened(request, "/accounts/deputies/?page=1") == "/accounts/deputies/?page=1"


def test_the_pages(office, client):
    row = office.appoint()
    client.force_login(office.other.user)
    assert office.handler.user.name in client.get("/worklist/").content.decode()
    assert office.other.user.name in client.get("/accounts/deputies/").content.decode()
    page = client.get(row.get_absolute_url()).content.decode()
    assert str(Project.steps()["present"].label) in page
    client.force_login(people.member(people.organisation("purchaser"), "head").user)
    assert client.get(row.get_absolute_url()).status_code == 404
    assert office.handler.user.name not in client.get("/accounts/deputies/").content.decode()
    client.force_login(office.head.user)
    form = client.get(f"/accounts/deputies/appoint/?principal={office.handler.pk}").content.decode()
    assert office.handler.user.name in form and "procurement.project.present" in form


def test_only_what_waits_is_ticked_and_buttons_tick_the_rest(office, client):
    """Also without JavaScript; and who can't stand in is told before anything is filled in."""
    client.force_login(office.handler.user)
    address = "/accounts/deputies/appoint/"
    assert not ticked(client.get(address))
    role = {"organisation_id": office.unit.pk, "role": "handler", "arose_at": clock.legal_now()}
    Duty.objects.create(subject_id=uuid4(), step=STEPS[0], url="/", title="甲", label="送审", **role)
    page = client.get(address)
    assert ticked(page) == {STEPS[0]}
    apart = page.content.decode().split('<optgroup label="不能代理这些事项">')[1].split("</optgroup>")[0]
    assert office.acceptor.user.name in apart and "须由不同" in apart
    assert office.other.user.name not in apart

    filled = {"principal": office.handler.pk, "note": "年休假", "steps": STEPS[0]}
    group = str(Project._meta.verbose_name)
    every = ticked(client.post(address, filled | {"tick": "all"}))
    of_projects = ticked(client.post(address, filled | {"tick": f"all:{group}"}))
    assert set(STEPS) < of_projects < every
    assert not ticked(client.post(address, filled | {"tick": f"none:{group}"}))
    again = client.post(address, filled | {"tick": "none"})
    assert not ticked(again) and "年休假" in again.content.decode() and not Deputyship.objects.exists()
    assert ticked(client.post(address, filled | {"tick": "waiting"})) == {STEPS[0]}


def ticked(page):
    assert page.status_code == 200
    boxes = re.findall(r'<input[^>]*name="steps"[^>]*>', page.content.decode())
    assert boxes
    return {re.search(r'value="([^"]+)"', box)[1] for box in boxes if "checked" in box}
