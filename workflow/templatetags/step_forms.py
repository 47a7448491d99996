"""The form of a step on its page: sections, fields and formsets. A builtin: templates need no `{% load %}`."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Any

from django import forms, template

from core.components import Fact, Section
from core.forms import all_problems
from workflow.forms import StepForm

register = template.Library()


@dataclass
class Block:
    """A section of a step's form: its anchor and title (both empty in short forms), its fields and formsets."""

    anchor: str = ""
    title: Any = ""
    parts: list[Any] = field(default_factory=list)

    @property
    def errors(self) -> int:
        whole = [part for part in self.parts if isinstance(part, forms.BaseFormSet)]
        single = [part for part in self.parts if not isinstance(part, forms.BaseFormSet)]
        return len(all_problems(whole)) + sum(len(bound.problems) for bound in single)


def blocks_of(form: StepForm) -> list[Block]:
    """The declared sections in their order; what none of them names comes last."""
    blocks = [Block(anchor, title, [_part(form, n) for n in names]) for anchor, title, names in form.sections]
    named = {name for _anchor, _title, names in form.sections for name in names}
    rest = [bound for bound in form.visible_fields() if bound.name not in named]
    others = [part for name, part in form.parts.items() if name not in named]
    return blocks + ([Block(parts=[*rest, *others])] if rest or others else [])


def _part(form: StepForm, name: str) -> Any:
    return form.parts[name] if name in form.parts else form[name]


@register.inclusion_tag("workflow/_fields.html")
def step_fields(form: StepForm) -> dict[str, Any]:
    """Everything that a step asks for. Formsets may carry a `title` and a `hint`."""
    return {"form": form, "blocks": blocks_of(form)}


@register.filter
def is_formset(part: Any) -> bool:
    return isinstance(part, forms.BaseFormSet)


@register.filter
def title_of(formset: forms.BaseFormSet) -> Any:
    return getattr(formset, "title", "")


@register.filter
def hint_of(formset: forms.BaseFormSet) -> Any:
    return getattr(formset, "hint", "")


@register.filter
def template_of(formset: forms.BaseFormSet) -> str:
    """The template of a formset that is more than a table; empty for the others."""
    return getattr(formset, "template", "")


@register.simple_tag
def step_sections(form: StepForm) -> list[Section]:
    """The side list of a long form; nothing for a short one. `form.section_states()` says what is done."""
    blocks = blocks_of(form) if form.sections else []
    states: dict[str, Any] = form.section_states() if blocks else {}
    return [
        Section(b.title, f"#{b.anchor}", states.get(b.anchor, "open"), b.errors if form.is_bound else 0)
        for b in blocks
        if b.title
    ]


@register.inclusion_tag("components/forms/errors.html")
def step_errors(form: StepForm, warnings: list[dict[str, Any]] | None = None) -> dict[str, Any]:
    """What must be changed, on top of the page; a warning leads to the box in which it is answered."""
    found = all_problems([form, *form.parts.values()]) if form.is_bound else []
    boxes = {warning["rule"]: warning["name"] for warning in warnings or []}
    return {"problems": [replace(row, target=boxes.get(row.code) or row.target) for row in found]}


@register.simple_tag
def conflict_rows(form: StepForm, theirs: dict[str, Any]) -> list[Fact]:
    """What somebody else saved differently, under the labels of the form."""
    mine = {name: form.data.get(name, "") for name in theirs}
    return [
        Fact(_label(form, name), value) for name, value in theirs.items() if str(value) != str(mine[name])
    ]


def _label(form: StepForm, name: str) -> Any:
    return form[name].label if name in form.fields else name
