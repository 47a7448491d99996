"""The values that page components are drawn from. Views and panels make them; tags in `core.templatetags` draw them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Literal

Tone = Literal["", "blue", "green", "amber", "red"]
StageState = Literal["done", "now", "ahead"]
MoneyTone = Literal["base", "", "now", "paid"]


@dataclass(frozen=True, slots=True)
class Crumb:
    """A step on the way to this page. The last one has no address."""

    label: Any
    url: str = ""


@dataclass(frozen=True, slots=True)
class Fact:
    """A term and its value. `number` sets the value in figures of equal width."""

    label: Any
    value: Any
    url: str = ""
    number: bool = False


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody with a part in the matter: an organisation, a post, or a person by name."""

    name: Any
    part: Any
    url: str = ""


@dataclass(frozen=True, slots=True)
class Paper:
    """A document of the matter. `missing` means that it should be there and is not."""

    title: Any
    url: str = ""
    note: Any = ""
    missing: bool = False
    also: Sequence[tuple[str, Any]] = ()
    """Other forms of it: address and what the link says."""


@dataclass(frozen=True, slots=True)
class Stage:
    """One of the stages across the top of a project: what it is called, how far it is, and one short fact."""

    label: Any
    state: StageState = "ahead"
    note: Any = ""


@dataclass(frozen=True, slots=True)
class MoneyBar:
    """An amount (yuan) on the common scale. `limit` draws the red line: the most that may be reached now. Where
    `limit_means` says what it is, it stands below in words and figures."""

    label: Any
    amount: Decimal | None
    tone: MoneyTone = ""
    note: Any = ""
    limit: Decimal | None = None
    limit_means: Any = ""


@dataclass(frozen=True, slots=True)
class Mark:
    """Something that happened. `seal` is for decisions by an authority; handling gets a round mark.

    `glyph` is one Chinese character (批, 付, 约, 呈, 查 …) and stands beside the sentence, never instead of it.
    """

    glyph: str
    when: datetime | date
    text: Any
    by: Any = ""
    seal: bool = False
    url: str = ""
    inside: Sequence[Any] = ()
    """What only those within the administration read of it: written reasons for passing a check."""


@dataclass(frozen=True, slots=True)
class Series:
    """One measure of a chart, named in its key. `unit` stands in the head of the table."""

    label: Any
    unit: Any = ""


@dataclass(frozen=True, slots=True)
class ChartRow:
    """A label and one value for each series, the largest first; bars lie on one another on a common scale."""

    label: Any
    values: Sequence[Decimal | int | None]
    url: str = ""


@dataclass(frozen=True, slots=True)
class Voice:
    """One party's share of the points it could give, in per cent (0–100)."""

    party: Any
    percent: Decimal | int | None


@dataclass(frozen=True, slots=True)
class Section:
    """An entry in the side list of a long form. `errors` counts what must be changed in it."""

    label: Any
    url: str = ""
    state: Literal["done", "now", "open"] = "open"
    errors: int = 0


@dataclass(frozen=True, slots=True)
class StagedFile:
    """A file that has been received and checked but not yet used by a step."""

    id: Any
    name: str
    size: int
    remove_url: str = ""


@dataclass(slots=True)
class NavItem:
    """A link of the shell. `place`: main navigation or a column of the foot; `order` sorts within it. `holds`: pages
    that belong to it though their addresses lie elsewhere."""

    label: Any
    url: str
    order: int = 50
    place: Literal["main", "consult", "take_part", "about"] = "main"
    count: int = 0
    current: bool = False
    holds: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Beginning:
    """Where somebody begins for whom nothing waits yet."""

    title: Any
    text: Any
    url: str
    action: Any


@dataclass(slots=True)
class Panel:
    """An app's share of a page in `portal/`: a template of that app and what it needs.

    `width`: `full` across the page, `wide` and `narrow` side by side, `strip` from edge to edge at the end.
    """

    template: str
    context: dict[str, Any] = field(default_factory=dict)
    order: int = 50
    width: Literal["full", "wide", "narrow", "strip"] = "full"
