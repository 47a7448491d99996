"""Which answers are shown together, so that no figure rests on few people (E4.PRIVACY).

Neighbouring steps are put together until each group holds enough people, or nobody. Total and mean of all answers are
published, for the score rests on them; so it isn't enough that no small number stands there, none may follow from
mean and groups either. It doesn't where two people could have answered otherwise without any published figure being
another: one a step higher and one a step lower, each within their group.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, product
from typing import Any

from evaluation.rules.satisfaction import SATISFIED, STEPS, WORTH, Distribution, Tally


@dataclass(frozen=True, slots=True)
class Group:
    """Steps that stand next to each other, best first, and how many people chose one of them."""

    steps: tuple[int, ...]
    people: int

    @property
    def range(self) -> tuple[int, int]:
        """Least and most that its answers can be worth together."""
        return self.people * WORTH[self.steps[-1]], self.people * WORTH[self.steps[0]]

    def facts(self) -> dict[str, Any]:
        return {"steps": list(self.steps), "people": self.people}


def grouped(answers: Distribution, least: int) -> list[Group]:
    """As fine as may be shown. In the end all answers are one group, which says no more than their number."""
    found = dict(zip(STEPS, answers.counts, strict=True))
    ways = (_groups(found, cuts) for cuts in _cuts())
    return next(groups for groups in ways if _may_be_shown(groups, found, least))


def satisfied_share(answers: Distribution, groups: Sequence[Group]) -> str:
    """Share of those who are satisfied or better; empty where the groups don't keep them apart."""
    apart = any(group.steps[-1] == SATISFIED for group in groups)
    return str(answers.satisfied_share) if apart else ""


def groups_of(question: Mapping[str, Any], least: int = 5) -> list[Group]:
    """The groups of a question on a scorecard. Cards that were frozen earlier have a number for each step."""
    if "counts" in question:
        return grouped(Distribution(tuple(question["counts"])), least)
    return [Group(tuple(group["steps"]), group["people"]) for group in question["groups"]]


def tally_of(question: Mapping[str, Any]) -> Tally:
    """How many answered a question on a scorecard, and what their answers are worth together."""
    if "counts" in question:
        return Distribution(tuple(question["counts"])).tally
    return Tally(question["n"], question["worth"])


def _cuts() -> Iterator[tuple[int, ...]]:
    """After which steps a group ends: the most groups first, and those that keep the satisfied apart."""
    inner = STEPS[:-1]
    for number in range(len(inner), -1, -1):
        yield from sorted(combinations(inner, number), key=lambda cuts: SATISFIED not in cuts)


def _groups(found: Mapping[int, int], cuts: Sequence[int]) -> list[Group]:
    groups: list[Group] = []
    steps: list[int] = []
    for step in STEPS:
        steps.append(step)
        if step in cuts or step == STEPS[-1]:
            groups.append(Group(tuple(steps), sum(found[s] for s in steps)))
            steps = []
    return groups


def _may_be_shown(groups: Sequence[Group], found: Mapping[int, int], least: int) -> bool:
    if len(groups) == 1:
        return True
    small = {step for step, people in found.items() if 0 < people < least}
    large_enough = all(group.people == 0 or group.people >= least for group in groups)
    return large_enough and small <= _uncertain(groups, found)


def _uncertain(groups: Sequence[Group], found: Mapping[int, int]) -> set[int]:
    """The steps whose numbers could be others, with the same groups and the same mean."""
    moves = [pair for group in groups for pair in zip(group.steps, group.steps[1:], strict=False)]
    unsure: set[int] = set()
    for (high, below), (above, low) in product(moves, moves):
        taken = Counter([high, low])
        if all(found[step] >= people for step, people in taken.items()):
            given = Counter([below, above])
            unsure |= {step for step in STEPS if taken[step] != given[step]}
    return unsure
