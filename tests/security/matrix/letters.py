"""The winner's letter with all that came of it: its files, its number, a signed copy that waits."""

from __future__ import annotations

import io
import zipfile
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from accounts import demo as people
from documents import docx
from documents.models import Paper, Scan, SealedCopy, WordCopy
from documents.services import keep_made, stage
from tests.documents.samples import png
from tests.security.matrix import planting


def of_letter(hand: Any, samples: dict[str, Any]) -> dict[str, Any]:
    """A signed copy without a code waits for a second person."""
    letter = Paper.objects.of(samples["tender"]).get(kind="letter_of_acceptance")
    page = keep_made(planting.paged("letter"), "a.pdf", "application/pdf")
    packed = keep_made(_packed(), "a.docx", docx.MEDIA_TYPE)
    for model, file in ((WordCopy, packed), (SealedCopy, page)):
        model.objects.create(paper=letter, file=file, engine="test")
    clerk = people.actor("mzj.jingban")
    scan = [stage(SimpleUploadedFile("签章件.png", png()), clerk)]
    waiting = hand.make(Scan, "hand_in", clerk, paper=letter, scan=scan)
    return {"paper": letter, "number": letter.number, "scan": waiting}


def _packed() -> bytes:
    """An archive that can be unpacked; `PK` is what the matrix knows it by."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("word/document.xml", "made as PK")
    return file.getvalue()
