"""The items of an edition as a workbook: written for editing, and read back whole or not at all."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from catalog.models import Edition, Item
from catalog.models.item import ASSESSED
from core import workbooks
from core.forms import CodeField
from core.workbooks import Choice, Column, Reading, Row, Shape

LEVELS = [("1", "1"), ("2", "2"), ("3", "3")]
YES, NO = "yes", "no"
ANSWERS = [(YES, _("Yes")), (NO, _("No"))]
LONGEST = 2000


def code(label: Any, *, required: bool = True) -> CodeField:
    wrong = _("A code is a capital letter and up to six digits, such as A, A07 or A0701.")
    return CodeField(
        r"^[A-Z][0-9]{0,6}\Z",
        label=label,
        max_length=16,
        required=required,
        error_messages={"invalid": wrong},
    )


def words(most: int = LONGEST, *, required: bool = False) -> forms.CharField:
    return forms.CharField(max_length=most, required=required)


SHAPE = Shape(
    _("Catalogue items"),
    Column("code", _("Code"), code(_("Code"))),
    Column("level", _("Level"), Choice(LEVELS)),
    Column("parent", _("Stands below"), code(_("Stands below"), required=False)),
    Column("name", _("Name"), words(200, required=True)),
    Column("name_en", _("English name"), words(200)),
    Column("description", _("Description"), words()),
    Column("department", _("Department in charge"), words(200)),
    Column("why_marketable", _("Why the market can provide it"), words(), optional=True),
    Column("why_providers", _("Which providers there are"), words(), optional=True),
    Column("why_public", _("Whom it benefits"), words(), optional=True),
    Column("benefit_function", _("Change of functions"), words(), optional=True),
    Column("benefit_cost", _("Lower cost"), words(), optional=True),
    Column("benefit_quality", _("Quality and effect"), words(), optional=True),
    Column("livelihood", _("Livelihood"), Choice(ANSWERS, required=False), optional=True),
    Column("basic_service", _("Basic public service"), Choice(ANSWERS, required=False), optional=True),
    Column("standard", _("National standard"), words(200), optional=True),
    Column("upper_code", _("Code in the catalogue above"), code(_("Code"), required=False), optional=True),
    once=("code",),
)
OPTIONAL = frozenset(column.name for column in SHAPE.columns if column.optional)
FLAGS = ("livelihood", "basic_service")


def lines(edition: Edition) -> Iterator[list[Any]]:
    """Each item as a row that `read` takes back."""
    for item in edition.items.select_related("parent"):
        values = {column.name: getattr(item, column.name) for column in SHAPE.columns}
        values |= {"level": item.level, "parent": item.parent.code if item.parent else ""}
        values |= {name: YES if getattr(item, name) else NO for name in FLAGS}
        yield SHAPE.cells(values)


def read(path: Path | Any, edition: Edition) -> Reading:
    """The rows of a workbook with everything that is wrong with them for this edition."""
    reading = workbooks.read(path, SHAPE)
    _judge_tree(reading)
    _judge_assessments(reading)
    _judge_upper_codes(reading, edition)
    return reading


def rows(reading: Reading) -> list[dict[str, Any]]:
    """As the effect that writes items takes them. Columns that the workbook lacks are left as they are."""
    lacking = OPTIONAL - reading.letters.keys()
    return [_row(row.values, lacking) for row in reading.rows]


def _row(values: dict[str, Any], lacking: frozenset[str]) -> dict[str, Any]:
    given = {name: value for name, value in values.items() if name not in lacking}
    flags = {name: given[name] == YES for name in FLAGS if name in given}
    return {**given, "level": int(given["level"]), **flags}


def _judge_tree(reading: Reading) -> None:
    """Each item stands directly below the one that it names, and no two of the same name stand side by side."""
    levels = {row.get("code"): row.get("level") for row in reading.rows}
    named: dict[tuple[Any, Any], int] = {}
    for row in reading.rows:
        if "level" in row.values and "parent" in row.values:
            _judge_place(reading, row, levels)
        beside = (row.get("parent"), row.get("name"))
        if row.get("name") and beside in named:
            text = _("Row %(number)s has the same name below the same item.") % {"number": named[beside]}
            reading.blame(row, "name", text)
        named.setdefault(beside, row.number)


def _judge_place(reading: Reading, row: Row, levels: dict[Any, Any]) -> None:
    level, parent = int(row["level"]), row["parent"]
    if level == 1:
        if parent:
            reading.blame(row, "parent", _("A category (level 1) stands below nothing. Empty this cell."))
    elif not parent:
        text = _("An item of level %(level)s stands below one of level %(above)s. Name its code.")
        reading.blame(row, "parent", text % {"level": level, "above": level - 1})
    elif parent == row.get("code"):
        reading.blame(row, "parent", _("An item can't stand below itself."))
    elif parent not in levels:
        text = _("No row of this workbook has the code %(code)s.")
        reading.blame(row, "parent", text % {"code": parent})
    elif levels[parent] and int(levels[parent]) != level - 1:
        text = _(
            "%(code)s is of level %(is)s; an item of level %(level)s stands below one of level %(above)s."
        )
        values = {"code": parent, "is": levels[parent], "level": level, "above": level - 1}
        reading.blame(row, "parent", text % values)


def _judge_assessments(reading: Reading) -> None:
    """Half an assessment is none; a standard belongs to a basic public service."""
    present = [name for name in ASSESSED if name in reading.letters]
    for row in reading.rows:
        empty = [name for name in present if name in row.values and not row[name]]
        if empty and any(row.get(name) for name in present):
            text = _("The assessment of this item is begun and not complete: this cell is empty.")
            reading.blame(row, empty[0], text)
        if row.get("standard") and row.get("basic_service") == NO:
            text = _(
                "A national standard is named for what is no basic public service. Say “yes” there, or empty this."
            )
            reading.blame(row, "standard", text)


def _judge_upper_codes(reading: Reading, edition: Edition) -> None:
    above = edition.above()
    if above is None:
        return
    known = set(Item.objects.filter(edition=above).values_list("code", flat=True))
    for row in reading.rows:
        if (upper := row.get("upper_code")) and upper not in known:
            text = _("%(above)s has no item %(code)s.") % {"above": above, "code": upper}
            reading.blame(row, "upper_code", text)
