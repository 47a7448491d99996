"""Electronic seals: intact as made, and any change shows. The time is Shanghai's, the key never in the database.

Must fail with `verify` returning what was stored, and with a finding that only looks at `intact`.
"""

from datetime import datetime
from io import StringIO

import pypdfium2
import pytest
from cryptography.hazmat.primitives.serialization import pkcs12
from django.core.management import CommandError, call_command

from accounts.actors import of_membership
from documents import pdf, seals, services
from documents.models import SealedCopy, Sealing
from documents.seals import keys, place
from tests import people
from workflow import outbox
from workflow.clock import SHANGHAI
from workflow.engine import create
from workflow.obstacles import Refused

PAGE = (
    '<!doctype html><html lang="zh-Hans"><title>甲</title><body style="font-family:Noto Serif SC">'
    "<p>正文</p><p style='margin-top:100pt;text-align:center'>长春市民政局</p><p>2026年3月2日</p>"
)
AT = datetime(2026, 3, 2, 16, 30, tzinfo=SHANGHAI)
CODE = "11220100MB0000001X"


@pytest.fixture(autouse=True)
def folder(settings, tmp_path):
    settings.SEALS_DIR = tmp_path / "seals"
    return settings.SEALS_DIR


@pytest.fixture
def made(db):
    return seals.adapter().seal(pdf.render(PAGE), code=CODE, unit="长春市民政局", at=AT)


def test_a_seal_is_intact_and_says_whose_and_when(made):
    (found,) = seals.adapter().verify(made.content)
    assert found.is_good
    assert found.holder == "长春市民政局"
    assert found.sealed_at == AT and found.sealed_at.utcoffset() == AT.utcoffset()


def test_the_demonstrations_certificate_says_what_it_is(made, folder):
    _key, certificate, _chain = pkcs12.load_key_and_certificates(
        (folder / f"{CODE}.p12").read_bytes(), keys.passphrase()
    )
    assert "DEMONSTRATION" in certificate.subject.rfc4514_string()
    assert (folder / f"{CODE}.p12").stat().st_mode & 0o777 == 0o600


def test_every_changed_byte_of_what_was_sealed_shows(made):
    adapter = seals.adapter()
    start = made.content.find(b"stream") + 40
    for at in range(start, start + 400, 100):
        changed = bytearray(made.content)
        changed[at] ^= 1
        assert not any(f.is_good for f in adapter.verify(bytes(changed)))


def test_what_is_added_afterwards_shows(made):
    added = made.content + b"\n7 0 obj<</A 1>>endobj\n%%EOF\n"
    assert not any(f.is_good for f in seals.adapter().verify(added))


def test_the_seal_lies_on_the_units_name(made):
    where = place.find(pdf.render(PAGE), "长春市民政局")
    left, bottom, right, top = where.box
    assert abs((right - left) - place.DIAMETER) < 2
    page = pypdfium2.PdfDocument(pdf.render(PAGE))[0]
    words = page.get_textpage()
    at, _count = words.search("长春市民政局").get_next()
    x, y = words.get_charbox(at + 3)[0], words.get_charbox(at + 3)[1]
    assert left < x < right and bottom < y < top


def test_production_makes_no_certificate(monkeypatch, db):
    monkeypatch.setattr(keys, "is_demonstration", lambda: False)
    assert not seals.adapter().can_seal(CODE)
    with pytest.raises(FileNotFoundError):
        seals.adapter().seal(pdf.render(PAGE), code=CODE, unit="甲", at=AT)


@pytest.mark.parametrize("code", ["", "../../etc/passwd", "a/b", "甲"])
def test_a_code_is_no_path(code, db):
    assert not seals.adapter().can_seal(code)


def test_the_command_tells_intact_from_changed(made, tmp_path):
    good, bad = tmp_path / "good.pdf", tmp_path / "bad.pdf"
    good.write_bytes(made.content)
    bad.write_bytes(made.content + b"\n%added\n")
    said = StringIO()
    call_command("verify_seal", good, stdout=said)
    assert said.getvalue().startswith("intact: 长春市民政局, 2026-03-02 16:30")
    with pytest.raises(CommandError):
        call_command("verify_seal", bad, stdout=StringIO())
    plain = tmp_path / "plain.pdf"
    plain.write_bytes(pdf.render(PAGE))
    with pytest.raises(CommandError):
        call_command("verify_seal", plain, stdout=StringIO())


@pytest.fixture
def unit(db):
    return people.organisation(name="长春市民政局")


@pytest.fixture
def owner(unit):
    return of_membership(people.member(unit, "handler"))


def test_the_head_decides_and_the_sealed_copy_follows(in_act_of, unit, client):
    paper = in_act_of(
        lambda act: services.request_pdf(
            act.subject,
            "note",
            "layout/print.html",
            {"signed_by": unit.name, "signed_on": "2026-03-02"},
            issuer=unit,
            act=act,
        )
    )
    head = of_membership(people.member(unit, "head"))
    with pytest.raises(Refused):  # no PDF yet
        create(Sealing, "apply", head, paper=paper)
    outbox.sweep()
    for other in (people.actor("head"), of_membership(people.member(unit, "handler"))):
        with pytest.raises(Refused):
            create(Sealing, "apply", other, paper=paper)
    create(Sealing, "apply", head, paper=paper)
    outbox.sweep()
    copy = SealedCopy.objects.get(paper=paper)
    assert [f.is_good for f in seals.adapter().verify(copy.file.path.read_bytes())] == [True]
    with pytest.raises(Refused):
        create(Sealing, "apply", head, paper=paper)
    client.force_login(people.member(unit, "handler").user)
    page = client.get(paper.get_page_url()).content.decode()
    assert "完好" in page or "Intact" in page
    assert client.get(f"/documents/{paper.pk}/sealed/")["Content-Type"] == "application/pdf"
