"""What the database itself refuses, whoever asks: a state without its event, and deletion."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import pgtrigger


class Evented(pgtrigger.Trigger):
    """A changed state demands an event of this subject, from → to, in this very transaction.

    Deferred, so that the event may follow the row. A new row demands the event of its birth, in the first state.
    """

    def __init__(self) -> None:
        super().__init__(
            name="evented",
            level=pgtrigger.Row,
            when=pgtrigger.After,
            operation=pgtrigger.Insert | pgtrigger.UpdateOf("state"),
            timing=pgtrigger.Deferred,
        )

    def get_func(self, model: Any) -> str:
        first = model._meta.get_field("state").default
        return f"""
            PERFORM workflow_demand_event(
                '{model._meta.label_lower}', NEW.id,
                CASE WHEN TG_OP = 'INSERT' THEN '' ELSE OLD.state END, NEW.state, '{first}');
            RETURN NEW;
        """


def lifecycle_triggers() -> list[pgtrigger.Trigger]:
    """The triggers of every lifecycle table."""
    return [Evented(), pgtrigger.Protect(name="kept", operation=pgtrigger.Delete)]


def append_only() -> list[pgtrigger.Trigger]:
    """For tables whose rows are entries in a book: never changed, never removed."""
    return [pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete)]


class Frozen(pgtrigger.Trigger):
    """Rows that belong to a subject change only while it rests in one of these states.

    `parent` is the foreign key to the subject: what was submitted or published stays as it was, whoever asks.
    """

    def __init__(self, parent: str, *states: str) -> None:
        self.parent, self.states = parent, states
        super().__init__(
            name="frozen",
            level=pgtrigger.Row,
            when=pgtrigger.Before,
            operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
        )

    def get_func(self, model: Any) -> str:
        field = model._meta.get_field(self.parent)
        owner, column = field.related_model._meta, field.column
        states = ", ".join(f"'{state}'" for state in self.states)
        return f"""
            IF (SELECT state FROM "{owner.db_table}"
                WHERE id = CASE WHEN TG_OP = 'DELETE' THEN OLD."{column}" ELSE NEW."{column}" END) NOT IN ({states})
            THEN
                RAISE EXCEPTION '% of a {owner.model_name} can no longer be changed', TG_TABLE_NAME
                    USING ERRCODE = 'check_violation';
            END IF;
            IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
            RETURN NEW;
        """  # noqa: S608  names come from the models


def frozen_unless(parent: str, *states: str) -> list[pgtrigger.Trigger]:
    """For rows that make up a subject (cost rows, indicators, items): fixed once it has left these states."""
    return [Frozen(parent, *states)]


class OnlyCorrected(pgtrigger.Trigger):
    """Columns of a subject that, while it rests in one of these states, only a correction moves.

    Deferred, so that the event may follow the row: a changed column demands the event of a correction of this
    subject (step `correct`) in this very transaction. A step that moves the state as well is none of its business.
    `step` names one that keeps the state and may move them too.
    """

    def __init__(self, states: tuple[str, ...], *fields: str, step: str = "") -> None:
        self.states, self.fields, self.step = states, fields, step
        super().__init__(
            name=f"only_corrected_or_{step}" if step else "only_corrected",
            level=pgtrigger.Row,
            when=pgtrigger.After,
            operation=pgtrigger.UpdateOf(*fields),
            timing=pgtrigger.Deferred,
        )

    def get_func(self, model: Any) -> str:
        columns = [model._meta.get_field(name).column for name in self.fields]
        moved = " OR ".join(f'NEW."{c}" IS DISTINCT FROM OLD."{c}"' for c in columns)
        states = ", ".join(f"'{state}'" for state in self.states)
        subject = f"'{model._meta.label_lower}', NEW.id"
        demanded = (
            f"step({subject}, ARRAY['correct', '{self.step}'])" if self.step else f"correction({subject})"
        )
        return f"""
            IF OLD.state = NEW.state AND OLD.state IN ({states}) AND ({moved}) THEN
                PERFORM workflow_demand_{demanded};
            END IF;
            RETURN NEW;
        """


def only_corrected(states: Iterable[str], *fields: str, step: str = "") -> OnlyCorrected:
    """The trigger that keeps these columns once the subject rests in one of these states."""
    return OnlyCorrected(tuple(str(getattr(state, "value", state)) for state in states), *fields, step=step)
