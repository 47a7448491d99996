"""The portal as it runs in production: every unit as it is given to systemd, behind nginx, over TLS."""

from __future__ import annotations

import http.client
import re
import signal
import socket
import ssl
import stat
import threading
import time

import pytest

from accounts.demonstration import PASSWORD
from providers.demo import PAGE
from tests import figures
from tests.house.house import HOST, until

pytestmark = [pytest.mark.nightly, pytest.mark.house, pytest.mark.timeout(1200)]
MEBIBYTE = 1024 * 1024
REGISTRATION = "/providers/register/"


@pytest.fixture(scope="module")
def provider(house):
    """Somebody of a provider that isn't registered yet, signed in."""
    visitor = house.visitor()
    answer = visitor.post("/accounts/sign-in/", {"username": "songhe.faren", "password": PASSWORD})
    assert answer.status == 302, answer.text
    return visitor


def pages_of(house, number=12):
    return [house.visitor().get("/providers/").status for _ in range(number)]


def asked(house):
    """Which of the two web processes answered, by the log of the web server."""
    return {port for port in ("web1", "web2") if f":{house.ports[port]} " in house.said("access.log")}


def pdf(size):
    """A page with as much of nothing in it as it takes."""
    head, rest = PAGE.split(b"\n", 1)
    filling = size - len(PAGE) - 2
    return head + b"\n%" + b"x" * filling + b"\n" + rest


@pytest.mark.parametrize(
    ("question", "role"),
    [
        (("web", "web1"), "web"),
        (("web", "web2"), "web"),
        (("worker",), "web"),
        (("beat", "beat"), "web"),
        (("database", "DATABASE_SEALER_URL", "60"), "sealer"),
        (("database", "DATABASE_OPENER_URL", "60"), "opener"),
    ],
    ids=lambda value: value if isinstance(value, str) else value[-1],
)
def test_every_process_says_that_it_is_well(house, question, role):
    places = {name: str(port) for name, port in house.ports.items()} | {"beat": str(house.local / "beat")}
    kind, *rest = question
    until(lambda: house.is_well(kind, *[places.get(word, word) for word in rest], role=role), str(question))


def test_a_process_that_is_gone_is_not_well(house):
    assert not house.is_well("web", str(house.ports["http"]))
    assert not house.is_well("beat", str(house.local / "nothing"))
    assert not house.is_well("database", "DATABASE_OWNER_URL", "60", role="owner")


def test_pages_come_from_both_web_processes(house):
    assert set(pages_of(house)) == {200}, house.said("web@1")
    assert asked(house) == {"web1", "web2"}


def test_nothing_is_answered_without_tls_or_under_another_name(house):
    plain = http.client.HTTPConnection(HOST, house.ports["http"], timeout=10)
    plain.request("GET", "/providers/", headers={"Host": HOST})
    answer = plain.getresponse()
    assert (answer.status, answer.headers["Location"]) == (301, f"https://{HOST}/providers/")
    with pytest.raises(http.client.RemoteDisconnected):
        other = http.client.HTTPConnection(HOST, house.ports["http"], timeout=10)
        other.request("GET", "/", headers={"Host": "elsewhere.example"})
        other.getresponse()
    with pytest.raises(ssl.SSLError):
        house.visitor().context.wrap_socket(
            socket.create_connection((HOST, house.ports["https"])),
            server_hostname="elsewhere.example",
        )


def test_answers_carry_what_keeps_browsers_safe_and_no_version(house):
    answer = house.visitor().get("/")
    for name in ("Strict-Transport-Security", "Content-Security-Policy", "X-Content-Type-Options"):
        assert answer.headers[name], name
    assert answer.headers["Server"] == "nginx"
    assert answer.headers["X-Frame-Options"] == "DENY"


def test_nobody_passes_for_another_address_or_for_tls(house):
    """What a client says about where it comes from never reaches the portal."""
    forged = {
        "X-Forwarded-Proto": "http",
        "X-Forwarded-Host": "evil.example",
        "Forwarded": "host=evil.example",
    }
    answer = house.visitor().get("/accounts/me/", **forged)
    assert (answer.status, answer.headers["Location"][:19]) == (302, "/accounts/sign-in/?")


def test_links_that_open_something_are_not_logged(house):
    house.visitor().get("/evaluation/s/verysecretword/")
    house.visitor().get("/accounts/reset/abc/verysecretword/")
    assert until(lambda: house.said("access.log").count("/...") >= 2, "both requests in the log")
    assert "verysecretword" not in house.said("access.log")


def test_a_person_signs_in_and_stays_signed_in_with_either_process(house, provider):
    assert "__Host-session" in provider.cookies
    assert {provider.get("/accounts/me/").status for _ in range(8)} == {200}


def test_the_largest_file_is_taken_and_a_larger_one_refused_by_its_form(house, provider):
    taken = provider.post(REGISTRATION, {}, {"elg_1_files": ("最大.pdf", pdf(50 * MEBIBYTE))})
    assert taken.status == 422
    assert "最大.pdf" in taken.text
    assert "50.0 MB" in taken.text or "50 MB" in taken.text
    refused = provider.post(REGISTRATION, {}, {"elg_1_files": ("过大.pdf", pdf(51 * MEBIBYTE))})
    assert refused.status == 422
    assert "过大.pdf" in refused.text


def test_what_no_form_could_take_is_refused_in_words_before_it_is_sent(house, provider):
    refused = provider.announce(REGISTRATION, 200 * MEBIBYTE)
    assert refused.status == 413
    assert "文件太大" in refused.text
    assert "Too large" in refused.text


def test_files_are_for_the_portal_and_its_opener_alone(house, provider):
    """The group reads, nobody else does: the opener is a system user of its own."""
    files = [path for path in (house.local / "media").rglob("*") if path.is_file()]
    assert files
    assert {stat.S_IMODE(path.stat().st_mode) for path in files} == {0o640}
    folders = {stat.S_IMODE(path.parent.stat().st_mode) for path in files}
    assert folders == {0o770}
    figures.tell(
        "the opener as a system user of its own",
        "yes" if house.apart else "not run: other users can't read this Python",
    )


def test_the_worker_makes_the_paper_of_a_notice(house):
    made = "SELECT count(*) FROM documents_rendering"
    assert until(lambda: int(house.cluster.sql("-d", "portal", "-c", made)), f"a PDF\n{house.said('worker')}")
    visitor = house.visitor()
    [notice, *_] = re.findall(
        r'href="(/notices/(?!feed|data|project)[^"/]+/)"', visitor.get("/notices/").text
    )
    [paper, *_] = re.findall(r'href="(/documents/[0-9a-f-]{36}/)"', visitor.get(notice).text)
    assert visitor.get(paper).body.startswith(b"%PDF")


def test_the_portal_goes_on_when_one_web_process_dies(house):
    house.kill("web@1", signal.SIGKILL)
    try:
        assert set(pages_of(house)) == {200}
    finally:
        house.start("web@1")
    until(lambda: house.is_well("web", str(house.ports["web1"])), "web@1 again")


def test_without_any_web_process_it_is_said_in_words(house):
    for name in ("web@1", "web@2"):
        house.kill(name, signal.SIGTERM)
    try:
        answer = house.visitor().get("/")
        assert (answer.status, answer.headers["Retry-After"]) == (502, "10")
        assert "暂时无法访问" in answer.text
    finally:
        house.start("web@1", "web@2")
    until(lambda: house.visitor().get("/healthz").status == 200, "both again")


def test_an_upgrade_one_after_the_other_is_noticed_by_nobody(house):
    for name in ("web1", "web2"):
        until(lambda name=name: house.is_well("web", str(house.ports[name])), name)
    statuses, over = [], threading.Event()

    def read():
        while not over.is_set():
            statuses.append(house.visitor().get("/providers/").status)

    readers = [threading.Thread(target=read) for _ in range(2)]
    for reader in readers:
        reader.start()
    try:
        for number in (1, 2):
            house.kill(f"web@{number}", signal.SIGTERM)
            house.start(f"web@{number}")
            until(
                lambda number=number: house.is_well("web", str(house.ports[f"web{number}"])), f"web@{number}"
            )
            time.sleep(5)  # until nginx asks it again
    finally:
        over.set()
        for reader in readers:
            reader.join()
    assert set(statuses) == {200}
    figures.tell("pages read during a rolling restart", f"{len(statuses)}, 0 failed")


def test_a_static_file_that_only_one_process_knows_is_found(house):
    """Between two versions a page of one process names files that the other one has never seen."""
    (house.local / "static" / "new.css").write_text("b{}")
    house.kill("web@1", signal.SIGTERM)
    house.start("web@1")
    until(lambda: house.is_well("web", str(house.ports["web1"])), "web@1")
    time.sleep(6)  # until nginx asks it again
    assert [house.visitor().get("/static/new.css").status for _ in range(6)] == [200] * 6
    assert house.visitor().get("/static/nothing.css").status == 404


def test_what_the_queue_held_is_not_missed(house):
    """Redis may lose everything: work is rows, and beat sweeps."""
    house.kill("redis", signal.SIGKILL)
    assert set(pages_of(house, 4)) == {200}
