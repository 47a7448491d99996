"""A chain that can be gone through to its end."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from signoff.rules import RULE
from signoff.rules.takers import leave_somebody, takers
from workflow import registry
from workflow.act import Act
from workflow.obstacles import Mend, Obstacle, stop


def stations_follow_each_other(act: Act) -> Iterator[Obstacle]:
    """Positions 1, 2, 3 …; several stations may share one."""
    positions = sorted({row["position"] for row in act.data["stations"]})
    if not positions:
        yield stop(_("Name at least one who signs."), RULE, field="stations")
    elif positions != list(range(1, len(positions) + 1)):
        yield stop(
            _("Number the stations 1, 2, 3 … without a gap. Those who sign side by side share a number."),
            RULE,
            field="stations",
        )


def everybody_signs_once(act: Act) -> Iterator[Obstacle]:
    named = [row["who"] for row in act.data["stations"]]
    if len(set(named)) < len(named):
        yield stop(_("The same post stands in the chain twice."), RULE, field="stations")


def is_the_only_one(act: Act) -> Iterator[Obstacle]:
    """The old one is ended first, so that nobody loses a chain by mistake."""
    same = (
        type(act.subject)
        .objects.in_force()
        .filter(
            organisation_id=act.actor.organisation_id,
            step=act.data["step"],
            amount_from=act.data["amount_from"],
        )
    )
    if found := same.first():
        yield stop(
            _("A chain for this step and this amount is in force already. End it first."),
            RULE,
            mend=Mend(found.get_absolute_url(), _("See that chain")),
        )


def somebody_holds_the_post(act: Act) -> Iterator[Obstacle]:
    """A chain with an empty post would keep everything waiting for ever."""
    for row in act.data["stations"]:
        if not row["who"].holders().exists():
            yield stop(
                _("Nobody holds this post today: %(post)s.") % {"post": row["who"]}, RULE, field="stations"
            )


def somebody_is_left_for_the_step(act: Act) -> Iterator[Obstacle]:
    """The head alone before the head's own step adds no second pair of eyes, and then nobody could take it."""
    step, unit = registry.lifecycles.step(act.data["step"]), act.actor.organisation_id
    people = list(takers(step, unit))
    own = [row["who"] for row in act.data["stations"] if row["who"].organisation.pk == unit]
    if people and not leave_somebody(own, people):
        yield stop(
            _(
                "Whoever signs doesn't take the step as well, and nobody else of your unit could take it then. "
                "Leave out the post of whoever takes it: that a person agrees with themselves adds nothing."
            ),
            RULE,
            field="stations",
        )
