"""What the database itself refuses, whoever asks: a state without its event, and deletion."""

from __future__ import annotations

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
