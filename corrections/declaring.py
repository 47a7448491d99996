"""How an app declares what of its own may be corrected. Whatever nobody declares can't be.

    declare(
        Correctable(
            Acceptance,
            entries=(
                Entry(
                    "recipients_heard",
                    lambda: count(_("Recipients heard")),
                    by=policies.supervisor,
                    decider=party("purchaser_id", Role.HEAD),
                    bars=(rules.is_concluded, rules.project_is_open),
                    told="recipients_heard",
                ),
            ),
            nevers=(Never(_("The result"), _("Its members have signed it. Convene another acceptance."), "B8.13"),),
            papers=(Again("acceptance", print_report),),
            told=Told("AN-11", …),
        )
    )

An entry is a field of the subject, of a row of it (`rows`), or of something that it points to (`holder`). Never
declared, and refused by `declare`: states, amounts and running totals, entries of append-only books, whatever belongs
to a subject with sealed steps. Money is put right by reversing entries, through the totals that the database keeps.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import KW_ONLY, dataclass
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any
from uuid import UUID

import pgtrigger
from django import forms
from django.db import models
from django.utils.text import format_lazy

from core.dates import long_date
from core.figures import quantity_text
from core.money import MoneyField
from corrections.kinds import How
from workflow import events
from workflow.lifecycle import StateField
from workflow.obstacles import Mend, Obstacle, collect
from workflow.steps import Policy
from workflow.totals import KeptTotals

if TYPE_CHECKING:
    from core.actor import Actor
    from documents.models import Paper
    from workflow.act import Act


@dataclass(frozen=True)
class Decider:
    """Who confirms: the organisation, and the role within it."""

    organisation_id: UUID
    role: str


@dataclass(frozen=True)
class Dependent:
    """Something that rests on an entry, in one sentence, and what becomes of it."""

    how: How
    text: Any
    url: str = ""


@dataclass(frozen=True)
class Change:
    """A value before and after, while somebody checks it."""

    subject: Any
    row: Any
    before: Any
    after: Any
    today: date


@dataclass(frozen=True)
class Replaced:
    """What a new version of a paper says of the old one, on its first lines."""

    paper: Paper
    item: str
    before: str
    after: str
    reason: str


Bar = Callable[[Any, Any], "Obstacle | Iterable[Obstacle] | None"]
"""`(subject, row)`: why this entry can't be corrected, or not in this way, or not any more."""
Check = Callable[[Change], "Obstacle | Iterable[Obstacle] | None"]


def party(attribute: str, role: str) -> Callable[[Any, Actor], Decider]:
    """The organisation whose id stands in that attribute of the subject; whoever proposes."""
    return lambda subject, actor: Decider(getattr(subject, attribute), role)


@dataclass(frozen=True)
class Entry:
    """One entry that may be corrected."""

    name: str
    field: Callable[[], forms.Field]
    """Makes the input; its label is what people call the entry."""
    _: KW_ONLY
    by: Policy
    """Who proposes."""
    decider: Callable[[Any, Actor], Decider]
    """Who confirms."""
    bars: tuple[Bar, ...] = ()
    checks: tuple[Check, ...] = ()
    depends: Callable[[Any, Any], Iterable[Dependent]] | None = None
    """What else rests on it, beside papers and notice: `(subject, row)`."""
    after: Callable[[Act, Any, Any], None] | None = None
    """What is counted anew once the value is there: `(act, correction, subject)`."""
    papers: tuple[str, ...] = ()
    """Kinds of the papers (`Correctable.papers`) that print it."""
    told: str = ""
    """The notice's field that tells it; empty: it isn't published."""
    proof: bool = False
    """It was taken from a paper: without its scan nobody can tell what is right."""
    not_by_who_entered: bool = False
    """Separation of duties: whoever entered it doesn't confirm its correction."""
    rows: str = ""
    """The relation whose rows have it, e.g. `milestones`."""
    holder: str = ""
    """The relation that leads to what has it, e.g. `organisation`."""
    attribute: str = ""
    """The field's name, where the entry has another."""

    @property
    def label(self) -> Any:
        return self.field().label

    @property
    def column(self) -> str:
        return self.attribute or self.name

    def rows_of(self, subject: Any) -> list[Any]:
        """The rows that have it; nothing but None where the subject has it itself."""
        return list(getattr(subject, self.rows).all()) if self.rows else [None]

    def row(self, subject: Any, key: Any) -> Any:
        """Raises `LookupError` where that is no row of the subject."""
        for row in self.rows_of(subject):
            if str(getattr(row, "pk", "") or "") == str(key or ""):
                return row
        raise LookupError(key)

    def holder_of(self, subject: Any, row: Any) -> Any:
        """What has the field."""
        return row if row is not None else getattr(subject, self.holder) if self.holder else subject

    def value(self, subject: Any, row: Any) -> Any:
        return getattr(self.holder_of(subject, row), self.column)

    def read(self, kept: str) -> Any:
        """A value as it was kept with the correction."""
        field = self.field()
        if kept:
            return field.clean(kept)
        return "" if isinstance(field, forms.CharField) else None

    def name_for(self, row: Any) -> Any:
        """What it is called, with its row."""
        return self.label if row is None else format_lazy("{} · {}", row, self.label)

    def dependents(self, subject: Any, row: Any) -> list[Dependent]:
        return list(self.depends(subject, row)) if self.depends else []

    def in_the_way(self, subject: Any, row: Any) -> list[Obstacle]:
        """Why it can't be corrected here, or not any more."""
        return [obstacle for bar in self.bars for obstacle in collect(bar(subject, row))]


def kept(value: Any) -> str:
    """A value as it is kept with the correction and in its event."""
    return "" if value is None else str(events.plain(value))


def text_of(value: Any) -> str:
    """The same as people read it."""
    if value is None or value == "":
        return "—"
    if isinstance(value, date):
        return long_date(value)
    return quantity_text(value) if isinstance(value, Decimal) else str(value)


@dataclass(frozen=True)
class Never:
    """What people look for here and can't correct: why not, by which rule, and what to do instead."""

    name: Any
    instead: Any
    rule: str
    mend: Callable[[Any], Mend | None] | None = None


@dataclass(frozen=True)
class Again:
    """A paper that is made anew: `make(act, subject, replaced)` calls `documents.services.request_pdf`."""

    kind: str
    make: Callable[[Act, Any, Replaced], None]


@dataclass(frozen=True)
class Told:
    """How the subject was told to the public.

    `options` are those of `disclosure.services.publish` (project, purchaser, providers …), `heading` the part of the
    correction notice that names project and contacts. `anew` publishes the register's entry as it stands from now on.
    """

    kind: str
    options: Callable[[Any], Mapping[str, Any]]
    heading: Callable[[Any], Mapping[str, Any]]
    anew: Callable[[Act, Any], None] | None = None
    codes: Callable[[Any], Mapping[str, str]] = lambda subject: {}
    """What stands in codes with the corrected fields: `entry`, where it is an entry of a register."""


@dataclass(frozen=True)
class Correctable:
    """What of one lifecycle may be corrected, and what people should do where it may not."""

    model: Any
    entries: tuple[Entry, ...]
    nevers: tuple[Never, ...] = ()
    papers: tuple[Again, ...] = ()
    told: Told | None = None
    concerned: Callable[[Any], Iterable[UUID | None]] = lambda subject: ()
    """Organisations that are told once it is corrected, and may read it from then on."""

    def entry(self, name: str) -> Entry:
        """Raises `LookupError` where none has that name."""
        for entry in self.entries:
            if entry.name == name:
                return entry
        raise LookupError(name)

    def open_to(self, actor: Actor, subject: Any) -> list[Entry]:
        """The entries whose correction this actor may propose."""
        return [entry for entry in self.entries if entry.by(actor, subject)]


_declared: dict[str, Correctable] = {}


def declare(correctable: Correctable) -> Correctable:
    """Let entries of a lifecycle be corrected. Apps call `corrections.services.declare`, which adds the form.

    Raises `TypeError` for what a correction must never touch.
    """
    for step in correctable.model.steps().values():
        if step.sealed:
            raise TypeError(f"{correctable.model.__name__} has sealed steps: nothing of it is corrected")
    for entry in correctable.entries:
        _demand_correctable(correctable.model, entry)
    key = correctable.model._meta.label_lower
    if _declared.setdefault(key, correctable) is not correctable:
        raise LookupError(f"corrections of {key} are declared twice")
    return correctable


def _demand_correctable(model: Any, entry: Entry) -> None:
    via = entry.rows or entry.holder
    owner = model._meta.get_field(via).related_model if via else model
    field = owner._meta.get_field(entry.column)
    triggers = getattr(owner._meta, "triggers", [])
    totals = {name for t in triggers if isinstance(t, KeptTotals) for name in t.totals}
    booked = any(isinstance(t, pgtrigger.Protect) and t.name == "append_only" for t in triggers)
    if isinstance(field, MoneyField | StateField | models.JSONField) or field.is_relation:
        raise TypeError(f"{field} is never corrected: amounts by reversing entries, states by steps")
    if booked or field.name in totals:
        raise TypeError(f"{field} belongs to a book: it is put right by another entry")


def of(model: Any) -> Correctable | None:
    """What was declared for a model, or for the model of an object."""
    return _declared.get(model._meta.label_lower)


def labelled(label: str) -> Correctable | None:
    """The same by the model's label, as an address names it."""
    return _declared.get(label)
