"""What the database itself holds: a notice is born in an act, and never changes afterwards."""

from __future__ import annotations

import pgtrigger

from workflow.triggers import append_only


class PublishedInAct(pgtrigger.Trigger):
    """A new row names an event that was written in this very transaction."""

    def __init__(self) -> None:
        super().__init__(
            name="in_act",
            level=pgtrigger.Row,
            when=pgtrigger.Before,
            operation=pgtrigger.Insert,
            func="""
                IF NOT EXISTS (
                    SELECT 1 FROM audit.audit_event e
                    WHERE e.uuid = NEW.event_id AND e.xid = pg_current_xact_id() AND e.outcome = 'done'
                ) THEN
                    RAISE EXCEPTION 'a notice is published by an act, in its transaction'
                        USING ERRCODE = 'check_violation';
                END IF;
                RETURN NEW;
            """,
        )


def notice_triggers() -> list[pgtrigger.Trigger]:
    """Published in an act; never changed, never removed."""
    return [PublishedInAct(), *append_only()]
