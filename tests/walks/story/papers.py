"""A unit's papers: numbered, signed by hand and brought back, sealed electronically."""

from __future__ import annotations

from django.core.files.uploadedfile import SimpleUploadedFile

from accounts import demo as people
from documents.models import DocumentNumber, DocumentRegister, Paper, Rendering, Scan, Sealing
from documents.services import keep_made, stage
from tests.documents.samples import png
from tests.walks.story.hand import HAND, aside, do

CLERK, HEAD = "mzj.jingban", "mzj.lingdao"


def register() -> None:
    """Before the first letter: the head opens the register."""
    opened = HAND.make(DocumentRegister, "open", people.actor(HEAD), word="长民采")
    with aside():
        do(opened, "rename", HEAD, word="长民购", reason="机构改革，机关代字调整。")


def play() -> None:
    letter = Paper.objects.get(kind="letter_of_acceptance")
    made = keep_made(b"%PDF-1.7\n%%EOF\n", "letter.pdf", "application/pdf")
    Rendering.objects.create(paper=letter, file=made, engine="test")
    with aside():
        do(DocumentNumber.objects.get(paper=letter), "void", HEAD, reason="文号登记有误。")
    clerk = people.actor(CLERK)
    copy = HAND.make(
        Scan, "hand_in", clerk, paper=letter, scan=[stage(SimpleUploadedFile("签章件.png", png()), clerk)]
    )
    with aside():
        do(copy, "reject", HEAD, reason="缺第二页。")
    do(copy, "confirm", HEAD, reason="印章遮住二维码，已逐页核对。")
    HAND.make(Sealing, "apply", people.actor(HEAD), paper=letter)
