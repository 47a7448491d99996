"""What rests on an entry: the notice that told it, the papers that print it, and what its app names besides."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.functional import lazy
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from corrections.declaring import Dependent
from corrections.kinds import How
from disclosure.models import Notice
from documents.services import latest_paper

if TYPE_CHECKING:
    from documents.models import Paper


def of(correction: Any) -> list[Dependent]:
    """Computed anew each time: what is shown before a correction is what will be done with it."""
    found = []
    if notice := notice_of(correction):
        text = _(
            "The notice “{title}” ({number}) stays as it is; a correction notice names it, with both values"
        )
        said = format_lazy(text, title=_title(notice), number=notice.number)
        found.append(Dependent(How.NOTICE, said, notice.get_absolute_url()))
    for paper in papers_of(correction):
        said = format_lazy(
            _("“{title}” keeps its text; a new version says that it replaces it"), title=paper.title
        )
        found.append(Dependent(How.PAPER, said, paper.get_page_url()))
    return found + correction.entry.dependents(correction.target, correction.row)


def notice_of(correction: Any) -> Notice | None:
    """The latest notice that told the subject, where it tells this entry."""
    declared, entry = correction.declared, correction.entry
    if entry is None or not entry.told or declared.told is None:
        return None
    told = Notice.objects.filter(kind=declared.told.kind, subject_id=correction.subject_id)
    return told.order_by("-published_at", "-number").first()


def papers_of(correction: Any) -> list[Paper]:
    """The newest version of each paper that prints the entry."""
    found = [latest_paper(correction.target, kind) for kind in correction.entry.papers]
    return [paper for paper in found if paper is not None]


def _title(notice: Notice) -> Any:
    """In the reader's language, whenever that is."""
    return lazy(lambda: notice.shown_title, str)()
