"""No page tells who bids, or how many (Tendering Law, article 22; RC-3).

Everything that somebody other than a bidder can open is read once with no bid and once with three, at the same
moment of legal time. Not a byte may differ but what differs between any two requests.
Seen to fail: a column with the number of bids in the list of tenders, a notification to the purchaser.
"""

from __future__ import annotations

import io
import re
import zipfile

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from sourcing import demo
from sourcing.models import Bid
from workflow.models import Duty, Event, OutboxRow

pytestmark = pytest.mark.django_db
READERS = [
    "mzj.jingban",
    "mzj.lingdao",
    "mzj.kaibiao",
    "mzj.caiwu",
    "czj.shenhe",
    "czj.juzhang",
    "czj.kaibiao",
    "sjj.shenji",
    "shzz.jianguan",
    "yyzx.admin",
    "zjk.zj1",
    "songhe.jingban",
]
ONE_TIME = re.compile(
    rb'((name="(csrfmiddlewaretoken|idempotency_key|challenge)" value=|"X-CSRFToken": )"|nonce-)[^"]*'
)


def addresses(tender):
    pk = [tender.pk]
    return [
        "/",
        reverse("portal:worklist"),
        reverse("disclosure:list"),
        reverse("sourcing:tenders"),
        reverse("sourcing:tenders") + "?export=xlsx",
        reverse("sourcing:tender", args=pk),
        reverse("sourcing:bid", args=pk),
        reverse("sourcing:ceremony", args=pk),
        reverse("sourcing:ceremony-status", args=pk),
        reverse("sourcing:record", args=pk),
        reverse("sourcing:officials"),
        reverse("sourcing:tender-clarify", args=pk),
        reverse("sourcing:tender-cancel", args=pk),
        reverse("procurement:project-list"),
        tender.project.get_absolute_url(),
        tender.project.get_absolute_url() + "?history=all",
        reverse("disclosure:project", args=[tender.project_id]),
        reverse("providers:register"),
        reverse("providers:providers"),
    ]


def read_all(clients, tender):
    pages = {}
    for name, client in clients.items():
        for address in addresses(tender):
            answer = client.get(address)
            body = answer.content if not answer.streaming else b"".join(answer.streaming_content)
            if "xlsx" in address and answer.status_code == 200:
                body = cells(body)
            pages[name, address] = (answer.status_code, ONE_TIME.sub(b"", body))
    return pages


def cells(workbook):
    """What a workbook holds; its archive tells when it was made."""
    with zipfile.ZipFile(io.BytesIO(workbook)) as archive:
        return b"".join(archive.read(name) for name in sorted(archive.namelist()) if "docProps" not in name)


def signed_in(username):
    client = Client()
    client.force_login(User.objects.get(username=username))
    return client


def test_no_page_differs_between_no_bid_and_three(world, client):
    tender = world.published()
    clients = {"anonymous": client, **{name: signed_in(name) for name in READERS}}
    read_all(clients, tender)  # what a first visit changes has changed
    before = read_all(clients, tender)
    world.with_bids(tender)
    demo.bid(tender, "kangle", "470000.00", version=2)
    demo.withdraw(tender, "yixin")
    after = read_all(clients, tender)
    assert Bid.objects.count() == 5
    assert any(status == 200 for status, _ in before.values())
    differing = [key for key in before if before[key] != after[key]]
    assert differing == [], f"{len(differing)} of {len(before)} pages differ"


def test_bids_leave_no_duty_no_message_and_no_telling_event(world):
    tender = world.published()
    duties, mails = Duty.objects.count(), OutboxRow.objects.count()
    events_of_tender = Event.objects.filter(subject_id__in=[tender.pk, tender.project_id]).count()
    world.with_bids(tender)
    assert (Duty.objects.count(), OutboxRow.objects.count()) == (duties, mails)
    assert Event.objects.filter(subject_id__in=[tender.pk, tender.project_id]).count() == events_of_tender
    assert str(tender.pk) not in "".join(
        Event.objects.filter(subject_type="sourcing.bid").values_list("body", flat=True)
    )


def test_another_bidders_page_is_the_same(world):
    """A bidder sees its own bid and nothing of the others'."""
    tender = world.published()
    demo.bid(tender, "kangle", "480000.00")
    client = {"kangle": signed_in("kangle.jingban")}
    read_all(client, tender)
    before = read_all(client, tender)
    demo.bid(tender, "zhaohui", "490000.00")
    assert read_all(client, tender) == before
