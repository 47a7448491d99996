"""The files of an opened bid, as those see them who judge it."""

from __future__ import annotations

from django.utils.translation import gettext as _

from core import components
from core.actor import Actor
from documents.inspection import is_accepted
from documents.services import papers
from documents.showing import shown
from sourcing.models import OpenedBid


def files_of(bid: OpenedBid, actor: Actor) -> list[components.Paper]:
    """Each with its link. A file of a kind that the portal doesn't take stands in the record and is opened by nobody:
    it came in an envelope that was sealed elsewhere."""
    held = [
        components.Paper(_("%(name)s (a kind that isn't accepted: not handed out)") % {"name": file.name})
        for file in bid.files.all()
        if file.position > 0 and not is_accepted(file.name)
    ]
    return [*shown(papers(bid, actor)), *held]
