"""What a unit asks for in a compilation, as a workbook: written for editing, and read back whole or not at all.

A row that stands already is known by its number, so that questions asked about it stay with it. What the workbook
leaves out is no longer asked for.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import IO, Any

from django import forms
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from catalog.models import Item
from catalog.services import items_in_force
from core import numbers, workbooks
from core.figures import amount_text, number_text
from core.money import LARGEST, ZERO, yuan
from core.workbooks import Choice, Column, Fault, Reading, Row, Shape, plain
from procurement.forms.rounds import MOST_ROWS, RequestRow, asked_for
from procurement.models import BudgetLine, BudgetProposal, ProposalRow, PurchasePlan
from workflow.clock import legal_date

SAID = ("title", "item", "quantity", "unit", "unit_price", "source", "kind", "need", "next", "after")
"""What a row says, in the order of the workbook."""
AMOUNTS = ("unit_price", "next", "after")
ONE_OF_IT: dict[str, Any] = {"quantity": 1, "unit": "项"}
"""How a project of the annual plan is counted, until the unit breaks its amount down."""


class ItemCell(forms.CharField):
    """An item by its code, its name, or both as the workbook shows them."""

    def written(self, item: Item) -> str:
        return f"{item.code} {item.name}"


def _column(name: str, field: forms.Field | None = None) -> Column:
    """As the page asks for it."""
    asked = RequestRow.base_fields[name]
    return Column(name, asked.label, field or asked, optional=not asked.required)


SHAPE = Shape(
    _("Services asked for"),
    Column(
        "number", _("Row in the proposal"), numbers.IntegerField(min_value=1, required=False), optional=True
    ),
    _column("title"),
    _column("item", ItemCell(max_length=300)),
    _column("quantity"),
    _column("unit"),
    _column("unit_price"),
    _column("source", Choice(BudgetLine.Source.choices)),
    _column("kind", Choice(ProposalRow.Kind.choices)),
    _column("need"),
    _column("next"),
    _column("after"),
    most=MOST_ROWS,
)
COLUMNS = {column.name: column for column in SHAPE.columns}


# As it stands --------------------------------------------------------------------------------------------------------


def standing(proposal: BudgetProposal) -> list[dict[str, Any]]:
    """The rows as they were saved; where there are none, what one may begin with."""
    if saved := _saved(proposal):
        return saved
    source = proposed_by(proposal)
    if isinstance(source, BudgetProposal):
        return [{**row, "row": None} for row in _saved(source)]
    return _planned(source) if source else []


def proposed_by(proposal: BudgetProposal) -> BudgetProposal | PurchasePlan | None:
    """Where rows come from that nobody has saved yet: what the unit had drawn up before the compilation was called off
    and opened again, or its annual plan."""
    if proposal.row_ids():
        return None
    earlier = proposal.called_off_before()
    return earlier if earlier and earlier.row_ids() else proposal.plan()


def _saved(proposal: BudgetProposal) -> list[dict[str, Any]]:
    rows = proposal.rows.select_related("item")
    return [
        {"row": row.pk, "plan_line": row.plan_line_id, **{name: getattr(row, name) for name in SAID}}
        for row in rows
    ]


def _planned(plan: PurchasePlan) -> list[dict[str, Any]]:
    return [
        {
            "plan_line": line.pk,
            "title": line.title,
            "item": line.item,
            **ONE_OF_IT,
            "unit_price": line.amount,
            "kind": "new" if line.new_or_temporary else "continued",
            "need": line.requirement,
        }
        for line in plan.lines.select_related("item")
    ]


def lines(proposal: BudgetProposal) -> Iterator[list[Any]]:
    """The rows of the workbook."""
    for number, row in enumerate(standing(proposal), 1):
        yield SHAPE.cells({**row, "number": number, "need": _in_one_way(row["need"])})


def _in_one_way(text: str) -> str:
    """Browsers end lines otherwise than Excel does."""
    return "\n".join(text.splitlines())


# As a workbook says it -----------------------------------------------------------------------------------------------


class What(models.TextChoices):
    """What becomes of a row."""

    NEW = "new", pgettext_lazy("row of a budget", "New")
    CHANGED = "changed", pgettext_lazy("row of a budget", "Changed")
    SAME = "same", pgettext_lazy("row of a budget", "Unchanged")
    DROPPED = "dropped", pgettext_lazy("row of a budget", "No longer asked for")


TONES = {What.NEW: "green", What.CHANGED: "amber", What.DROPPED: "red"}


@dataclass(frozen=True)
class Change:
    """One row before and after. `entries` are the heads of what is different, with both texts."""

    what: What
    title: str
    before: Decimal | None
    after: Decimal | None
    entries: tuple[tuple[Any, Any, Any], ...] = ()

    @property
    def tone(self) -> str:
        return TONES.get(self.what, "")


@dataclass
class Requests:
    """What a workbook asks for."""

    rows: list[dict[str, Any]] = field(default_factory=list)
    """As the step that fills in takes them."""
    changes: list[Change] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    unread: list[str] = field(default_factory=list)

    @property
    def before(self) -> Decimal:
        return sum((change.before for change in self.changes if change.before), ZERO)

    @property
    def after(self) -> Decimal:
        return sum((change.after for change in self.changes if change.after), ZERO)

    @property
    def changes_something(self) -> bool:
        return any(change.what != What.SAME for change in self.changes)


def read(path: Path | IO[bytes], proposal: BudgetProposal, place: str) -> Requests:
    """What the workbook says of this proposal, or all that is wrong with it."""
    reading = workbooks.read(path, SHAPE)
    known = Known(standing(proposal), place)
    rows = [known.row(reading, row) for row in reading.rows]
    if sum((row["requested"] for row in rows if row), ZERO) > LARGEST:
        reading.faults.append(Fault(reading.sheet, "", _("The sum of the requests is too large.")))
    if reading.faults:
        return Requests(faults=reading.in_order(), unread=reading.unread)
    found = [row for row in rows if row]
    return Requests(found, _changes(known.standing, found), [], reading.unread)


class Known:
    """What the rows of a workbook are compared with."""

    def __init__(self, standing: Sequence[dict[str, Any]], place: str) -> None:
        self.standing = standing
        self.seen: dict[int, int] = {}
        self.items = _by_what_is_written(items_in_force(place, legal_date()))

    def row(self, reading: Reading, row: Row) -> dict[str, Any] | None:
        """None where something that it rests on is wrong; each fault stands at its cell."""
        former = self._former(reading, row)
        item = self._item(reading, row)
        asked = _asked(reading, row)
        if item is None or asked is None or any(name not in row.values for name in SAID):
            return None
        kept = {name: former.get(name) for name in ("row", "plan_line")}
        return {**{name: row[name] for name in SAID}, **kept, "item": item, "requested": asked}

    def _former(self, reading: Reading, row: Row) -> dict[str, Any]:
        """The row of that number, which each goes on once; nothing for a new one."""
        number = row.get("number")
        if number is None:
            return {}
        if number > len(self.standing):
            text = _("No row %(number)s stands in the proposal. Leave this cell empty for a new service.")
            reading.blame(row, "number", text % {"number": number})
            return {}
        if number in self.seen:
            text = _("Row %(number)s is named in line %(line)s of the sheet already.")
            reading.blame(row, "number", text % {"number": number, "line": self.seen[number]})
            return {}
        self.seen[number] = row.number
        return self.standing[number - 1]

    def _item(self, reading: Reading, row: Row) -> Item | None:
        if "item" not in row.values:
            return None
        item = self.items.get(plain(row["item"]))
        if item is None:
            text = _("“%(item)s” is not in the catalogue in force. Enter the code of an item, such as A07.")
            reading.blame(row, "item", text % {"item": row["item"]})
        return item


def _by_what_is_written(items: Iterable[Item]) -> dict[str, Item]:
    """By code, by code and name, and by a name that only one item has."""
    items = list(items)
    names = Counter(plain(item.name) for item in items)
    alone = {name: item for item in items if names[name := plain(item.name)] == 1}
    both = {plain(ItemCell().written(item)): item for item in items}
    return {**alone, **both, **{plain(item.code): item for item in items}}


def _asked(reading: Reading, row: Row) -> Decimal | None:
    if "quantity" not in row.values or "unit_price" not in row.values:
        return None
    asked, trouble = asked_for(row["quantity"], row["unit_price"])
    if trouble:
        reading.blame(row, "unit_price", trouble)
    return asked


def _changes(before: Sequence[dict[str, Any]], after: Sequence[dict[str, Any]]) -> list[Change]:
    """In the order of the workbook, then what it leaves out. What the plan only proposes isn't asked for yet."""
    saved = {row["row"]: row for row in before if row.get("row")}
    named = {row["row"] for row in after}
    changes = [_change(saved.get(row["row"]), row) for row in after]
    dropped = [row for key, row in saved.items() if key not in named]
    return changes + [Change(What.DROPPED, row["title"], _sum(row), None) for row in dropped]


def _change(old: dict[str, Any] | None, new: dict[str, Any]) -> Change:
    if old is None:
        return Change(What.NEW, new["title"], None, new["requested"])
    both = ((COLUMNS[name].head, _shown(name, old[name]), _shown(name, new[name])) for name in SAID)
    entries = tuple(entry for entry in both if entry[1] != entry[2])
    return Change(What.CHANGED if entries else What.SAME, new["title"], _sum(old), new["requested"], entries)


def _sum(row: dict[str, Any]) -> Decimal:
    return yuan(row["quantity"] * row["unit_price"])


def _shown(name: str, value: Any) -> str:
    if not value:
        return "—"
    if name in AMOUNTS:
        return amount_text(value)
    if name == "quantity":
        return number_text(value, 2 if value % 1 else 0)
    written = getattr(COLUMNS[name].field, "written", _in_one_way)
    return written(value)
