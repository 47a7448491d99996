"""A report as it is shown and printed: the superior's sheet with its figures."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any

from core.figures import number_text
from reporting.breakdown import breakdowns
from reporting.figures import Kind
from reporting.filling import written
from reporting.models import MappedCell, Report, Template
from reporting.sheets import Cell, Page, worked_out

WIDE = 8
"""From so many columns on the paper lies on its side."""


@dataclass(frozen=True)
class Shown:
    """One cell on the page."""

    cell: Cell
    text: str
    is_number: bool = False
    is_head: bool = False
    mapped: MappedCell | None = None
    is_guess: bool = False
    """Its heading does not say what is counted."""
    is_rounded: bool = False
    """An amount that is more exact than it is shown: sums of such cells may differ in the last digit."""


@dataclass(frozen=True)
class ShownSheet:
    name: str
    columns: int
    rows: list[list[Shown]]

    @property
    def is_wide(self) -> bool:
        return self.columns >= WIDE

    @property
    def is_rounded(self) -> bool:
        return any(shown.is_rounded for row in self.rows for shown in row)


def sheets_of(report: Report) -> list[ShownSheet]:
    """With the figures that it holds."""
    values = written(report)
    return list(_sheets(report.template, values, dict(_by_place(report.mapped))))


def sheets_unfilled(template: Template) -> list[ShownSheet]:
    """As it was drawn up."""
    sheets = _sheets(template, {}, dict(_by_place(list(template.cells.all()))))
    return [_with_guesses(sheet, template) for sheet in sheets]


def _with_guesses(sheet: ShownSheet, template: Template) -> ShownSheet:
    def marked(shown: Shown) -> Shown:
        return replace(
            shown, is_guess=bool(shown.mapped) and (sheet.name, shown.cell.name) in template.guesses
        )

    return replace(sheet, rows=[[marked(shown) for shown in row] for row in sheet.rows])


def _by_place(cells: list[MappedCell]) -> Iterator[tuple[tuple[str, str], MappedCell]]:
    for cell in cells:
        yield cell.place, cell


def _sheets(
    template: Template, values: dict[tuple[str, str], Any], mapped: dict[tuple[str, str], MappedCell]
) -> Iterator[ShownSheet]:
    for page in template.book.pages:
        shown = worked_out(page, values)
        own = {cell: found for (sheet, cell), found in mapped.items() if sheet == page.name}
        decimals = _decimals(page, own)
        rows = [
            [_shown(cell, shown[cell.name], own.get(cell.name), decimals) for cell in row]
            for row in page.grid()
        ]
        yield ShownSheet(page.name, page.columns, rows)


def _decimals(page: Page, own: dict[str, MappedCell]) -> dict[int, int]:
    """By column: as many as its figures have, for the sums above and below them."""
    found: dict[int, int] = {}
    for name, mapped in own.items():
        if not mapped.is_text and name in page.cells:
            column = page.cells[name].column
            is_share = mapped.counts.kind is Kind.SHARE
            found[column] = max(found.get(column, 0), 0 if is_share else mapped.places)
    return found


def _shown(cell: Cell, value: Any, own: MappedCell | None, decimals: dict[int, int]) -> Shown:
    if isinstance(value, Decimal | int) and not isinstance(value, bool):
        whole = value == int(value) and not cell.is_formula
        places = own.places if own else 0 if whole else decimals.get(cell.column, 2)
        is_amount = own is not None and own.counts.kind is Kind.MONEY
        rounded = is_amount and value != round(Decimal(value), places)
        return Shown(cell, number_text(value, places), is_number=True, mapped=own, is_rounded=rounded)
    text = str(value or "")
    return Shown(cell, text, is_head=bool(text) and own is None, mapped=own)


def context_of(report: Report, today: date) -> dict[str, Any]:
    """What the printed page is made from."""
    sheets = sheets_of(report)
    return {
        "report": report,
        "sheets": sheets,
        "breakdowns": breakdowns(report.frozen_facts(), report.jurisdiction.code) if report.is_yearly else [],
        "rounded": any(sheet.is_rounded for sheet in sheets),
        "landscape": any(sheet.is_wide for sheet in sheets),
        "parts": [row.part for row in report.parts.select_related("part__jurisdiction", "part__template")],
        "missing": report.missing_below(),
        "signed_by": report.organisation.name,
        "signed_on": today,
    }
