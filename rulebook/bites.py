"""Where a rule bites: the steps of the portal in whose guards, checks or clocks it stands."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from workflow import law, registry
from workflow.steps import Step


@dataclass(frozen=True)
class Bite:
    """One step at which a rule is at work, and how: it is checked, or a period runs."""

    subject: Any
    step: Any
    is_clock: bool
    kind: str = ""
    """The model whose step it is, as duties name it."""

    @property
    def sort_key(self) -> tuple[str, str]:
        return str(self.subject), str(self.step)


@cache
def everything() -> dict[str, list[Bite]]:
    """By rule id. Worked out once: steps don't change while the portal runs."""
    found: dict[str, list[Bite]] = defaultdict(list)
    for model in registry.lifecycles.models():
        for step in model.steps().values():
            for rule_id, is_clock in _rules(step):
                found[rule_id].append(Bite(model._meta.verbose_name, step.label, is_clock, _kind(model)))
        for rule_id, label in _waits(model):
            found[rule_id].append(Bite(model._meta.verbose_name, label, True, _kind(model)))
    return dict(found)


def of_rule(rule_id: str) -> list[Bite]:
    return everything().get(rule_id, [])


def _kind(model: Any) -> str:
    return str(model._meta.label_lower)


def _rules(step: Step) -> Iterator[tuple[str, bool]]:
    timed = {clock.rule for clock in step.starts} | {*step.meets}
    for rule_id in sorted(law.rules_of(step)):
        yield rule_id, rule_id in timed


def _waits(model: Any) -> Iterator[tuple[str, Any]]:
    for waits in model.awaits.values():
        for wait in waits:
            if wait.within and wait.step in model.steps():
                yield wait.within, model.steps()[wait.step].label
