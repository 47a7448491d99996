"""Sealed means sealed (security promise 2; docs/envelope.md).

Seen to fail: events that say the bidder, `now()` of the transaction instead of the clock after the lock, no
lock on the tender, one official suffices, the server keeps the key, the web may write opened bids.
"""

from __future__ import annotations

import base64
import json
from datetime import timedelta
from itertools import combinations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils.translation import override
from nacl.exceptions import CryptoError
from nacl.public import PrivateKey, SealedBox

from accounts import demo as people
from providers import demo as providers
from sourcing import demo, envelope, keys, receipts, uploads
from sourcing.demo.opening import PASSPHRASE, fresh, own_shares
from sourcing.kinds import Seat
from sourcing.models import Bid, Ceremony, KeyShare, OfficialKey, OpenedBid, Tender, Upload
from sourcing.opener import Opener
from sourcing.rules.publication import ALLOWED_PAIRS, is_allowed_pair
from tests.security import seizure
from tests.sourcing.world import BIDDERS, PRICES
from workflow import clock, events
from workflow.engine import create, execute
from workflow.models import Event
from workflow.obstacles import Refused

pytestmark = pytest.mark.django_db
SECOND = timedelta(seconds=1)


def refused(*args, **kwargs):
    with pytest.raises(Refused) as caught:
        execute(*args, **kwargs)
    return caught.value


# What a thief gets


def test_a_thief_with_database_files_and_configuration_finds_no_price_and_no_file(world, tender):
    markers = {}
    for number, key in enumerate(BIDDERS):
        secret = f"{431700 + number}.{17 + number}"
        markers[key] = [secret, f"密文标记{key}之核心方案", f"CANARY-{key}-CONTENT"]
        form = json.dumps({"v": 1, "price": secret, "note": markers[key][1]}, ensure_ascii=False).encode()
        demo.bid(tender, key, secret, form=form + b" " * 20 + markers[key][2].encode().hex().encode()[:0])
    loot = seizure.everything()
    wanted = [text for texts in markers.values() for text in texts[:2]]
    assert seizure.found(loot, wanted) == [], "0 of the markers may be found"

    world.due(tender)
    assert demo.open_bids(tender).state == "opened"
    assert seizure.found(seizure.everything(), [markers["kangle"][0]]), "the search would have found it"


def test_an_insider_with_the_database_and_one_officials_key_opens_nothing(world, tender):
    world.with_bids(tender)
    official = tender.officials.select_related("key").first()
    private = PrivateKey(keys.unwrap(official.key.wrapped, PASSPHRASE))
    readable = []
    for share in KeyShare.objects.filter(tender=tender):
        try:
            readable.append(SealedBox(private).decrypt(bytes(share.sealed)))
        except CryptoError:
            continue
    assert readable, "its own shares open"
    guesses = [
        *readable,
        *(bytes(a ^ b for a, b in zip(x, y, strict=True)) for x, y in combinations(readable, 2)),
    ]
    for guess in guesses:
        assert envelope.public_of(guess) != bytes(tender.public_key)
        for bid in Bid.objects.filter(tender=tender):
            with (
                pytest.raises(envelope.BadEnvelope, match="key"),
                uploads.path_of(bid.upload).open("rb") as source,
            ):
                envelope.unpack(source, guess, tender.seal_context(bid.provider_id, 1), lambda *_: None)


def test_the_private_key_is_nowhere_after_publication(tender):
    assert not Tender.objects.get(pk=tender.pk).private_key
    loot = seizure.everything()
    one, other = [
        SealedBox(PrivateKey(keys.unwrap(o.key.wrapped, PASSPHRASE))).decrypt(bytes(o.shares.get().sealed))
        for o in tender.officials.select_related("key")
    ]
    private = envelope.combine(one, other, bytes(tender.public_key))
    assert seizure.found(loot, [private.hex(), base64.b64encode(private).decode()]) == []


# Two of n


def test_every_allowed_pair_of_four_opens_and_nobody_alone():
    private, public = envelope.new_key_pair()
    officials = {seat: envelope.new_key_pair() for seat in Seat}
    pairs = [pair for pair in combinations(Seat, 2) if is_allowed_pair(*pair)]
    assert len(pairs) == len(ALLOWED_PAIRS) == 6
    for one, other in pairs:
        sealed = envelope.split(private, officials[one][1], officials[other][1])
        first, second = (
            opened_by(officials[seat], share) for seat, share in zip((one, other), sealed, strict=True)
        )
        assert envelope.combine(first, second, public) == private
        for alone in (first, second):
            with pytest.raises(envelope.BadEnvelope):
                envelope.combine(alone, bytes(32), public)
        with pytest.raises(CryptoError):
            SealedBox(PrivateKey(officials[one][0])).decrypt(sealed[1])


def opened_by(pair, share):
    return SealedBox(PrivateKey(pair[0])).decrypt(share)


def test_two_of_the_purchaser_are_never_a_pair():
    assert not any(is_allowed_pair(seat, seat) for seat in Seat)


def test_shares_of_another_tender_dont_make_the_key():
    first, second = envelope.new_key_pair(), envelope.new_key_pair()
    one, other = envelope.new_key_pair(), envelope.new_key_pair()
    mine, theirs = envelope.split(first[0], one[1], other[1]), envelope.split(second[0], one[1], other[1])
    opened = (
        SealedBox(PrivateKey(one[0])).decrypt(mine[0]),
        SealedBox(PrivateKey(other[0])).decrypt(theirs[1]),
    )
    with pytest.raises(envelope.BadEnvelope):
        envelope.combine(*opened, first[1])


# Opening


def test_nothing_opens_a_second_early(world, tender):
    world.with_bids(tender)
    world.pass_to(tender.opens_at - SECOND)
    Opener().look()
    assert not Ceremony.objects.exists()
    Ceremony.objects.create(tender=tender, opener_key=bytes(32), started_at=clock.legal_now())
    answer = refused(
        fresh(tender), "contribute", people.actor("mzj.kaibiao"), ceremony=fresh(tender).running_ceremony().pk,
        sealed=keys.encode(b"x"),
    )  # fmt: skip
    assert "B2.ORDER" in answer.rules
    assert Event.objects.filter(subject_id=tender.pk, step="contribute", outcome="refused").count() == 1


def test_one_official_opens_nothing_and_doesnt_count_twice(world, tender):
    world.with_bids(tender)
    tender = world.due(tender)
    opener = Opener()
    opener.look()
    demo.contribute(fresh(tender), "mzj.kaibiao")
    with pytest.raises(Refused):
        demo.contribute(fresh(tender), "mzj.kaibiao")
    opener.look()
    assert not OpenedBid.objects.exists() and fresh(tender).opened_at is None
    closed = execute(fresh(tender), "close", opener.actor).subject
    with pytest.raises(Refused) as refused:
        execute(closed, "open", opener.actor)
    with override("en"):
        told = {str(obstacle.text) for obstacle in refused.value.obstacles}
    assert "Two officials of different seats must take part." in told


def test_who_is_not_listed_cant_take_part(world, tender):
    world.with_bids(tender)
    tender = world.due(tender)
    Opener().look()
    stranger = demo.enrol("sfj.kaibiao")
    ceremony = tender.running_ceremony()
    sealed = keys.contribution(
        keys.unwrap(stranger.wrapped, PASSPHRASE),
        own_shares(tender, stranger),
        ceremony.pk,
        bytes(ceremony.opener_key),
    )
    answer = refused(
        tender, "contribute", people.actor("sfj.kaibiao"), ceremony=ceremony.pk, sealed=keys.encode(sealed)
    )
    assert answer.kind == "actor"


def test_rubbish_from_an_official_ends_the_ceremony_and_another_begins(world, tender):
    world.with_bids(tender)
    tender = world.due(tender)
    opener = Opener()
    opener.look()
    first = tender.running_ceremony()
    execute(
        tender, "contribute", people.actor("mzj.kaibiao"), ceremony=first.pk, sealed=keys.encode(b"rubbish")
    )
    demo.contribute(fresh(tender), "czj.kaibiao")
    opener.look()
    assert Ceremony.objects.get(pk=first.pk).fault == "shares"
    assert demo.open_bids(tender).opened_at


def test_with_fewer_than_three_bids_nothing_is_opened(world, tender):
    for key, price in list(zip(BIDDERS, PRICES, strict=True))[:2]:
        demo.bid(tender, key, price)
    world.due(tender)
    tender = demo.open_bids(tender)
    assert (tender.state, tender.failure_ground) == ("failed", "too_few")
    assert not OpenedBid.objects.exists()


def test_only_the_last_version_is_opened_and_nothing_that_was_withdrawn(world, tender):
    world.with_bids(tender)
    demo.bid(tender, "kangle", "111111.11", version=2)
    demo.bid(tender, "kangle", "470000.00", version=3)
    demo.bid(tender, "songhe", "333333.33") if providers.approved("songhe") else None
    demo.withdraw(tender, "songhe")
    world.due(tender)
    tender = demo.open_bids(tender)
    prices = {str(bid.price) for bid in tender.opened_bids.all()}
    assert prices == {"470000.00", "512500.00", "525000.00"}
    assert seizure.found(seizure.everything(), ["111111.11", "333333.33"]) == []


# Late


def test_late_is_decided_by_the_legal_clock_to_the_microsecond(world, tender):
    upload = demo.bidding.send(tender, "kangle", demo.bidding.seal(tender, "kangle", "480000.00", 1))
    late = demo.bidding.send(tender, "zhaohui", demo.bidding.seal(tender, "zhaohui", "480000.00", 1))
    world.pass_to(tender.closes_at - timedelta(microseconds=1))
    demo.submit(tender, "kangle", upload)
    world.pass_to(tender.closes_at)
    with pytest.raises(Refused) as caught:
        demo.submit(tender, "zhaohui", late)
    assert caught.value.rules == {"B2.LATE"}
    with pytest.raises(Refused):
        demo.withdraw(tender, "kangle")
    assert [b.provider_id for b in Bid.objects.all()] == [people.organisation("kangle").pk]


def test_a_refused_attempt_is_on_record_and_names_nobody(world, tender):
    upload = demo.bidding.send(tender, "kangle", demo.bidding.seal(tender, "kangle", "480000.00", 1))
    world.pass_to(tender.closes_at)
    bid, actor = Bid(), people.actor("kangle.jingban")
    refusal = refused(bid, "submit", actor, tender=tender, upload=upload.token)
    event = Event.objects.get(uuid=refusal.event_id)
    assert event.outcome == "refused" and event.content["rules"] == ["B2.LATE"]
    assert event.organisation_id is None and event.user_id is None
    assert event.content["actor"]["commitment"] == events.commitment(bid.nonce, actor.as_values())


def test_a_retry_after_closing_gets_the_first_answer(world, tender):
    upload = demo.bidding.send(tender, "kangle", demo.bidding.seal(tender, "kangle", "480000.00", 1))
    data = {"tender": str(tender.pk), "upload": upload.token}
    first = create(Bid, "submit", people.actor("kangle.jingban"), data, key="k1")
    world.pass_to(tender.closes_at + SECOND)
    again = create(Bid, "submit", people.actor("kangle.jingban"), data, key="k1")
    assert again.repeated and again.subject == first.subject


# What events and receipts say


def test_events_of_bids_commit_to_the_bidder_and_say_nothing_else(world, tender):
    bid = demo.bid(tender, "kangle", "480000.00")
    event = Event.objects.get(subject_id=bid.pk)
    assert event.organisation_id is None and event.user_id is None
    for known in (
        tender.pk,
        bid.provider_id,
        people.actor("kangle.jingban").user_id,
        bid.upload.token,
        bid.digest,
    ):
        assert str(known) not in event.body
    body = json.loads(bid.receipt.body)
    values = people.actor("kangle.jingban").as_values()
    assert event.content["actor"]["commitment"] == events.commitment(body["nonce"], values)
    assert body["event"] == str(event.uuid) and body["event_leaf"] == bytes(event.leaf).hex()


def test_a_receipt_is_signed_and_tells_the_digest(world, tender):
    bid = demo.bid(tender, "kangle", "480000.00")
    receipt = bid.receipt
    assert receipts.is_genuine(receipt.body, bytes(receipt.signature))
    assert not receipts.is_genuine(receipt.body.replace("kangle", "x") + " ", bytes(receipt.signature))
    raw = uploads.path_of(bid.upload).read_bytes()
    assert json.loads(receipt.body)["envelope_sha256"] == seizure.sha256(raw)


# Whose rows


def test_a_bid_exists_for_its_bidder_alone(world, tender):
    bid = demo.bid(tender, "kangle", "480000.00")
    for username in (
        "mzj.lingdao",
        "czj.juzhang",
        "sjj.shenji",
        "yyzx.admin",
        "zhaohui.jingban",
        "mzj.kaibiao",
    ):
        actor = people.actor(username)
        assert not Bid.objects.visible_to(actor).exists(), username
        assert not Upload.objects.visible_to(actor).exists(), username
    assert list(Bid.objects.visible_to(people.actor("kangle.faren"))) == [bid]


def test_officials_keys_are_seen_by_their_holder_alone(world, tender):
    for username in ("mzj.lingdao", "czj.kaibiao", "yyzx.admin"):
        assert (
            not OfficialKey.objects.visible_to(people.actor(username))
            .filter(user__username="mzj.kaibiao")
            .exists()
        )


def test_an_upload_is_ciphertext_for_this_tender_or_it_is_refused(world, tender):
    actor = people.actor("kangle.jingban")
    junk = SimpleUploadedFile("a", b"%PDF-1.4" + b"x" * 5000).read()
    with pytest.raises(uploads.UploadError):
        demo.bidding.send(tender, "kangle", junk)
    other = envelope.new_key_pair()[1]
    foreign = Tender(pk=tender.pk, public_key=other, round=1)
    with pytest.raises(uploads.UploadError):
        demo.bidding.send(tender, "kangle", demo.bidding.seal(foreign, "kangle", "1.00", 1))
    assert not Upload.objects.visible_to(actor).exclude(digest="").exists()
