"""Which entry is meant: found among what the actor may see and what its app has declared."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from core.actor import Actor
from corrections import declaring
from corrections.declaring import Correctable, Entry


def subject_of(label: Any, key: Any, actor: Actor) -> tuple[Correctable, Any] | None:
    """What was declared for that kind of subject, and the subject itself; None where the actor sees none."""
    declared = declaring.labelled(str(label or ""))
    pk = _uuid(key)
    if declared is None or pk is None:
        return None
    found = declared.model.objects.visible_to(actor).filter(pk=pk).first()
    return (declared, found) if found is not None else None


def find(named: Mapping[str, Any], actor: Actor) -> tuple[Any, Entry, Any] | None:
    """Subject, entry and row as `of`, `subject`, `entry` and `row` name them."""
    found = subject_of(named.get("of"), named.get("subject"), actor)
    if found is None:
        return None
    declared, subject = found
    try:
        entry = declared.entry(str(named.get("entry") or ""))
        return subject, entry, entry.row(subject, named.get("row"))
    except LookupError:
        return None


def _uuid(value: Any) -> UUID | None:
    try:
        return value if isinstance(value, UUID) else UUID(str(value))
    except ValueError:
        return None
