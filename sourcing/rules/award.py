"""Deciding and announcing."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from workflow.act import Act
from workflow.obstacles import Obstacle, stop


def first_in_rank_wins(act: Act) -> Iterator[Obstacle]:
    """The purchaser confirms the first in rank; among equals the lot that the document names has decided already."""
    first = act.subject.assessments.filter(rank=1).first()
    if first is None or act.data["winner"].pk != first.opened_bid_id:
        yield stop(_("The award goes to the first in rank."), "B2.14", field="winner")
