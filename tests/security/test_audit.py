"""The event log can't be changed unnoticed (security promise 3). At commit size; `--nightly` runs the full figures."""

import hashlib
import json
import threading
import time
from datetime import date, datetime, timedelta

import psycopg
import pytest
from django.db import connection, connections, transaction

from tests.sample.models import Paper
from tests.workflow.conftest import person
from workflow import audit_export, engine, sealing, verify_chain
from workflow.clock import set_legal_now
from workflow.models import ChainHead, Event
from workflow.verify_chain import GENESIS, faults, link_hash

PATIENCE = 60
sealed_for_real = pytest.mark.django_db(transaction=True, databases=["default", "sealer"])

FORBIDDEN = [
    "INSERT INTO audit.audit_event DEFAULT VALUES",
    "UPDATE audit.audit_event SET step = 'x'",
    "DELETE FROM audit.audit_event",
    "TRUNCATE audit.audit_event",
    "SELECT * FROM audit.audit_event FOR UPDATE",
    "INSERT INTO audit.audit_link (seq, event_id, previous, hash) VALUES (1, 1, '', '')",
    "DELETE FROM audit.audit_link",
    "INSERT INTO audit.audit_head (seq, hash) VALUES (1, '')",
    "DELETE FROM audit.audit_pending",
    "DROP TABLE audit.audit_event",
    "DROP SCHEMA audit CASCADE",
    "ALTER TABLE audit.audit_event DISABLE TRIGGER ALL",
    "ALTER TABLE audit.audit_event OWNER TO CURRENT_USER",
    "DROP TRIGGER kept ON audit.audit_event",
    "CREATE OR REPLACE FUNCTION audit.append(body text) RETURNS bigint LANGUAGE sql AS 'SELECT 1::bigint'",
    "CREATE OR REPLACE FUNCTION public.legal_now() RETURNS timestamptz LANGUAGE sql AS 'SELECT now()'",
    "SET session_replication_role = replica",
    "SELECT audit.seal(10)",
    "SELECT audit.publish_head()",
    "ALTER TABLE sample_paper DISABLE TRIGGER ALL",
    "DROP TRIGGER pgtrigger_evented_caefa ON sample_paper",
]


@pytest.mark.django_db
@pytest.mark.parametrize("statement", FORBIDDEN)
def test_the_application_role_can_do_none_of_it(statement):
    with (
        pytest.raises(Exception, match=r"(?i)permission denied|must be owner|refused") as caught,
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement)
    assert isinstance(caught.value.__cause__, psycopg.errors.InsufficientPrivilege), caught.value


def seal_all():
    """Open transactions of other tests on the same server hold the horizon back: they end soon."""
    until = time.monotonic() + PATIENCE
    while sealing.oldest_unsealed() is not None:
        assert time.monotonic() < until, "something holds the horizon back"
        sealing.seal()


@pytest.fixture
def log(fresh_database):
    """Twelve sealed events with a head after the sixth and one at the end, as an export."""
    writer = person("handler")
    for n in range(12):
        engine.create(Paper, "write", writer, title=f"第{n}", pages=n)
        if n == 5:
            seal_all()
            sealing.publish_head()
    seal_all()
    sealing.publish_head()
    return list(audit_export.links()), audit_export.heads()


def rechain(rows):
    previous = GENESIS
    for number, row in enumerate(rows, start=1):
        leaf = hashlib.sha256(row["body"].encode()).hexdigest()
        row |= {"seq": number, "previous": previous, "hash": link_hash(previous, leaf)}
        previous = row["hash"]
    return rows


def forged(row, **changes):
    return json.dumps(
        json.loads(row["body"]) | changes, ensure_ascii=False, sort_keys=True, separators=(",", ":")
    )


def change_body(rows):
    rows[3]["body"] = forged(rows[3], step="other")


def rewrite_and_rechain(rows):
    change_body(rows)
    rechain(rows)


def cut_the_tail(rows):
    del rows[9:]


def remove_one(rows):
    del rows[4]


def remove_and_rechain(rows):
    del rows[4]
    rechain(rows)


def swap_and_rechain(rows):
    rows[2], rows[3] = rows[3], rows[2]
    rechain(rows)


def insert_and_rechain(rows):
    rows.insert(2, dict(rows[2], body=forged(rows[2], id="0")))
    rechain(rows)


def date_back(rows):
    """What somebody with all rights could do after the last head: append an event of yesterday."""
    said = datetime.fromisoformat(json.loads(rows[0]["body"])["at"]) - timedelta(days=1)
    rows.append(dict(rows[-1], body=forged(rows[-1], at=said.isoformat())))
    rechain(rows)


TAMPERINGS = [
    change_body,
    rewrite_and_rechain,
    cut_the_tail,
    remove_one,
    remove_and_rechain,
    swap_and_rechain,
    insert_and_rechain,
    date_back,
]


@sealed_for_real
@pytest.mark.parametrize("tamper", TAMPERINGS, ids=lambda t: t.__name__)
def test_the_outside_verifier_finds_it(log, tamper):
    links, heads = log
    assert list(faults(links, heads)) == [], "an untouched log is whole"
    rows = [dict(link) for link in links]
    tamper(rows)
    assert list(faults(rows, heads))


@sealed_for_real
def test_a_head_that_somebody_noted_shows_that_the_end_was_cut_off(log, tmp_path, capsys):
    """Of an opening record or the home page one has the hash alone; the published list may have been cut as well."""
    links, heads = log
    noted, events, listed = heads[-1]["hash"], tmp_path / "events.jsonl", tmp_path / "heads.json"
    listed.write_text(json.dumps(heads[:1]))

    def told(rows, *more):
        events.write_text("\n".join(json.dumps(row) for row in rows))
        code = verify_chain.main([str(events), str(listed), *more])
        return code, capsys.readouterr().out

    assert told(links, noted) == (0, "完整：12条记录，2个链首 / whole: 12 events, 2 published heads\n")
    code, said = told(links[:9], noted)
    assert code == 1
    assert f"the head {noted} is not in the chain: the log was cut off before it" in said
    code, said = told(links[:9])
    assert code == 0, "nobody can see it without a later head, so the program says how far the heads reach"
    assert "the last 3 events follow the last of these heads" in said


@sealed_for_real
def test_a_listed_head_says_where_the_log_ends_before_it(log):
    links, heads = log
    early = [dict(link, body=forged(link, at="2020-01-01T00:00:00+00:00")) for link in links[:6]]
    (said,) = [
        fault for fault in verify_chain.unmatched_heads(early, heads[1:]) if "not in the chain" in fault
    ]
    assert said.endswith("the log ends before it, at 2020-01-01T00:00:00+00:00")


@sealed_for_real
def test_a_head_claims_nothing_of_what_still_waits(fresh_database):
    """A demonstration's clock leaps on while an event waits to be sealed: it isn't dated back for that."""
    writer = person("handler")
    engine.create(Paper, "write", writer, title="一", pages=1)
    seal_all()
    engine.create(Paper, "write", writer, title="二", pages=2)
    waits = Event.objects.order_by("-id").first().legal_at
    set_legal_now(waits + timedelta(days=30))
    assert sealing.publish_head()
    assert ChainHead.objects.latest("id").legal_at == waits
    assert not sealing.publish_head(), "the same head for the same moment says nothing new"
    seal_all()
    assert list(faults(audit_export.links(), audit_export.heads())) == []


def test_heads_come_with_each_day_and_each_hour_and_not_before_there_is_one(monkeypatch):
    log, made = [], []
    monkeypatch.setattr(sealing, "publish_head", lambda: bool(log) and not made.append(len(log)))
    monday, rhythm = date(2026, 11, 23), sealing.Rhythm(3600)
    rhythm.keep(0.0, monday)
    assert made == [], "an empty log has no head, and the hour doesn't begin"
    log.append("event")
    for seconds, day in [
        (1, monday),
        (2, monday),
        (3600, monday),
        (3601, monday),
        (3602, date(2026, 11, 24)),
    ]:
        rhythm.keep(float(seconds), day)
        log.append("event")
    assert made == [1, 4, 5]


def write_papers(writer, how_many, outcome, every_tenth_fails):
    try:
        for n in range(how_many):
            try:
                with transaction.atomic():
                    engine.create(Paper, "write", writer, title="x", pages=1)
                    if every_tenth_fails and n % 10 == 9:
                        raise ZeroDivisionError
                outcome.append(1)
            except ZeroDivisionError:
                pass
    finally:
        connections.close_all()


def seal_while(threads):
    while any(t.is_alive() for t in threads):
        sealing.seal()


def race(writers, each):
    done: list[int] = []
    threads = [
        threading.Thread(target=write_papers, args=(person("handler"), each, done, True))
        for _ in range(writers)
    ]
    for thread in threads:
        thread.start()
    seal_while(threads)
    seal_all()
    return len(done)


def assert_all_sealed(committed):
    rows = list(audit_export.links())
    assert len(rows) == committed
    sealing.publish_head()
    assert list(faults(rows, audit_export.heads())) == []
    assert sealing.oldest_unsealed() is None


@sealed_for_real
def test_the_sealer_misses_no_event_of_racing_writers(fresh_database):
    assert_all_sealed(race(writers=4, each=40))


@sealed_for_real
@pytest.mark.nightly
def test_the_sealer_misses_none_of_many(fresh_database):
    assert_all_sealed(race(writers=16, each=700))


@sealed_for_real
def test_an_event_is_sealed_only_when_no_earlier_one_can_appear(fresh_database):
    """Break: sealing by `id > last` instead of the horizon loses the slow writer's event."""
    writer = person("handler")
    slow = psycopg.connect(**_parameters())
    slow.execute("SELECT audit.append(%s)", [_body()])
    engine.create(Paper, "write", writer, title="quick", pages=1)
    sealing.seal()
    assert list(audit_export.links()) == [], "the quick one waits for the slow one"
    slow.commit()
    slow.close()
    seal_all()
    assert len(list(audit_export.links())) == 2


def _parameters():
    params = connection.get_connection_params()
    return {k: params[k] for k in ("dbname", "user", "password", "host", "port") if params.get(k)}


def _body():
    now = "2025-01-02T00:00:00+00:00"
    return json.dumps(
        {
            "id": "00000000-0000-4000-8000-000000000001",
            "at": now,
            "occurred_at": now,
            "subject_type": "sample.paper",
            "subject": "00000000-0000-4000-8000-000000000002",
            "step": "write",
            "from": "",
            "to": "draft",
            "outcome": "done",
        }
    )
