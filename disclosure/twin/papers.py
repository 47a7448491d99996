"""The papers of a project's public page: each notice as PDF and Word document, and what was attached to it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from core.components import Paper as Row
from core.dates import long_date
from core.figures import size_text
from disclosure.models import Notice, Withheld
from disclosure.models.notice import ATTACHMENT, PAPER
from documents.models import Attachment, Paper


def of(notices: Sequence[Notice]) -> Iterator[Row]:
    """In the order of publication. Three questions for all of them."""
    keys = [n.pk for n in notices]
    label = Notice._meta.label_lower
    gone = {key.removeprefix(ATTACHMENT) for key in _withheld(keys) if key.startswith(ATTACHMENT)}
    pdfs = _pdfs(notices, label)
    beside: dict[UUID, list[Attachment]] = {key: [] for key in keys}
    for attachment in Attachment.objects.filter(subject_type=label, subject_id__in=keys).select_related(
        "file"
    ):
        if str(attachment.pk) not in gone:
            beside[attachment.subject_id].append(attachment)
    for notice in notices:
        if paper := pdfs.get(notice.pk):
            yield _row(notice, paper)
        yield from (_attached(attachment) for attachment in beside[notice.pk])


def _withheld(keys: Sequence[UUID]) -> list[str]:
    return list(Withheld.objects.filter(notice__in=keys).values_list("field", flat=True))


def _pdfs(notices: Sequence[Notice], label: str) -> dict[UUID, Paper]:
    """The paper of each notice that may be read now: the one of the last withholding, else the first."""
    rows = Withheld.objects.filter(notice__in=notices).order_by("withheld_at", "pk")
    made_by: dict[Any, Any] = {n.pk: n.event_id for n in notices}
    made_by |= dict(rows.values_list("notice", "event_id"))
    papers = Paper.objects.filter(subject_type=label, subject_id__in=list(made_by), kind=PAPER)
    found = papers.select_related("rendering__file").defer("html")
    return {p.subject_id: p for p in found if p.event_id == made_by[p.subject_id]}


def _row(notice: Notice, paper: Paper) -> Row:
    size = f" {size_text(paper.file.size)}" if paper.file else ""
    title = _("%(kind)s (%(day)s)") % {"kind": notice.kind_label, "day": long_date(notice.published_at)}
    return Row(title, paper.get_absolute_url(), f"PDF{size}", also=((paper.get_word_url(), "DOCX"),))


def _attached(attachment: Attachment) -> Row:
    file = attachment.file
    return Row(
        attachment.title, attachment.get_absolute_url(), f"{file.extension.upper()} {size_text(file.size)}"
    )
