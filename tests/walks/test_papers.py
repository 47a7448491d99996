"""Every paper that the portal makes exists as PDF and as Word document, and both say the same."""

from __future__ import annotations

import pytest
from django.db import transaction

from disclosure.models import Notice
from documents import docx, pdf, services
from documents.completion import complete
from documents.models import Paper
from rulebook import current
from tests import figures
from tests.documents import office
from tests.walks import story
from workflow import outbox

pytestmark = pytest.mark.office
KINDS = {
    "application_form",
    "approval_sheet",
    "requirement",
    "tender_document",
    "letter_of_acceptance",
    "contract",
    "supplement",
    "voucher",
    "acceptance",
    "result_letter",
    "report",
}
"""Papers beside the notices."""


@pytest.fixture(scope="module")
def pages(django_db_setup, django_db_blocker):
    """One page of each kind of paper, and of each kind of notice, as the story asks for it."""
    found: dict[str, str] = {}
    put = outbox.put

    def watched(kind, payload, *args, **options):
        if kind == services.OUTBOX_KIND:
            paper = Paper.objects.get(pk=payload["paper"])
            found.setdefault(name_of(paper), complete(paper))
        return put(kind, payload, *args, **options)

    with pytest.MonkeyPatch.context() as patch, django_db_blocker.unblock(), transaction.atomic():
        patch.setattr(outbox, "put", watched)
        story.play()
        transaction.set_rollback(True)
    current.forget()
    return found


@pytest.fixture(scope="module")
def papers(pages, tmp_path_factory):
    """Name → page, PDF, printed Word document. One process prints them all."""
    folder = tmp_path_factory.mktemp("papers")
    for name, page in pages.items():
        (folder / f"{name}.docx").write_bytes(docx.render(page))
    office.printed(sorted(folder.glob("*.docx")), folder)
    return {name: (page, pdf.render(page), folder / f"{name}.pdf") for name, page in pages.items()}


def name_of(paper: Paper) -> str:
    return Notice.objects.get(pk=paper.subject_id).kind if paper.kind == "notice" else paper.kind


def test_every_kind_was_made(pages):
    assert {name for name in pages if not name.startswith("AN-")} == KINDS
    assert len([name for name in pages if name.startswith("AN-")]) >= 10
    figures.tell("kinds of papers opened with LibreOffice", len(pages))


def test_both_forms_say_the_same(papers):
    """Word for word, in the same order, with the same figures."""
    said = {
        name: (office.said(made, page), office.said(word, page))
        for name, (page, made, word) in papers.items()
    }
    assert {n: first_difference(*both) for n, both in said.items() if both[0] != both[1]} == {}


def first_difference(one: str, other: str) -> tuple[str, str]:
    at = next(
        (n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other))
    )
    return one[max(0, at - 20) : at + 40], other[max(0, at - 20) : at + 40]
