"""What is asked of signed copies and of seals."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _

from documents import marks, seals
from workflow.act import Act
from workflow.obstacles import Obstacle, stop


def mark_is_of_this_paper(act: Act) -> Iterator[Obstacle]:
    """A copy that carries another paper's mark, or that of another text of this one, is not this paper."""
    paper = act.data["paper"]
    found = [mark for text in act.data["marks"] if (mark := marks.read(text))]
    if not found or any(mark == marks.of(paper) for mark in found):
        return
    if any(mark.paper == paper.pk for mark in found):
        yield stop(
            _("The mark on the copy belongs to another text of this paper. Print it anew and sign that."),
            field="scan",
        )
    else:
        yield stop(_("The mark on the copy belongs to another paper. Hand it in there."), field="scan")


def copy_was_signed(act: Act) -> Iterator[Obstacle]:
    """What the portal printed, to the letter, bears no signature."""
    paper, copy = act.data["paper"], act.data["scan"][0]
    if paper.file is not None and copy.digest == paper.file.digest:
        text = _(
            "This is the PDF as the portal made it, without signature and seal. Print, sign and scan it."
        )
        yield stop(text, field="scan")


def another_person_compares(act: Act) -> Iterator[Obstacle]:
    """Without a mark two people answer for it: who handed it in doesn't confirm it."""
    if act.subject.handed_in_by in act.persons:
        yield stop(_("You handed this copy in yourself. Another person must compare it with the paper."))


def can_be_sealed(act: Act) -> Iterator[Obstacle]:
    """There must be a PDF, a certificate of the unit, and no seal yet."""
    paper = act.data["paper"]
    if paper.file is None:
        yield stop(_("The PDF is still being prepared. Try again in a moment."))
    if paper.is_sealed:
        yield stop(_("This paper already carries the seal."))
    if not seals.adapter().can_seal(paper.issuer.code if paper.issuer else ""):
        yield stop(
            _("No certificate for electronic seals is set up for your unit. Print, sign and seal it by hand.")
        )
