"""One purchase from its catalogue item to the published evaluation, with every way off the straight path.

Whoever listens (`tests.walks.stops`) meets every step of every lifecycle at the moment at which a person would do it,
with the input that a person would give.
"""

from __future__ import annotations

from tests.walks.story import (
    conference,
    consulting,
    contracting,
    evaluating,
    groundwork,
    office,
    papers,
    planning,
    plans,
    reporting,
    requirements,
    rounds,
    ruling,
    shelving,
    tendering,
)


def play() -> None:
    """All acts, in the order of legal time. Runs inside a transaction."""
    groundwork.play()
    ruling.play()
    shelving.play()
    office.play()
    plans.play()
    rounds.play()
    conference.play()
    project = planning.play()
    office.lending(project)
    papers.register()
    requirements.play(project)
    award = tendering.play(project)
    papers.play()
    contract = contracting.play(award)
    evaluating.play(contract)
    reporting.play()
    consulting.play()
