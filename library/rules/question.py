"""What must hold before a question from the public is answered."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from workflow.act import Act
from workflow.obstacles import Obstacle, stop

PUBLIC = "A7.16"


def what_is_told_was_reviewed(act: Act) -> Iterator[Obstacle]:
    """A7.16: what is answered in public is written for the public, and has been reviewed as each notice is."""
    if not act.data["is_told"]:
        return
    if not act.data["told_text"]:
        text = _("Say how the question is told to everybody, without anything that shows who asked.")
        yield stop(text, PUBLIC, field="told_text")
    if not act.data["publication_reviewed"]:
        yield stop(_("Confirm the review before it is made public."), PUBLIC, field="publication_reviewed")
