"""Published heads, the verifier, and exports for auditors."""

import io
import json
import time
import zipfile

import pytest

from rulebook import extent
from rulebook.models import LogExport
from tests import people
from tests.rulebook.conftest import actor
from workflow import engine, sealing
from workflow.models import ChainHead, Event
from workflow.verify_chain import faults

for_real = pytest.mark.django_db(transaction=True, databases=["default", "sealer"])


@pytest.fixture
def sealed_log(fresh_database) -> None:
    """A sealed event with a published head. Sealing needs what is committed."""
    auditor = people.member(people.organisation("auditor"), "auditor")
    engine.create(LogExport, "export", actor(auditor), purpose="试导出")
    seal_all()
    sealing.publish_head()


def seal_all() -> None:
    """The sealer waits for every transaction in the cluster, also those of tests that run beside this one: a walk
    over everything is one, and takes minutes."""
    for _ in range(6000):
        sealing.seal()
        if sealing.oldest_unsealed() is None:
            return
        time.sleep(0.05)
    pytest.fail("another transaction stayed open for five minutes")


@for_real
def test_chain_page_shows_heads_but_no_number(client, sealed_log) -> None:
    page = client.get("/rules/chain/").content.decode()
    head = ChainHead.objects.order_by("-id").first()
    assert str(head) in page
    assert set(json.loads(client.get("/rules/chain/heads.json").content)[0]) == {
        "hash",
        "legal_at",
        "published_at",
    }


def test_verifier_is_the_program_that_the_portal_uses(client, db) -> None:
    answer = client.get("/rules/chain/verify_chain.py")
    assert b"def faults" in answer.getvalue()


@for_real
def test_auditor_takes_an_export_that_verifies(sealed_log, client) -> None:
    auditor = people.member(people.organisation("auditor"), "auditor")
    client.force_login(auditor.user)
    people.confirmed(client)
    answer = client.post("/rules/chain/exports/export/", {"purpose": "专项审计"})
    url = answer.headers["Location"]
    assert client.get(url).status_code == 200
    archive = zipfile.ZipFile(io.BytesIO(client.get(f"{url}event-log.zip").getvalue()))
    links = [json.loads(line) for line in archive.read("events.jsonl").splitlines()]
    heads = json.loads(archive.read("heads.json"))
    assert links
    assert heads
    assert list(faults(links, heads)) == []
    client.logout()
    assert client.get(f"{url}event-log.zip").status_code in {302, 404}


@for_real
def test_export_ends_before_what_must_be_held_back(sealed_log, client, monkeypatch) -> None:
    """招标投标法 22: the log tells nobody how many bids came in."""
    first = Event.objects.order_by("id").first()
    monkeypatch.setattr(extent, "holds", [lambda: first.legal_at, lambda: None])
    assert extent.last_link() == 0
    monkeypatch.setattr(extent, "holds", [lambda: None])
    assert extent.last_link() > 0
