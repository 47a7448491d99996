"""What the law asks of a notice, and of taking one back."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _

from disclosure import policies
from workflow.act import Act
from workflow.obstacles import Obstacle, stop


def notice_is_own(act: Act) -> Iterator[Obstacle]:
    """Only the publisher, or finance of the jurisdiction, may propose to withhold."""
    if not policies.may_propose_for(act.actor, act.data["notice"]):
        yield stop(_("Only the publisher or the finance department may propose this."), field="notice")


def another_person_decides(act: Act) -> Iterator[Obstacle]:
    """Two people: who proposes does not decide."""
    if act.actor.user_id == act.subject.proposed_by:
        yield stop(_("You proposed this yourself. Another person must decide."))
