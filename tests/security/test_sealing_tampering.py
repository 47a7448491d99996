"""Envelopes that somebody laid hands on: found, told, and no hindrance to the others (security promise 2)."""

from __future__ import annotations

import json

import pytest

from accounts import demo as people
from providers import demo as providers
from sourcing import demo, uploads
from sourcing.models import Bid

pytestmark = pytest.mark.django_db


def path_of(tender, key):
    return uploads.path_of(Bid.objects.get(tender=tender, provider=people.organisation(key)).upload)


def swap(tender, one, other):
    a, b = path_of(tender, one), path_of(tender, other)
    content = a.read_bytes()
    a.write_bytes(b.read_bytes())
    b.write_bytes(content)


def rewrite(tender, key, change):
    path = uploads.path_of(Bid.objects.get(tender=tender, provider=people.organisation(key)).upload)
    path.write_bytes(change(path.read_bytes()))


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        (lambda raw: raw[:3000] + bytes([raw[3000] ^ 1]) + raw[3001:], "replaced"),
        (lambda raw: raw[:-1], "replaced"),
        (lambda raw: b"", "replaced"),
    ],
    ids=["one bit", "cut off", "emptied"],
)
def test_a_damaged_envelope_is_found_and_the_others_still_open(world, tender, change, fault):
    world.with_bids(tender)
    rewrite(tender, "kangle", change)
    world.due(tender)
    tender = demo.open_bids(tender)
    faults = {bid.provider.name: bid.fault for bid in tender.opened_bids.all()}
    assert faults.pop(people.organisation("kangle").name) == fault
    assert set(faults.values()) == {""}


def test_envelopes_cant_be_exchanged_or_passed_off(world, tender):
    world.with_bids(tender)
    swap(tender, "kangle", "zhaohui")
    world.due(tender)
    assert sorted(b.fault for b in demo.open_bids(tender).opened_bids.all()) == ["", "replaced", "replaced"]


def test_a_copy_of_anothers_envelope_doesnt_open_as_ones_own(world, tender):
    world.with_bids(tender)
    theirs = uploads.path_of(Bid.objects.get(tender=tender, provider=people.organisation("kangle")).upload)
    if providers.approved("songhe"):
        demo.submit(tender, "songhe", demo.bidding.send(tender, "songhe", theirs.read_bytes()))
    world.due(tender)
    opened = demo.open_bids(tender).opened_bids.get(provider=people.organisation("songhe"))
    assert opened.fault == "damaged" and opened.price is None


def test_a_lost_file_is_named_and_the_others_open(world, tender):
    world.with_bids(tender)
    uploads.path_of(Bid.objects.get(tender=tender, provider=people.organisation("yixin")).upload).unlink()
    world.due(tender)
    assert sorted(b.fault for b in demo.open_bids(tender).opened_bids.all()) == ["", "", "missing"]


@pytest.mark.parametrize("price", ["-1.00", "1e5", "NaN", "1.005", "一百", "", None])
def test_a_price_that_is_no_amount_makes_the_bid_unreadable_not_the_opening(world, tender, price):
    world.with_bids(tender)
    demo.bid(tender, "kangle", "0", version=2, form=json.dumps({"v": 1, "price": price}).encode())
    world.due(tender)
    opened = demo.open_bids(tender).opened_bids.get(provider=people.organisation("kangle"))
    assert opened.fault == "price" and opened.price is None
