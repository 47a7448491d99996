"""What the law asks of a notice, and of taking one back."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _

from disclosure import policies
from workflow.act import Act
from workflow.obstacles import Obstacle, stop


def notice_is_own(act: Act) -> Iterator[Obstacle]:
    """Only the publisher, or finance of the jurisdiction, may propose to withhold."""
    notice = act.data["notice"]
    own = act.actor.belongs_to(notice.publisher_id) or act.actor.belongs_to(notice.purchaser_id)
    if not own and not policies.oversees(act.actor, notice.jurisdiction):
        yield stop(_("Only the publisher or the finance department may propose this."), field="notice")


def fields_exist(act: Act) -> Iterator[Obstacle]:
    """What is named must be part of the notice."""
    notice = act.data["notice"]
    unknown = [name for name in act.data["field_names"] if name not in notice.payload]
    if unknown or not act.data["field_names"]:
        yield stop(_("Choose at least one field of this notice."), field="field_names")


def another_person_decides(act: Act) -> Iterator[Obstacle]:
    """Two people: who proposes does not decide."""
    if act.actor.user_id == act.subject.proposed_by:
        yield stop(_("You proposed this yourself. Another person must decide."))
