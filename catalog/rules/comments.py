"""What must hold of comments: they come in time, and each is answered before the consultation is closed."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from workflow.act import Act
from workflow.obstacles import Mend, Obstacle, stop

PERIOD, HEARING = "catalog.consultation", "A3.4"


def comments_are_taken(act: Act) -> Iterator[Obstacle]:
    """From the opening to the end of the last day."""
    if not act.data["edition"].takes_comments(act.now):
        yield stop(_("Comments on this draft are not taken any more."), PERIOD)


def all_are_answered(act: Act) -> Iterator[Obstacle]:
    """A3.4: each comment is kept, and answered."""
    if count := act.subject.comments_to_answer():
        text = ngettext(
            "Read and answer first %(count)s comment from the public.",
            "Read and answer first %(count)s comments from the public.",
            count,
        )
        yield stop(text % {"count": count}, HEARING, mend=Mend(act.subject.comments_on_page(), _("To them")))
