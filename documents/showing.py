"""Papers as the page draws them."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.translation import gettext as _

from core import components
from core.figures import size_text
from documents.models import Attachment, Paper


def shown(papers: Iterable[Attachment | Paper]) -> list[components.Paper]:
    """For `{% papers rows %}`: each with its link, its kind of file and its size, and its Word document beside it."""
    return [components.Paper(p.title, p.get_absolute_url(), _note(p), also=_also(p)) for p in papers]


def _note(paper: Attachment | Paper) -> str:
    file = paper.file
    kind = f"{file.extension.upper()} {size_text(file.size)}" if file else "PDF"
    if isinstance(paper, Paper) and paper.is_replaced:
        return _("%(kind)s · replaced by a corrected version") % {"kind": kind}
    return kind


def _also(paper: Attachment | Paper) -> tuple[tuple[str, str], ...]:
    if not isinstance(paper, Paper):
        return ()
    return ((paper.get_word_url(), "DOCX"), (paper.get_page_url(), _("signed copies, seal")))
