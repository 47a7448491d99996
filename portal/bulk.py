"""Several things at once: what could be done with them, what stands in the way of each, and then one act for each."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID, uuid4

from django.http import Http404
from django.utils.translation import gettext as _

from accounts.history import latest
from core.actor import Actor
from core.dates import long_date, with_time
from workflow import addresses, engine, registry
from workflow.availability import Available, available
from workflow.lifecycle import Lifecycle
from workflow.models import Duty
from workflow.obstacles import Obstacle, Refusal, Refused
from workflow.steps import Reason, Step

MOST = 100
"""So many at once, and no more."""


@dataclass
class Item:
    """One thing that was ticked: a subject, named by itself or by a duty about it."""

    subject: Any
    key: str
    """How the page names it: the key of the duty, or kind and key of the subject."""
    duty: Duty | None = None
    options: dict[str, Available] = field(default_factory=dict)
    step: Step | None = None
    obstacles: list[Obstacle] = field(default_factory=list)
    needs_more: bool = False
    reason: str = ""
    """Said of this one alone."""
    own: Any = None
    """The field for that, on the page that asks."""
    refused: list[Any] = field(default_factory=list)
    done: bool = False

    @property
    def is_ready(self) -> bool:
        return self.step is not None and not (self.obstacles or self.needs_more)

    @property
    def what(self) -> str:
        return self.duty.what if self.duty else str(self.subject._meta.verbose_name)

    @property
    def page(self) -> str:
        """Where the step is done by itself."""
        return (addresses.by_id(self.step.id, self.subject.pk) if self.step else "") or self.url

    @property
    def url(self) -> str:
        return self.duty.url if self.duty else self.subject.get_absolute_url()


@dataclass
class Choice:
    """A step that could be taken with some of them, and with how many of them from here."""

    step: Step
    number: int = 0
    ready: int = 0
    awaited: bool = False


def items(keys: Iterable[str], actor: Actor) -> list[Item]:
    """What was ticked and the actor may see, in the order of the page. Each subject comes once."""
    wanted = list(dict.fromkeys(keys))[:MOST]
    found = {item.subject.pk: item for key in wanted if (item := _item(key, actor))}
    return list(found.values())


def _item(key: str, actor: Actor) -> Item | None:
    label, _colon, pk = key.rpartition(":")
    wanted = key_of(pk)
    if wanted is None:
        return None
    duty = None
    if not label:
        duty = Duty.objects.visible_to(actor).filter(pk=wanted).first()
        if duty is None:
            return None
        label, wanted = duty.subject_type, duty.subject_id
    subject = lifecycle_of(label).objects.visible_to(actor).filter(pk=wanted).first()
    return Item(subject, key, duty) if subject is not None else None


def lifecycle_of(label: str) -> Any:
    """The model of that name, where it is one that people act on."""
    found = {model._meta.label_lower: model for model in registry.lifecycles.models()}
    if label not in found:
        raise Http404
    return found[label]


def look(rows: list[Item], actor: Actor) -> list[Choice]:
    """What could be done with them: what they wait for first, then what is open to most of them."""
    choices: dict[str, Choice] = {}
    for item in rows:
        item.options = {option.step.id: option for option in available(item.subject, actor)}
        for step_id, option in item.options.items():
            if option.step.target is None and option.step.reason is Reason.NONE and not option.step.primary:
                continue
            choice = choices.setdefault(step_id, Choice(option.step))
            choice.number += 1
            choice.awaited |= item.duty is not None and item.duty.step == step_id
            if option.step.id and not option.obstacles and not asks(option.step, item.subject, actor):
                choice.ready += 1
    return sorted(choices.values(), key=lambda one: (not one.ready, not one.awaited, -one.ready))


def prepare(rows: list[Item], step_id: str, actor: Actor) -> Choice | None:
    """Say of each what stands in the way of that step."""
    chosen = None
    for item in rows:
        option = item.options.get(step_id)
        if option is None:
            continue
        chosen = chosen or Choice(option.step)
        chosen.number += 1
        item.step, item.obstacles = option.step, option.obstacles
        item.needs_more = asks(option.step, item.subject, actor)
        chosen.ready += item.is_ready
    return chosen


def asks(step: Step, subject: Any, actor: Actor) -> bool:
    """Whether a step cannot be done without filling in more than a reason."""
    form = engine.form_of(step, subject, actor)
    return bool(form.parts) or any(f.required for name, f in form.fields.items() if name != "reason")


def perform(
    rows: list[Item], step: Step, actor: Actor, reason: str, own: Mapping[str, str], key: str
) -> None:
    """One act and one event for each; what refuses one does not stop the others."""
    by_subject = {item.subject.pk: item for item in rows}
    common = {"reason": reason} if step.reason is not Reason.NONE else {}
    each = {}
    for item in rows:
        item.step, item.reason = step, own.get(item.key, "").strip()
        if item.reason and common:
            each[item.subject.pk] = {"reason": item.reason}
    subjects = [item.subject for item in rows if isinstance(item.subject, step.model)]
    answers = engine.execute_many(subjects, step.name, actor, common, each=each, key=key)
    for subject, answer in answers:
        item = by_subject[subject.pk]
        if isinstance(answer, Refused):
            item.obstacles = list(answer.obstacles)
            item.refused = sentences(answer, subject, actor)
        else:
            item.done = True


def sentences(refused: Refused, subject: Any, reader: Actor) -> list[Any]:
    """Why it was refused, as sentences; where somebody was faster, who did what."""
    said: list[Any] = [refused.message] if refused.message else []
    for errors in refused.errors.values():
        said.extend(errors)
    if refused.kind is Refusal.STATE and (between := what_came_between(subject, reader)):
        said = [between]
    return said


def what_came_between(subject: Lifecycle, reader: Actor) -> str:
    """The last thing that was done with it."""
    act = latest(subject, reader)
    if act is None:
        return ""
    told = {"name": act.by, "step": act.text, "when": with_time(long_date(act.when), act.when)}
    return _("In the meantime: %(step)s, by %(name)s, %(when)s.") % told


def new_key() -> str:
    return uuid4().hex


def key_of(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
