"""What is written down when a report is filled in: the facts it counts, the reports it sums, its cells' figures."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from typing import Any

from django.utils.translation import override

from core.dates import long_date
from reporting.facts import COLUMNS
from reporting.models import MappedCell, Report, ReportFact, ReportPart, ReportValue
from reporting.reckoning import numbers
from workflow.clock import legal_date


def fill(report: Report, now: datetime) -> None:
    """Takes the place of what an earlier filling wrote."""
    for old in (report.values, report.facts, report.parts):
        old.all().delete()
    own, below = report.own_facts_now(), list(report.accepted_below)
    ReportFact.objects.bulk_create(
        ReportFact(report=report, position=n, **{name: getattr(fact, name) for name in COLUMNS})
        for n, fact in enumerate(own)
    )
    ReportPart.objects.bulk_create(ReportPart(whole=report, part=part) for part in below)
    found = numbers(report.mapped, report.frozen_facts(), report.frame)
    texts = texts_of(report, now)
    ReportValue.objects.bulk_create(
        ReportValue(report=report, cell=cell, number=found.get(cell.pk), text=texts.get(cell.measure, ""))
        for cell in report.mapped
    )


def texts_of(report: Report, now: datetime) -> dict[str, str]:
    """The words that a form asks for. Superiors' forms are Chinese, whoever fills them in."""
    with override("zh-hans"):
        return {
            "text.unit": report.organisation.name,
            "text.period": str(report.period),
            "text.day": long_date(legal_date(now)),
            "text.note": report.note,
        }


def written(report: Report) -> dict[tuple[str, str], Any]:
    """What goes into the workbook, by sheet and cell: whole numbers whole, all others with two decimals."""
    rows = report.values.select_related("cell")
    return {row.cell.place: _for_the_sheet(row.cell, row.written) for row in rows}


def _for_the_sheet(cell: MappedCell, value: Any) -> Any:
    if not isinstance(value, Decimal):
        return value
    return int(value) if value == value.to_integral_value() else value.normalize()
