"""The finance system's workbook of budget lines: what it says, what is wrong with it, and what it would change.

Lines that stand already are known by unit, year and number. A new amount is an increase or a cut, so that what was
exported can be changed and handed in again.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Any

from django import forms
from django.apps import apps
from django.utils.translation import gettext_lazy as _

from accounts.models import Organisation
from accounts.roles import OrganisationKind
from core import numbers
from core.money import CENT, ZERO, MoneyFormField
from core.workbooks import Choice, Column, Fault, Reading, Row, Shape, plain, read
from procurement.categories import UNLISTED, CategoryField, codes_in_force, is_listed
from procurement.models.budget import BudgetLine
from procurement.rules.budget import only_so_much
from workflow.clock import legal_date

MOST = 1_000
KEPT = ("title", "category", "source")
"""What an entered line keeps."""

LINES = Shape(
    _("Budget lines"),
    Column("purchaser", _("Purchaser"), forms.CharField(max_length=200)),
    Column("year", _("Budget year"), numbers.IntegerField(min_value=2014, max_value=2099)),
    Column("code", _("Number of the budget item"), forms.CharField(max_length=40)),
    Column("title", _("Title"), forms.CharField(max_length=200)),
    Column("category", _("Catalogue item or category"), CategoryField()),
    Column("source", _("Source of funds"), Choice(BudgetLine.Source.choices)),
    Column("amount", _("Approved amount (yuan)"), MoneyFormField(min_value=CENT)),
    Column("approval_number", _("Approved by document"), forms.CharField(max_length=80)),
    Column(
        "next", _("Plan, one year on (yuan)"), MoneyFormField(min_value=ZERO, required=False), optional=True
    ),
    Column(
        "after", _("Plan, two years on (yuan)"), MoneyFormField(min_value=ZERO, required=False), optional=True
    ),
    most=MOST,
)


@dataclass(frozen=True)
class Intent:
    """What one row of the workbook would do."""

    values: dict[str, Any]
    purchaser: Organisation
    line: BudgetLine | None
    """None where the row is a new line."""
    difference: Decimal
    plan_years: list[dict[str, Any]]
    plan_changes: bool

    @property
    def approves(self) -> bool:
        """Whether the line was opened ahead, and the row is what its year's budget gives."""
        return self.line is not None and self.line.state == BudgetLine.State.EXPECTED

    @property
    def is_nothing(self) -> bool:
        return not (self.line is None or self.approves or self.difference or self.plan_changes)

    @property
    def wants_reason(self) -> bool:
        if self.line is None:
            return False
        return self.plan_changes or (self.difference < 0 and not self.approves)

    @property
    def what(self) -> Any:
        """In a word."""
        if self.line is None:
            return _("New line")
        if self.approves:
            return _("Budget of an expected line")
        if self.difference:
            return _("Increase") if self.difference > 0 else _("Cut")
        return _("Medium-term plan changes") if self.plan_changes else _("No change")


@dataclass
class Plan:
    """All that a workbook would do; nothing of it is done while there is a fault."""

    intents: list[Intent] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    unread: list[str] = field(default_factory=list)

    def changing(self) -> list[Intent]:
        return [intent for intent in self.intents if not intent.is_nothing]

    @property
    def added(self) -> Decimal:
        """By how much the budget grows."""
        return sum((intent.difference for intent in self.intents), ZERO)


def plan_of(path: Path, finance: Organisation) -> Plan:
    """What the workbook says to this finance department."""
    reading = read(path, LINES)
    known = Known(finance)
    intents = [intent for row in reading.rows if (intent := known.intent(reading, row)) is not None]
    return Plan(intents, reading.in_order(), reading.unread)


class Known:
    """The units, lines and codes that rows are compared with."""

    def __init__(self, finance: Organisation) -> None:
        place = finance.jurisdiction.code
        units = Organisation.objects.filter(
            kind=OrganisationKind.PURCHASER, jurisdiction__code=place, is_active=True
        )
        units = units.select_related("jurisdiction")
        self.units = {plain(name): unit for unit in units for name in (unit.name, unit.name_en) if name}
        lines = (
            BudgetLine.objects.standing().filter(finance=finance).prefetch_related("entries", "plan_years")
        )
        self.lines = {(line.purchaser_id, line.year, line.code): line for line in lines}
        closed = apps.get_model("procurement", "YearClosing").objects.filter(finance=finance, state="closed")
        self.closed_years = set(closed.values_list("year", flat=True))
        self.seen: dict[tuple[Any, ...], int] = {}
        self.codes = codes_in_force(place, legal_date())

    def intent(self, reading: Reading, row: Row) -> Intent | None:
        """None where something that it rests on is wrong; each fault stands at its cell."""
        unit = self._unit(reading, row)
        if unit is None or any(name not in row.values for name in ("year", "code", "amount")):
            return None
        key = (unit.pk, row["year"], row["code"])
        if key in self.seen:
            text = _("The same line stands in row %(number)s already.")
            reading.blame(row, "code", text % {"number": self.seen[key]})
            return None
        self.seen[key] = row.number
        line = self.lines.get(key)
        plan = _plan_years(row)
        if line is None:
            self._judge_new(reading, row)
            return Intent(row.values, unit, None, row["amount"], plan, bool(plan))
        _judge_known(reading, row, line)
        changes = reading.has("next") and plan != _planned(line)
        return Intent(row.values, unit, line, row["amount"] - line.amount, plan, changes)

    def _unit(self, reading: Reading, row: Row) -> Organisation | None:
        if "purchaser" not in row.values:
            return None
        unit = self.units.get(plain(row["purchaser"]))
        if unit is None:
            text = _("No unit of this level that purchases is called “%(name)s”.")
            reading.blame(row, "purchaser", text % {"name": row["purchaser"]})
        return unit

    def _judge_new(self, reading: Reading, row: Row) -> None:
        if row["year"] in self.closed_years:
            text = _("This budget year is closed; no line is entered in it any more.")
            reading.blame(row, "year", text)
        category = row.get("category")
        if category and not is_listed(category, self.codes):
            reading.blame(row, "category", UNLISTED % {"code": category})


def _judge_known(reading: Reading, row: Row, line: BudgetLine) -> None:
    """An entered line keeps what it is; its amount moves as by increase and cut."""
    if line.state not in {BudgetLine.State.OPEN, BudgetLine.State.EXPECTED}:
        reading.blame(row, "code", _("This line is out of use."))
    for name in KEPT:
        if name in row.values and reading.has(name) and row[name] != getattr(line, name):
            text = _(
                "The line stands with “%(value)s” here, and keeps it. Enter what is new under another number."
            )
            reading.blame(row, name, text % {"value": _shown(line, name)})
    difference = row["amount"] - line.amount
    if difference < -line.free:
        reading.blame(row, "amount", only_so_much(line))
    if difference > 0 and row.get("approval_number") in _approvals(line):
        text = _("The amount grows: enter the document that approves the increase.")
        reading.blame(row, "approval_number", text)


def _approvals(line: BudgetLine) -> set[str]:
    return {line.approval_number, *(entry.note for entry in line.entries.all())}


def _shown(line: BudgetLine, name: str) -> Any:
    return line.get_source_display() if name == "source" else getattr(line, name) or "—"


def _plan_years(row: Row) -> list[dict[str, Any]]:
    both = ((row["year"] + 1, row.get("next")), (row["year"] + 2, row.get("after")))
    return [{"year": year, "amount": amount} for year, amount in both if amount is not None]


def _planned(line: BudgetLine) -> list[dict[str, Any]]:
    return [{"year": each.year, "amount": each.amount} for each in line.plan_years.all()]


def rows_of(lines: Any) -> Iterator[list[Any]]:
    """Lines as the workbook shows them."""
    for line in lines.select_related("purchaser").prefetch_related("plan_years"):
        plan = {each.year: each.amount for each in line.plan_years.all()}
        own = {name: getattr(line, name) for name in ("year", "code", *KEPT, "amount", "approval_number")}
        yield LINES.cells(
            {
                **own,
                "purchaser": line.purchaser.name,
                "next": plan.get(line.year + 1),
                "after": plan.get(line.year + 2),
            }
        )
