"""What must hold before a superior's form is used."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from workflow.act import Act
from workflow.obstacles import Mend, Obstacle, stop

PROGRESS, FOUR_EYES = "A0.3", "A7.12"


def covers_somebody_below(act: Act) -> Iterator[Obstacle]:
    """Only where there is a level below can its reports be asked for."""
    if act.data["includes_below"] and len(act.actor.jurisdictions) < 2:
        text = _("There is no level below yours: leave this unticked.")
        yield stop(text, field="includes_below")


def cells_are_mapped(act: Act) -> Iterator[Obstacle]:
    if not act.subject.has_figures():
        mend = Mend(act.subject.step_url("map"), _("Map the cells"))
        yield stop(_("No cell has a figure yet."), PROGRESS, mend=mend)


def another_mapped(act: Act) -> Iterator[Obstacle]:
    """Whoever maps the cells does not put the form to use."""
    if act.actor.user_id == act.subject.mapped_by:
        yield stop(_("You mapped the cells yourself. Another head of finance must look at them."), FOUR_EYES)
