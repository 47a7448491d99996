"""Official papers of the city: registers of numbers, an electronic seal, copies that came back signed."""

from __future__ import annotations

import io
from datetime import date, timedelta

import pypdfium2
from django.db import transaction

from accounts import demo as people
from contracts.demo import file
from contracts.models import Contract
from core.actor import Actor
from documents import demo, services
from documents.models import DocumentNumber, DocumentRegister, Paper, Scan, Sealing, StoredFile
from documents.outbox import make_paper
from portal.demo.scenes import MORNING, on
from portal.demo.specs import Fate, Spec
from sourcing.models import Tender
from workflow.play import Opening, Play, Story

WORDS = {"mzj": "长民购", "sfj": "长司购", "ngmz": "南民购", "czj": "长财绩"}
"""Under which word units number what they send out."""
VOIDED, RECENT = timedelta(weeks=30), timedelta(days=1)
DOTS = 150
"""Per inch, as a scanner in an office is set."""


def registers(play: Play) -> None:
    for key, word in WORDS.items():
        head = people.actor(f"{key}.{'juzhang' if key == 'czj' else 'lingdao'}")
        play.make(DocumentRegister, "open", head, word=word)


def openings(specs: list[Spec], today: date) -> list[Opening]:
    """What came back, and what was sealed, stands there since yesterday."""

    def title(fate: Fate, purchaser: str) -> str:
        return next(spec.title for spec in specs if spec.fate is fate and spec.purchaser == purchaser)

    def voided(play: Play) -> Story:
        void(play, title(Fate.TERMINATED, "sfj"))
        return
        yield

    def recent(play: Play) -> Story:
        sealed(play, title(Fate.AWARDED, "mzj"))
        yield play.after(hours=1)
        came_back(play, title(Fate.DELIVERING, "mzj"))
        yield play.after(hours=1)
        unmarked(play, title(Fate.DELIVERING, "sfj"))

    return [
        (on(today - VOIDED), "void-number", voided),
        (on(today - RECENT, MORNING), "papers", recent),
    ]


def void(play: Play, title: str) -> None:
    """The purchase came to nothing: its letter is void, and its number is never given again."""
    tender = Tender._base_manager.get(project__title=title)
    number = DocumentNumber.objects.get(paper__subject_id=tender.pk)
    reason = "项目终止，成交通知书收回作废。"
    play.do(number, "void", people.actor("sfj.lingdao"), reason=reason)


def sealed(play: Play, title: str) -> None:
    """The letter of acceptance, by the head's decision."""
    tender = Tender._base_manager.get(project__title=title)
    play.make(Sealing, "apply", people.actor("mzj.lingdao"), paper=_made(tender, "letter_of_acceptance"))


def came_back(play: Play, title: str) -> None:
    """The contract was printed, signed and sealed by both, and scanned: its mark says which paper it is."""
    handler = people.actor("mzj.jingban")
    paper = _made(Contract.objects.get(project__title=title), "contract")
    scan = file(handler, "合同签字盖章件.pdf", signed(paper))
    play.make(Scan, "hand_in", handler, paper=paper, scan=[scan])


def unmarked(play: Play, title: str) -> None:
    """Without the page that bears the mark, a second person compares."""
    handler = people.actor("sfj.jingban")
    contract = Contract.objects.get(project__title=title)
    paper = services.latest_paper(contract, "contract")
    rows = {"合同编号": contract.number, "甲方": "长春市司法局", "乙方": contract.provider.name}
    scan = scanned(handler, "合同签字页", rows, signed_by="刘志强", seal="长春市司法局")
    play.make(Scan, "hand_in", handler, paper=paper, scan=[scan])


def scanned(actor: Actor, title: str, rows: dict[str, str], *, signed_by: str, seal: str = "") -> StoredFile:
    """A page with signatures, as a scanner gives it."""
    return file(actor, f"{title}.png", demo.sheet(title, rows, seal=seal, signed=(signed_by,)))


def signed(paper: Paper) -> bytes:
    """The first page of a paper, which bears the mark, and the last with a seal on it, as a scanner gives them."""
    document = pypdfium2.PdfDocument(paper.file.path)
    ends = (document[index] for index in (0, len(document) - 1))
    first, last = (page.render(scale=DOTS / 72).to_pil().convert("RGB") for page in ends)
    demo.put_seal(last, "长春市民政局")
    out = io.BytesIO()
    first.save(out, "PDF", save_all=True, append_images=[last], resolution=DOTS, quality=50)
    return out.getvalue()


@transaction.atomic
def _made(subject: Contract | Tender, kind: str) -> Paper:
    """A paper of that subject with its PDF: whoever signs or seals it has it before them."""
    paper = services.latest_paper(subject, kind)
    make_paper({"paper": str(paper.pk)})
    return Paper.objects.with_files().get(pk=paper.pk)
