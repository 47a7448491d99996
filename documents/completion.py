"""What is put into a frozen page only when its PDF is made, because it must be possible to erase it."""

from __future__ import annotations

from collections.abc import Callable

from documents import marks
from documents.models import Paper

Completer = Callable[[Paper], str]
_completers: dict[str, Completer] = {}


def completes(subject_type: str) -> Callable[[Completer], Completer]:
    """Register `function(paper) -> html` for papers of that type of subject."""

    def keep(completer: Completer) -> Completer:
        if _completers.setdefault(subject_type, completer) is not completer:
            raise LookupError(f"papers of {subject_type} are completed twice")
        return completer

    return keep


def complete(paper: Paper) -> str:
    """The page as it is to be rendered, with its mark."""
    completer = _completers.get(paper.subject_type)
    return marks.put_in(completer(paper) if completer else paper.html, paper)
