"""Papers as the page draws them."""

from __future__ import annotations

from collections.abc import Iterable

from core import components
from core.figures import size_text
from documents.models import Attachment, Paper


def shown(papers: Iterable[Attachment | Paper]) -> list[components.Paper]:
    """For `{% papers rows %}`: each with its link, its kind of file and its size."""
    return [components.Paper(p.title, p.get_absolute_url(), _note(p)) for p in papers]


def _note(paper: Attachment | Paper) -> str:
    file = paper.file
    return f"{file.extension.upper()} {size_text(file.size)}" if file else "PDF"
