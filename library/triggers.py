"""What the database keeps of a published document, whoever asks."""

from __future__ import annotations

from typing import Any

import pgtrigger


class Stays(pgtrigger.Trigger):
    """Columns that no longer change once the row rests in one of these states.

    `unless_empty`: a column that may still be filled in once.
    """

    def __init__(self, name: str, states: list[str], *fields: str, unless_empty: str = "") -> None:
        self.states, self.fields, self.unless_empty = states, fields, unless_empty
        super().__init__(name=name, level=pgtrigger.Row, when=pgtrigger.Before, operation=pgtrigger.Update)

    def get_func(self, model: Any) -> str:
        columns = [model._meta.get_field(name).column for name in self.fields]
        moved = " OR ".join(f'NEW."{c}" IS DISTINCT FROM OLD."{c}"' for c in columns)
        states = ", ".join(f"'{state}'" for state in self.states)
        filled = f'AND OLD."{self.unless_empty}" IS NOT NULL' if self.unless_empty else ""
        return f"""
            IF OLD.state IN ({states}) {filled} AND ({moved}) THEN
                RAISE EXCEPTION 'a published row of % can no longer be changed', TG_TABLE_NAME
                    USING ERRCODE = 'check_violation';
            END IF;
            RETURN NEW;
        """
