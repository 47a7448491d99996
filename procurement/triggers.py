"""What the database keeps of a budget year that is closed, whoever asks."""

from __future__ import annotations

from typing import Any

import pgtrigger

from workflow.totals import key_of

LINES, CLOSINGS = "procurement_budgetline", "procurement_yearclosing"
SETTLED = "settled"


class OfAnOpenYear(pgtrigger.Trigger):
    """Refuses an entry on a line whose year is closed; `but` names the kind that alone may still come.

    `line` is the path of foreign keys from the entry to the line. The line is locked first, so that an entry and the
    closing of its year follow one another.
    """

    def __init__(self, line: str, *, but: str = "") -> None:
        self.line, self.but = line, but
        super().__init__(
            name="of_an_open_year", level=pgtrigger.Row, when=pgtrigger.Before, operation=pgtrigger.Insert
        )

    def get_func(self, model: Any) -> str:
        key, _line = key_of(model, self.line)
        exempt = f"AND NEW.kind <> '{self.but}'" if self.but else ""
        return f"""
            PERFORM 1 FROM "{LINES}" WHERE id = {key} FOR NO KEY UPDATE;
            IF (SELECT state FROM "{LINES}" WHERE id = {key}) = '{SETTLED}' {exempt} THEN
                RAISE EXCEPTION 'the budget year of this line is closed' USING ERRCODE = 'check_violation';
            END IF;
            RETURN NEW;
        """  # noqa: S608  names come from the models


class LineOfAnOpenYear(pgtrigger.Trigger):
    """No line is entered in a year that its finance department has closed."""

    def __init__(self) -> None:
        super().__init__(
            name="line_of_an_open_year",
            level=pgtrigger.Row,
            when=pgtrigger.Before,
            operation=pgtrigger.Insert,
        )

    def get_func(self, model: Any) -> str:
        same = f'FROM "{CLOSINGS}" WHERE finance_id = NEW.finance_id AND year = NEW.year'
        return f"""
            PERFORM 1 {same} FOR SHARE;
            IF EXISTS (SELECT 1 {same} AND state = 'closed') THEN
                RAISE EXCEPTION 'the budget year % is closed', NEW.year USING ERRCODE = 'check_violation';
            END IF;
            RETURN NEW;
        """
