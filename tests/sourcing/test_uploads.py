"""Envelopes come in early and in pieces; what was acknowledged is there; a broken line goes on where it stopped."""

from __future__ import annotations

import hashlib
import json
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from accounts.models import User
from providers import demo as providers
from sourcing import demo, receipts, uploads
from sourcing.demo.opening import fresh
from sourcing.models import Bid, Receipt, Upload
from workflow.clock import legal_date, legal_now
from workflow.obstacles import Refused

pytestmark = pytest.mark.django_db
ROOT = Path(settings.BASE_DIR)


@pytest.fixture
def tender(world):
    return world.published()


def client_of(username):
    client = Client()
    client.force_login(User.objects.get(username=username))
    return client


@pytest.fixture
def bidder(world):
    return client_of("kangle.jingban")


@pytest.fixture
def content(tender):
    return demo.bidding.seal(tender, "kangle", "480000.00", 1)


def begin(client, tender, size):
    return client.post(reverse("sourcing:uploads", args=[tender.pk]), {"size": size})


def started(client, tender, content):
    answer = begin(client, tender, len(content)).json()
    return answer["address"], answer["token"]


def put(client, address, offset, piece, digest=None):
    headers = {"Upload-Offset": str(offset), "Content-Sha256": digest or hashlib.sha256(piece).hexdigest()}
    return client.put(address, piece, content_type="application/octet-stream", headers=headers)


def test_pieces_make_the_whole_and_the_whole_is_checked(bidder, tender, content):
    answer = begin(bidder, tender, len(content))
    assert answer.status_code == 201
    address, token = answer.json()["address"], answer.json()["token"]
    half = len(content) // 2
    assert put(bidder, address, 0, content[:half]).json() == {"received": half, "digest": ""}
    head = bidder.head(address)
    assert (head["Upload-Offset"], head["Upload-Length"]) == (str(half), str(len(content)))
    whole = hashlib.sha256(content).hexdigest()
    assert put(bidder, address, half, content[half:]).json() == {"received": len(content), "digest": whole}
    assert uploads.path_of(Upload.objects.get(token=token)).read_bytes() == content


def test_a_repeated_piece_is_acknowledged_again_and_a_gap_is_not(bidder, tender, content):
    address = begin(bidder, tender, len(content)).json()["address"]
    put(bidder, address, 0, content[:1000])
    again = put(bidder, address, 0, content[:1000])
    assert again.status_code == 200 and again.json()["received"] == 1000
    gap = put(bidder, address, 2000, content[2000:3000])
    assert gap.status_code == 409 and gap["Upload-Offset"] == "1000"
    other = put(bidder, address, 0, b"x" * 1000)
    assert other.status_code == 409, "what was acknowledged is never overwritten"
    assert put(bidder, address, 1000, content[1000:] + b"more").status_code == 409


def test_a_damaged_piece_is_sent_again(bidder, tender, content):
    address = begin(bidder, tender, len(content)).json()["address"]
    answer = put(bidder, address, 0, content[:1000], "0" * 64)
    assert answer.status_code == 422 and answer["Upload-Offset"] == "0"
    assert put(bidder, address, 0, content[:1000]).status_code == 200


@pytest.mark.parametrize("size", ["", "x", "-1", "1e9", "144", str(uploads.LARGEST + 1), "9" * 30, "１２３"])
def test_sizes_that_are_none_are_refused(bidder, tender, size):
    assert begin(bidder, tender, size).status_code in {400, 413}


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"Upload-Offset": "0"},
        {"Upload-Offset": "-1", "Content-Sha256": "0" * 64},
        {"Upload-Offset": "0", "Content-Sha256": "z"},
    ],
)
def test_headers_that_say_nothing_are_refused(bidder, tender, content, headers):
    address = begin(bidder, tender, len(content)).json()["address"]
    answer = bidder.put(address, b"x", content_type="application/octet-stream", headers=headers)
    assert answer.status_code == 400


def test_an_upload_belongs_to_one_account_and_one_tender(bidder, tender, content):
    address = begin(bidder, tender, len(content)).json()["address"]
    for username in ("zhaohui.jingban", "kangle.faren", "mzj.lingdao", "yyzx.admin"):
        other = client_of(username)
        assert put(other, address, 0, content[:100]).status_code == 404, username
        assert other.head(address).status_code == 404
    assert begin(client_of("mzj.lingdao"), tender, len(content)).status_code == 404
    assert Client().head(address).status_code == 302


def test_what_isnt_sealed_for_this_tender_is_refused_when_it_is_whole(bidder, tender):
    junk = b"%PDF-1.4" + b"x" * 9000
    address = begin(bidder, tender, len(junk)).json()["address"]
    assert put(bidder, address, 0, junk).status_code == 422
    assert Upload.objects.exclude(digest="").count() == 0


def test_uploads_that_were_left_behind_make_room(bidder, tender, content):
    for _ in range(uploads.MOST_WAITING + 2):
        begin(bidder, tender, len(content))
    assert Upload.objects.filter(tender=tender).count() == uploads.MOST_WAITING


def test_an_upload_alone_is_no_bid_and_submitting_makes_one(bidder, tender, content):
    address, token = started(bidder, tender, content)
    put(bidder, address, 0, content)
    assert not Bid.objects.exists()
    page = reverse("sourcing:bid", args=[tender.pk])
    assert token in bidder.get(page).content.decode(), "the page offers what is waiting"
    answer = bidder.post(page, {"upload": token, "idempotency_key": "k"})
    assert answer.status_code == 302
    bid = Bid.objects.get()
    assert bid.digest == hashlib.sha256(content).hexdigest()
    assert bidder.post(page, {"upload": token, "idempotency_key": "k"}).status_code == 302
    assert Bid.objects.count() == 1, "a double click is one bid"


def test_the_page_says_why_nothing_was_submitted(world, bidder, tender, content):
    address, token = started(bidder, tender, content)
    put(bidder, address, 0, content)
    world.pass_to(tender.closes_at)
    answer = bidder.post(reverse("sourcing:bid", args=[tender.pk]), {"upload": token, "idempotency_key": "k"})
    assert answer.status_code == 409 and not Bid.objects.exists()
    assert "投标已经截止" in answer.content.decode()


@pytest.mark.parametrize("token", ["", "nonsense", "0" * 32, "\x00", "' OR 1=1"])
def test_an_upload_that_isnt_there_is_no_error_of_the_server(bidder, tender, token):
    page = reverse("sourcing:bid", args=[tender.pk])
    assert bidder.post(page, {"upload": token, "idempotency_key": "k"}).status_code == 409


def test_replacing_takes_a_new_version_and_an_old_envelope_doesnt_pass(bidder, tender, content):
    page = reverse("sourcing:bid", args=[tender.pk])
    tokens = []
    for _ in range(2):
        address, token = started(bidder, tender, content)
        put(bidder, address, 0, content)
        tokens.append(token)
    assert bidder.post(page, {"upload": tokens[0], "idempotency_key": "a"}).status_code == 302
    assert bidder.post(page, {"upload": tokens[1], "idempotency_key": "b"}).status_code == 409
    assert bidder.post(page, {"withdraw": "1", "idempotency_key": "c"}).status_code == 302
    assert [b.version for b in Bid.objects.order_by("version")] == [1, 2]
    assert bidder.post(page, {"withdraw": "1", "idempotency_key": "d"}).status_code == 409


def test_who_isnt_on_the_register_cant_submit(world, tender):
    with pytest.raises(Exception, match="ELG-1"):
        demo.bid(tender, "jieli", "480000.00")


def test_whose_registration_has_run_out_is_told_so_and_where_to_have_it_renewed(world, tender):
    provider = providers.approved("jieli", until=legal_date())
    world.pass_to(legal_now() + timedelta(days=1))
    with pytest.raises(Refused) as caught:
        demo.bid(tender, "jieli", "480000.00")
    (obstacle,) = caught.value.obstacles
    assert obstacle.rule == "ELG-1" and "到期" in str(obstacle.text)
    assert obstacle.mend.url == provider.get_absolute_url()
    page = client_of("jieli.jingban").get(reverse("sourcing:bid", args=[tender.pk])).content.decode()
    assert "本单位的承接主体登记已于" in page and f'href="{provider.get_absolute_url()}"' in page


# The command line


def test_a_bid_sealed_on_the_command_line_is_opened_like_any_other(world, tender, bidder, tmp_path):
    world.with_bids(tender)
    (tmp_path / "方案.pdf").write_bytes(b"%PDF-1.4 " + b"x" * 70_000)
    given = json.loads(
        _between(bidder.get(reverse("sourcing:bid", args=[tender.pk]) + "?replace=1").content.decode())
    )
    out = tmp_path / "bid.envelope"
    command = [sys.executable, "tools/seal_bid.py", "--key", given["key"], "--context", given["context"]]
    command += ["--price", "456789.10", "--out", str(out), str(tmp_path / "方案.pdf")]
    said = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    demo.submit(tender, "kangle", demo.bidding.send(tender, "kangle", out.read_bytes()))
    world.pass_to(tender.opens_at + timedelta(seconds=1))
    opened = demo.open_bids(fresh(tender)).opened_bids.get(
        provider__memberships__user__username="kangle.jingban"
    )
    assert str(opened.price) == "456789.10" and opened.envelope_digest in said
    assert [f.name for f in opened.files.all()] == ["price.json", "方案.pdf"]


def _between(page):
    start = page.index('<script id="bid-data" type="application/json">') + len(
        '<script id="bid-data" type="application/json">'
    )
    return page[start : page.index("</script>", start)]


@pytest.mark.parametrize("price", ["-1", "1.005", "abc", "NaN"])
def test_the_command_line_refuses_a_price_that_is_none(tmp_path, price):
    command = [
        sys.executable,
        "tools/seal_bid.py",
        "--key",
        "AA==",
        "--context",
        "x",
        f"--price={price}",
        "--out",
        "x",
        "x",
    ]
    assert subprocess.run(command, cwd=ROOT, capture_output=True, check=False).returncode == 2


def test_a_receipt_can_be_checked_without_the_portal(world, tender, tmp_path):
    bid = demo.bid(tender, "kangle", "480000.00")
    receipt = Receipt.objects.get(bid=bid)
    answer = client_of("kangle.faren").get(reverse("sourcing:receipt-file", args=[receipt.number]))
    (tmp_path / "r.json").write_bytes(answer.content)
    command = [
        sys.executable,
        "tools/check_receipt.py",
        "--key",
        receipts.public_key(),
        str(tmp_path / "r.json"),
    ]
    command.append(str(uploads.path_of(bid.upload)))
    assert subprocess.run(command, cwd=ROOT, capture_output=True, check=False).returncode == 0
    changed = json.loads(answer.content)
    changed["body"] = changed["body"].replace('"version":1', '"version":2')
    (tmp_path / "r.json").write_text(json.dumps(changed))
    assert subprocess.run(command, cwd=ROOT, capture_output=True, check=False).returncode == 1
