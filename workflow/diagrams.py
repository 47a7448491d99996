"""The lifecycles as pictures and tables, drawn from their declarations (Mermaid, for `docs/lifecycles.md`)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.utils.translation import override

from workflow import registry
from workflow.steps import Guard, Step

HEAD = """# Lifecycles

Drawn from the code by `manage.py lifecycles`; a test keeps it current. Every arrow is a step that goes through
`workflow.execute`; steps in *italics* keep the state. "by" names the policy, "guards" what must hold before the
click, "checks" what must hold of the input.
"""


def document() -> str:
    """The whole page, in English."""
    with override("en"):
        parts = [HEAD, *(_section(model) for model in _models())]
    return "\n".join(parts)


def _models() -> list[Any]:
    return [m for m in registry.lifecycles.models() if not m.__module__.startswith("tests.")]


def _section(model: Any) -> str:
    lines = [f"\n## {model._meta.app_label}: {model._meta.verbose_name}\n", "```mermaid", "stateDiagram-v2"]
    lines += _states(model)
    lines += _arrows(model)
    lines += [
        "```\n",
        "| step | from → to | by | guards and checks | clocks |",
        "| --- | --- | --- | --- | --- |",
    ]
    lines += [_row(step) for step in model.steps().values()]
    return "\n".join(lines) + "\n"


def _states(model: Any) -> Iterator[str]:
    for value, label in model._meta.get_field("state").choices:
        yield f"    {value} : {label}"


def _arrows(model: Any) -> Iterator[str]:
    first = model._meta.get_field("state").default
    for step in model.steps().values():
        if step.first:
            yield f"    [*] --> {first} : {step.name}"
        elif step.target:
            yield from (f"    {source} --> {step.target} : {step.name}" for source in step.sources)


def _row(step: Step) -> str:
    way = "→ (born)" if step.first else f"{', '.join(step.sources)} → {step.target or '(same)'}"
    name = step.name if step.target or step.first else f"*{step.name}*"
    cells = [
        f"{name}: {step.label}",
        way,
        _policy(step),
        _names([*step.all_guards, *step.checks]),
        _clocks(step),
    ]
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"


def _policy(step: Step) -> str:
    return str(getattr(step.by, "name", None) or getattr(step.by, "__name__", ""))


def _names(guards: list[Guard]) -> str:
    return ", ".join(getattr(g, "__name__", type(g).__name__) for g in guards)


def _clocks(step: Step) -> str:
    started = [f"starts {clock.rule}" for clock in step.starts]
    return ", ".join(started + [f"meets {rule}" for rule in step.meets])
