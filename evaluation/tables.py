"""The list of evaluations."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import django_tables2 as tables
from django.utils.translation import gettext_lazy as _

from core.tables import DayColumn, NumberColumn, PortalTable
from evaluation.models import Evaluation


class EvaluationTable(PortalTable):
    number = tables.Column(verbose_name=_("Number"), linkify=True, attrs={"td": {"class": "p-nowrap"}})
    project = tables.Column(
        verbose_name=_("Project"),
        accessor="project__title",
        linkify=lambda record: record.get_absolute_url(),
        attrs={"td": {"class": "t"}},
    )
    purchaser = tables.Column(verbose_name=_("Purchaser"))
    provider = tables.Column(verbose_name=_("Provider"))
    kind = tables.Column(verbose_name=_("Kind"), attrs={"td": {"class": "p-nowrap in"}})
    state = tables.Column(verbose_name=_("State"))
    total = NumberColumn(verbose_name=_("Score"))
    grade = tables.Column(verbose_name=_("Grade"))
    opened_on = DayColumn(verbose_name=_("Opened"))

    caption = _("Evaluations")
    empty_hint = _("An evaluation is opened from the page of an accepted contract.")

    class Meta:
        model = Evaluation
        fields = (
            "number",
            "project",
            "purchaser",
            "provider",
            "kind",
            "state",
            "total",
            "grade",
            "opened_on",
        )
        order_by = "-opened_on"

    def render_total(self, value: Any) -> str:
        return f"{value:.2f}"

    def for_excel(self) -> tuple[list[str], Iterator[list[Any]]]:
        """Heads and rows, the numbers as numbers."""
        heads = [str(column.header) for column in self.columns]
        return heads, (self._excel_row(row.record) for row in self.rows)

    @staticmethod
    def _excel_row(record: Evaluation) -> list[Any]:
        return [
            record.number,
            record.project.title,
            str(record.purchaser),
            str(record.provider),
            record.get_kind_display(),
            record.get_state_display(),
            record.total,
            record.get_grade_display() if record.grade else "",
            record.opened_on,
        ]
