"""Taking over an earlier application: its text and figures, not the answers that must be given anew each time."""

from __future__ import annotations

from typing import Any

from procurement.models import CostRow, Indicator, Project

COST, INDICATOR = (
    ("position", "name", "quantity", "unit", "unit_price", "total"),
    (
        *("position", "block", "name", "formula", "unit", "target", "zero_at"),
        *("direction", "scoring", "points", "scorer", "evidence"),
    ),
)


def take_over_rows(project: Project, earlier: Project) -> None:
    """Cost rows and indicators, once the project is there."""
    _copy(CostRow, project, earlier.cost_rows.values(*COST))
    _copy(Indicator, project, earlier.indicators.values(*INDICATOR))


def _copy(model: Any, project: Project, rows: Any) -> None:
    model.objects.bulk_create(model(project=project, **row) for row in rows)
