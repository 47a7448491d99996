"""Every page of sourcing opens for those whose page it is, in both languages, at every stage; others don't have it."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from accounts import demo as people
from accounts.models import User
from providers import demo as providers
from sourcing import demo
from sourcing.demo import evaluating
from sourcing.demo.opening import fresh
from sourcing.models import PanelSeat, Receipt
from sourcing.opener import Opener
from tests.sourcing.test_drafting import small_project
from workflow.engine import execute

pytestmark = pytest.mark.django_db
PURCHASER = ("mzj.jingban", "mzj.lingdao", "mzj.kaibiao")
FINANCE = ("czj.shenhe", "czj.kaibiao")


class Reader:
    """Opens pages as several people in both languages."""

    def __init__(self):
        self.clients = {}

    def client(self, username):
        if username not in self.clients:
            self.clients[username] = Client()
            if username:
                self.clients[username].force_login(User.objects.get(username=username))
        return self.clients[username]

    def opens(self, address, *usernames, status=200):
        for username in usernames:
            for language in ("zh-hans", "en"):
                answer = self.client(username).get(address, headers={"accept-language": language})
                assert answer.status_code == status, (
                    f"{username or 'anonymous'} {address}: {answer.status_code}"
                )
        return answer


@pytest.fixture
def reader(world):
    return Reader()


def page(name, tender):
    return reverse(f"sourcing:{name}", args=[tender.pk])


def test_the_pages_of_a_draft(world, reader):
    tender = demo.name_officials(
        world.hand, demo.draft_tender(world.hand, small_project(world), special_conditions="须持证")
    )
    reader.opens(reverse("sourcing:tenders"), *PURCHASER, *FINANCE, "kangle.jingban")
    reader.opens(page("tender", tender), *PURCHASER, *FINANCE)
    reader.opens(page("tender", tender), "kangle.jingban", "sfj.lingdao", "zjk.zj1", status=404)
    reader.opens(page("tender-revise", tender), "mzj.jingban")
    reader.opens(page("tender-name-officials", tender), "mzj.lingdao")
    reader.opens(page("tender-publish", tender), "mzj.lingdao")
    reader.opens(page("tender-cosign", tender), "czj.shenhe")
    reader.opens(page("tender-publish", tender), "mzj.jingban", status=403)
    reader.opens(reverse("sourcing:tender-draft") + f"?project={world.project.pk}", "mzj.jingban")
    reader.opens(reverse("sourcing:tender-draft") + "?project=nonsense", "mzj.jingban")
    reader.opens(world.project.get_absolute_url(), "mzj.jingban")


def test_the_pages_of_a_granted_project_offer_to_begin(world, reader):
    answer = reader.opens(world.project.get_absolute_url(), "mzj.jingban")
    assert reverse("sourcing:tender-draft") in answer.content.decode()


def test_the_pages_while_bids_come_in(world, reader):
    tender = world.with_bids(world.published())
    execute_clarification(tender)
    providers.approved("songhe")
    reader.opens(
        page("tender", tender), *PURCHASER, *FINANCE, "sjj.shenji", "kangle.jingban", "songhe.jingban"
    )
    reader.opens(page("bid", tender), "kangle.jingban", "songhe.faren", "jieli.jingban")
    reader.opens(page("bid", tender) + "?replace=1", "kangle.jingban")
    reader.opens(page("bid", tender), *PURCHASER, *FINANCE, "sjj.shenji", "yyzx.admin", status=404)
    receipt = Receipt.objects.filter(bid__provider=people.organisation("kangle")).get()
    for name in ("receipt", "receipt-file"):
        reader.opens(reverse(f"sourcing:{name}", args=[receipt.number]), "kangle.faren")
        reader.opens(
            reverse(f"sourcing:{name}", args=[receipt.number]), "zhaohui.faren", "mzj.lingdao", status=404
        )
    reader.opens(page("ceremony", tender), "mzj.kaibiao", "czj.kaibiao")
    reader.opens(page("ceremony", tender), "mzj.lingdao", "kangle.jingban", "sfj.kaibiao", status=404)
    reader.opens(page("record", tender), "mzj.lingdao", "kangle.jingban", status=404)
    reader.opens(page("tender-clarify", tender), "mzj.lingdao")
    reader.opens(page("tender-cancel", tender), "mzj.lingdao")
    reader.opens(reverse("sourcing:officials"), "mzj.kaibiao", "sfj.kaibiao")
    reader.opens(reverse("sourcing:officialkey-enrol"), "sfj.kaibiao")
    key = tender.officials.get(key__user__username="mzj.kaibiao").key
    reader.opens(reverse("sourcing:officialkey-prove", args=[key.pk]), "mzj.kaibiao")
    reader.opens(reverse("sourcing:officialkey-prove", args=[key.pk]), "czj.kaibiao", status=404)
    reader.opens(reverse("sourcing:sealing"), "", "kangle.jingban")
    reader.opens(world.project.get_absolute_url(), *PURCHASER, *FINANCE)


def test_a_key_that_was_sent_before_it_was_made_is_asked_for_in_plain_words(world, reader):
    client, address = reader.client("sfj.kaibiao"), reverse("sourcing:officialkey-enrol")
    answer = client.post(address, {"seat": "supervisor"}, headers={"accept-language": "en"})
    assert answer.status_code == 422
    said = answer.content.decode()
    assert said.count("The page was sent before it had loaded whole.") == 1
    assert "Public key" not in said


def execute_clarification(tender):
    execute(
        tender, "clarify", people.actor("mzj.lingdao"), item="服务时间", before="全天", after="每日八时至十八时",
        affects_bids=True, publication_reviewed=True,
    )  # fmt: skip


def test_the_pages_of_the_ceremony(world, reader):
    tender = world.with_bids(world.published())
    world.pass_to(tender.opens_at + timedelta(seconds=1))
    reader.opens(page("ceremony", tender), "mzj.kaibiao")
    Opener().look()
    reader.opens(page("ceremony", tender), "mzj.kaibiao", "czj.kaibiao")
    demo.contribute(fresh(tender), "mzj.kaibiao")
    reader.opens(page("ceremony-status", tender), "mzj.kaibiao", "czj.kaibiao")
    demo.open_bids(tender)
    reader.opens(page("ceremony", tender), "mzj.kaibiao")
    reader.opens(page("record", tender), *PURCHASER, *FINANCE, "sjj.shenji", "kangle.jingban")
    reader.opens(page("record", tender), "songhe.jingban", status=404)
    reader.opens(page("bid", tender), "kangle.jingban", "jieli.jingban")


def test_the_pages_from_eligibility_to_the_result(world, reader):
    tender = world.opened()
    reader.opens(page("tender-check-eligibility", tender), "mzj.jingban")
    reader.opens(page("tender", tender), *PURCHASER, *FINANCE, "kangle.jingban")
    tender = demo.check_eligibility(world.hand, tender)
    reader.opens(page("tender-form-panel", tender), "mzj.lingdao")
    tender = demo.form_panel(world.hand, tender)
    seats = evaluating.seats(tender)
    open_seats(reader, seats, "declare", "recuse")
    evaluating.declare(world.hand, tender)
    open_seats(reader, seats, "judge")
    evaluating.judge(world.hand, tender)
    open_seats(reader, seats, "score")
    evaluating.score(world.hand, tender)
    chair = next(seat for seat in seats if seat.is_chair)
    reader.opens(page("tender-conclude", tender), chair.user.username)
    tender = demo.evaluating.conclude(world.hand, tender)
    reader.opens(page("tender", tender), *PURCHASER, *FINANCE, "sjj.shenji", "kangle.jingban")
    reader.opens(page("tender-award-contract", tender), "mzj.lingdao")
    tender = demo.award(world.hand, tender)
    reader.opens(page("tender", tender), *PURCHASER)
    reader.opens(page("tender-announce", tender), "mzj.lingdao")
    award = demo.evaluating.announce(world.hand, tender)
    for reader_of in (*PURCHASER, *FINANCE, "kangle.jingban", "zhaohui.jingban"):
        reader.opens(page("tender", award.tender), reader_of)
    reader.opens(world.project.get_absolute_url(), *PURCHASER)
    told = reader.opens(reverse("disclosure:project", args=[world.project.pk]), "")
    assert told.status_code == 200


def open_seats(reader, seats, *steps):
    for seat in seats[:2]:
        seat = PanelSeat._base_manager.get(pk=seat.pk)
        own = seat.user.username
        reader.opens(seat.get_absolute_url(), own)
        for step in steps:
            address = reverse(f"sourcing:panelseat-{step}", args=[seat.pk])
            reader.opens(address, own)
            reader.opens(address, "mzj.lingdao", "kangle.jingban", status=404)
    other = next(s.user.username for s in seats if s.pk != seats[0].pk)
    reader.opens(seats[0].get_absolute_url(), other, status=404)


def test_the_pages_of_a_failed_tender(world, reader):
    tender = world.published()
    world.pass_to(tender.opens_at + timedelta(seconds=1))
    tender = demo.open_bids(tender)
    assert tender.state == "failed"
    reader.opens(page("tender", tender), *PURCHASER, *FINANCE, "kangle.jingban")
    reader.opens(page("ceremony", tender), "mzj.kaibiao")
