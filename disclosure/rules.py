"""What the law asks of a notice, and of taking one back."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _

from workflow.act import Act
from workflow.obstacles import Obstacle, stop


def another_person_decides(act: Act) -> Iterator[Obstacle]:
    """Two people: who proposes does not decide."""
    if act.actor.user_id == act.subject.proposed_by:
        yield stop(_("You proposed this yourself. Another person must decide."))
