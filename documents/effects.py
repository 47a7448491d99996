"""What acts leave behind with this app."""

from __future__ import annotations

from django.utils.translation import gettext as _

from accounts.reforms.lifecycle import KEEP_BASIS
from documents.services import attach
from workflow import outbox, paper, registry
from workflow.act import Act
from workflow.engine import follow

PAPER_ACT = "paper_act"
"""Kind of the scan of an act that was done on paper."""


@registry.effect(paper.KEEP)
def keep_paper_act(act: Act) -> None:
    """The scan stands with the papers of the matter; the event holds its digest."""
    title = _("Scan: %(step)s") % {"step": act.step.label}
    attach(act.subject, act.evidence.scan, PAPER_ACT, title, act=act)


@registry.effect(KEEP_BASIS)
def keep_basis(act: Act) -> None:
    """The document that orders a unit's change, under its number."""
    for file in act.data["scan"]:
        attach(act.subject, file, "basis", f"{act.subject.basis} {act.subject.basis_title}", act=act)


@registry.effect("documents.match_by_mark")
def match_by_mark(act: Act) -> None:
    """The right mark settles it at once; without one a second person compares."""
    if act.subject.has_mark:
        follow(act, act.subject, "match")


@registry.effect("documents.seal")
def seal(act: Act) -> None:
    """The sealed file is made after commit: a certificate that fails takes nothing back."""
    outbox.put("seal", {"paper": str(act.subject.paper_id)})
