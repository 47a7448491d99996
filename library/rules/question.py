"""What must hold before a question from the public is answered."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from accounts.coded.marks import marks_of_writer
from disclosure.personal import nothing_personal
from workflow.act import Act
from workflow.obstacles import Obstacle, stop

PUBLIC = "A7.16"
TOLD = ("told_title", "told_text", "reply")
"""What of an answer everybody reads."""


def what_is_told_was_reviewed(act: Act) -> Iterator[Obstacle]:
    """A7.16: what is answered in public is written for the public, and has been reviewed as each notice is."""
    if not act.data["is_told"]:
        return
    if not act.data["told_title"]:
        text = _(
            "Give the notice a title in your own words: it stands in lists, in the search and in open data."
        )
        yield stop(text, PUBLIC, field="told_title")
    if not act.data["told_text"]:
        text = _("Say how the question is told to everybody, without anything that shows who asked.")
        yield stop(text, PUBLIC, field="told_text")
    if not act.data["publication_reviewed"]:
        yield stop(_("Confirm the review before it is made public."), PUBLIC, field="publication_reviewed")


def what_is_told_names_nobody(act: Act) -> Iterator[Obstacle]:
    """An answer to one person may name whom to call; one for everybody is published for good, and never says who asked
    (长府办发〔2014〕18号, 九(四))."""
    if act.data["is_told"]:
        yield from nothing_personal(*TOLD, known=marks_of_writer)(act)
