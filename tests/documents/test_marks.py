"""A printed paper is known again: by its code, or by two people; another paper's code is refused.

Must fail with the comparison of digests left out of `documents.rules`, and without `another_person_compares`.
"""

from io import BytesIO
from pathlib import Path

import pypdfium2
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image, ImageFilter

from accounts.actors import of_membership
from documents import docx, marks, pdf, reading, scanning, services
from documents.completion import complete
from documents.models import Scan
from tests import people
from tests.documents.conftest import upload
from workflow import duties, outbox
from workflow.engine import create, execute
from workflow.models import Duty, Event
from workflow.obstacles import Refusal, Refused

FAINT = Path(__file__).with_name("data") / "faint.png"


@pytest.fixture
def unit(db):
    return people.organisation(name="长春市民政局")


@pytest.fixture
def owner(unit):
    return of_membership(people.member(unit, "handler"))


@pytest.fixture
def colleague(owner, unit):
    return of_membership(people.member(unit, "head"))


@pytest.fixture
def printed(in_act_of, unit):
    """`printed(title)`: a paper of the unit, with both its forms."""

    def run(title="通知书"):
        made = in_act_of(
            lambda act: services.request_pdf(
                act.subject,
                "note",
                "layout/print.html",
                {"signed_by": unit.name, "signed_on": "2025-03-04"},
                title=title,
                issuer=unit,
                act=act,
            )
        )
        outbox.sweep()
        return type(made).objects.get(pk=made.pk)

    return run


def scanned(paper, kind="JPEG", angle=3.0, dots=150):
    """As a scanner gives it: grey, a little askew and blurred."""
    document = pypdfium2.PdfDocument(paper.file.path.read_bytes())
    page = document[len(document) - 1]
    picture = page.render(scale=dots / 72).to_pil().convert("L")
    picture = picture.rotate(angle, fillcolor=255).filter(ImageFilter.GaussianBlur(0.6))
    out = BytesIO()
    picture.convert("RGB").save(out, kind, **({"quality": 70} if kind == "JPEG" else {}))
    ending = {"JPEG": "jpg", "PNG": "png", "PDF": "pdf"}[kind]
    return SimpleUploadedFile(f"扫描件.{ending}", out.getvalue())


def hand_in(paper, actor, file):
    made = create(Scan, "hand_in", actor, paper=paper, scan=[services.stage(file, actor)]).subject
    return Scan.objects.get(pk=made.pk)


def test_both_forms_carry_the_mark_and_the_digest(printed):
    paper = printed()
    page = complete(paper)
    assert marks.PLACE in paper.html and marks.PLACE not in page
    assert marks.grouped(paper.digest) in page
    assert "<p" not in marks.put_in(marks.PLACE, paper), "a paper's own rules for paragraphs don't reach it"
    assert scanning.codes_in(paper.file.path) == [marks.address(paper)]
    assert docx.render(page) == paper.word_file.path.read_bytes()


@pytest.mark.parametrize("kind, angle", [("JPEG", 3.0), ("PNG", -2.0), ("PDF", 1.0), ("JPEG", 180.0)])
def test_the_right_code_matches_at_once(printed, owner, kind, angle):
    paper = printed()
    scan = hand_in(paper, owner, scanned(paper, kind, angle))
    assert scan.state == Scan.State.MATCHED and scan.has_mark
    steps = Event.objects.filter(subject_id=scan.pk).order_by("id").values_list("step", flat=True)
    assert list(steps) == ["hand_in", "match"]
    assert not Duty.objects.open().filter(subject_id=scan.pk).exists(), "nobody has to compare it any more"


def test_what_the_portal_printed_is_no_signed_copy(printed, owner):
    paper = printed()
    with pytest.raises(Refused) as refused:
        hand_in(paper, owner, SimpleUploadedFile("合同.pdf", paper.file.path.read_bytes()))
    assert [o.field for o in refused.value.obstacles] == ["scan"]


def test_a_code_of_two_dots_to_the_square_is_read():
    """A scan at 150 dots to the inch, on which the reader sees nothing at first; enlarged it does."""
    assert [marks.read(text).digest for text in scanning.codes_in(FAINT)] == ["989060f947ad"]


def test_the_first_page_of_a_long_scan_is_read(printed, owner):
    """There the mark stands, however many annexes follow."""
    paper, out = printed(), BytesIO()
    annexes = [Image.new("L", (400, 560), 255)] * 29
    Image.open(scanned(paper)).convert("L").save(out, "PDF", save_all=True, append_images=annexes)
    assert hand_in(paper, owner, SimpleUploadedFile("合同.pdf", out.getvalue())).has_mark


def test_the_code_of_another_paper_is_refused(printed, owner):
    one, other = printed("甲"), printed("乙")
    with pytest.raises(Refused) as refused:
        hand_in(one, owner, scanned(other))
    assert "another paper" in str(refused.value) or "另一份" in str(refused.value)
    assert not Scan.objects.exists()


def test_the_code_of_another_text_is_refused(printed, owner, monkeypatch):
    paper = printed()
    forged = type(paper)(pk=paper.pk, html=paper.html + " ", title=paper.title)
    picture = BytesIO()
    pages = pypdfium2.PdfDocument(pdf.render(marks.put_in(paper.html, forged)))
    pages[len(pages) - 1].render(scale=2).to_pil().save(picture, "PNG")
    with pytest.raises(Refused) as refused:
        hand_in(paper, owner, SimpleUploadedFile("a.png", picture.getvalue()))
    assert [o.field for o in refused.value.obstacles] == ["scan"]


def test_without_a_code_a_second_person_compares(printed, owner, colleague):
    paper = printed()
    scan = hand_in(paper, owner, upload("合同.pdf"))
    assert scan.state == Scan.State.WAITING
    waiting = Duty.objects.open().filter(subject_id=scan.pk)
    assert waiting.for_actor(colleague).exists() and not waiting.for_actor(owner).exists()
    assert duties.may_take(waiting.get(), colleague) and not duties.may_do(waiting.get(), owner)
    with pytest.raises(Refused) as refused:
        execute(scan, "confirm", owner, reason="二维码被印章盖住。")
    assert refused.value.kind is Refusal.OBSTACLES
    with pytest.raises(Refused):
        execute(scan, "confirm", colleague, reason="")
    done = execute(scan, "confirm", colleague, reason="二维码被印章盖住，逐页核对一致。").subject
    assert (done.state, done.confirmed_by) == (Scan.State.MATCHED, colleague.user_id)


def test_others_neither_hand_in_nor_see_what_waits(printed, owner, stranger, client):
    paper = printed()
    with pytest.raises(Refused) as refused:
        hand_in(paper, stranger, upload("合同.pdf"))
    assert refused.value.kind is Refusal.ACTOR
    hand_in(paper, owner, upload("合同.pdf"))
    assert not Scan.objects.visible_to(stranger).exists()


@pytest.mark.parametrize(
    "text",
    [
        "https://example.org/",
        "http://portal/documents/00000000-0000-4000-8000-000000000000/",
        "http://portal/documents/00000000-0000-4000-8000-000000000000/zzzzzzzzzzzz/",
        "",
    ],
)
def test_other_codes_are_no_marks(text):
    assert marks.read(text) is None


def test_a_reader_that_falls_over_finds_nothing(tmp_path):
    for name, content in (("a.pdf", b"%PDF-1.7 nothing"), ("a.png", b"\x89PNG"), ("b.pdf", b"")):
        (tmp_path / name).write_bytes(content)
        assert scanning.codes_in(tmp_path / name) == []


def test_whoever_holds_the_paper_may_ask_about_it_and_learns_no_title(printed, client, owner):
    paper = printed("给某人的通知书")
    answer = client.get(marks.address(paper).split("8000")[-1])
    said = answer.content.decode()
    assert answer.status_code == 200 and marks.grouped(paper.digest) in said and "给某人的通知书" not in said
    wrong = client.get(f"/documents/{paper.pk}/{'0' * 12}/")
    assert wrong.status_code == 404 and paper.digest not in wrong.content.decode()


def test_the_paper_has_a_page_for_those_who_may_read_it(printed, client, owner, stranger):
    paper = printed()
    assert client.get(paper.get_page_url()).status_code == 404
    member = people.member(paper.issuer, "handler")
    client.force_login(member.user)

    assert client.get(paper.get_page_url()).status_code == 200


def test_files_of_signed_copies_follow_the_paper(printed, owner, stranger):
    paper = printed()
    waiting = hand_in(paper, owner, upload("合同.pdf"))
    assert reading.readable(waiting.pk, owner) == waiting.file
    assert reading.readable(waiting.pk, stranger) is None
