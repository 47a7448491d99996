"""What a joint conference and its tasks must respect: times that can be meant."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from workflow.act import Act
from workflow.obstacles import Obstacle, stop


def is_still_to_come(act: Act) -> Iterator[Obstacle]:
    if act.data["meets_at"] <= act.now:
        yield stop(_("Give a time that is still to come."), field="meets_at")


def has_begun(act: Act) -> Iterator[Obstacle]:
    if act.subject.meets_at > act.now:
        yield stop(_("The conference has not taken place yet."))


def tasks_lie_ahead(act: Act) -> Iterator[Obstacle]:
    if any(row["due_on"] < act.today for row in act.data["decisions"]):
        yield stop(_("Give each task a day that is still to come."), field="decisions")
