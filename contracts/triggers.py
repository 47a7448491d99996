"""What the database keeps as it was signed, whoever asks."""

from __future__ import annotations

from typing import Any

import pgtrigger


class FixedTerms(pgtrigger.Trigger):
    """Columns of a subject that change only while it rests in `state`."""

    def __init__(self, state: str, *fields: str) -> None:
        self.state, self.fields = state, fields
        super().__init__(
            name="fixed_terms", level=pgtrigger.Row, when=pgtrigger.Before, operation=pgtrigger.Update
        )

    def get_func(self, model: Any) -> str:
        columns = [model._meta.get_field(name).column for name in self.fields]
        moved = " OR ".join(f'NEW."{c}" IS DISTINCT FROM OLD."{c}"' for c in columns)
        return f"""
            IF OLD.state <> '{self.state}' AND ({moved}) THEN
                RAISE EXCEPTION 'the terms of % are fixed', TG_TABLE_NAME USING ERRCODE = 'check_violation';
            END IF;
            RETURN NEW;
        """


class FixedRows(pgtrigger.Trigger):
    """Rows of a subject that are fixed once it has left `state`; only their running total moves on."""

    def __init__(self, parent: str, state: str, total: str) -> None:
        self.parent, self.state, self.total = parent, state, total
        super().__init__(
            name="fixed_rows",
            level=pgtrigger.Row,
            when=pgtrigger.Before,
            operation=pgtrigger.Update | pgtrigger.Delete,
        )

    def get_func(self, model: Any) -> str:
        field = model._meta.get_field(self.parent)
        owner = field.related_model._meta.db_table
        return f"""
            IF (SELECT state FROM "{owner}" WHERE id = OLD."{field.column}") <> '{self.state}'
                AND (TG_OP = 'DELETE' OR to_jsonb(NEW) - '{self.total}' <> to_jsonb(OLD) - '{self.total}')
            THEN
                RAISE EXCEPTION 'rows of % are fixed', TG_TABLE_NAME USING ERRCODE = 'check_violation';
            END IF;
            IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
            RETURN NEW;
        """  # noqa: S608  names come from the models
