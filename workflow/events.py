"""Writing and reading the event log."""

from __future__ import annotations

import hashlib
import json
import secrets
from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any
from uuid import UUID, uuid4

from django.db import connection, models
from django.db.models import QuerySet

from workflow.models import Event

if TYPE_CHECKING:
    from workflow.act import Act
    from workflow.obstacles import Refused
    from workflow.steps import Step


def plain(value: Any) -> Any:
    """A value as it stands in an event: JSON types only, objects by their key, amounts and times as text."""
    if isinstance(value, str | int | bool | None):
        return value
    if isinstance(value, models.Model):
        return str(value.pk)
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, Decimal | UUID):
        return str(value)
    if isinstance(value, Mapping):
        return {str(k): plain(v) for k, v in value.items()}
    if isinstance(value, list | tuple | set | frozenset | QuerySet):
        return [plain(v) for v in value]
    return str(value)


def committed(value: Any) -> str:
    """A salted commitment in place of a personal value. The salt is forgotten: it proves nothing by guessing."""
    text = json.dumps(plain(value), ensure_ascii=False) + secrets.token_hex(16)
    return "sha256:" + hashlib.sha256(text.encode()).hexdigest()


def canonical(content: Mapping[str, Any]) -> str:
    """The one text of an event that is hashed: sorted keys, no spaces, UTF-8 as it is."""
    return json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def commitment(nonce: str, value: Any) -> str:
    """What an event of a sealed step says instead of `value`. Whoever is told the nonce can check it."""
    return "sha256:" + hashlib.sha256(f"{nonce}|{canonical(plain(value))}".encode()).hexdigest()


def sealed(act: Act, content: Mapping[str, Any]) -> dict[str, Any]:
    """The event of a sealed step: who acted, for whom and on what input stand in it as commitments only.

    Its subject's key is random and new, so that nothing in it leads to a person, an organisation or
    another subject. Each subject keeps its own nonce (`Lifecycle.event_nonce`).
    """
    nonce = act.subject.event_nonce()
    hidden = {"on_behalf_of", "overrides", "reason", "data", "facts"} & content.keys()
    return {
        **content,
        **{name: commitment(nonce, content[name]) for name in hidden},
        "actor": {"kind": str(act.actor.kind), "commitment": commitment(nonce, act.actor.as_values())},
        "sealed": True,
    }


def append(content: Mapping[str, Any]) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT audit.append(%s)", [canonical(content)])


def record(act: Act) -> None:
    """Write the event of an act that is being done, in its transaction."""
    subject, step = act.subject, act.step
    content = _common(act.event_id, step, subject, act.now) | {
        "outcome": "done",
        "from": act.from_state,
        "to": subject.state,
        "actor": act.actor.as_values(),
        "channel": str(act.channel),
        "occurred_at": plain(act.occurred_at or act.now),
        "data": _data(act),
        "facts": plain({**subject.event_facts(), **act.facts}),
    }
    optional = {
        "reason": act.reason,
        "overrides": dict(act.overrides),
        "on_behalf_of": act.on_behalf_of.as_values() if act.on_behalf_of else None,
        "deputyship": str(act.mandate) if act.mandate else None,
        "cause": str(act.cause.event_id) if act.cause else None,
        "corrects": str(act.corrects) if act.corrects else None,
        "paper": {"scan": act.evidence.scan.digest, "reason": act.evidence.reason} if act.evidence else None,
    }
    content |= {k: v for k, v in optional.items() if v}
    append(sealed(act, content) if step.sealed else content)


def record_refusal(act: Act, refused: Refused) -> UUID:
    """Write that an act was refused, and why. Runs in a transaction of its own, after the rollback."""
    event_id = uuid4()
    content = _common(event_id, act.step, act.subject, act.now) | {
        "outcome": "refused",
        "from": act.from_state,
        "to": act.from_state,
        "actor": act.actor.as_values(),
        "channel": str(act.channel),
        "occurred_at": plain(act.now),
        "refusal": str(refused.kind),
        **({"on_behalf_of": act.on_behalf_of.as_values()} if act.mandate and act.on_behalf_of else {}),
        "rules": sorted(refused.rules),
        "inputs": sorted(refused.errors),
    }
    append(sealed(act, content) if act.step.sealed else content)
    return event_id


def history(subject: models.Model) -> QuerySet[Event]:
    """What was done with a subject, oldest first. Refusals are not part of it."""
    return Event.objects.filter(subject_id=subject.pk, outcome="done")


def reasons_given(subject: models.Model, step: Step, organisation_id: UUID | None) -> dict[str, str]:
    """With which reasons that unit passed the checks when it last took this step, by rule id."""
    if subject._state.adding or step.sealed:
        return {}
    last = history(subject).filter(step=step.name, organisation_id=organisation_id).last()
    return last.content.get("overrides", {}) if last else {}


def _common(event_id: UUID, step: Step, subject: Any, now: datetime) -> dict[str, Any]:
    return {
        "v": 1,
        "id": str(event_id),
        "at": plain(now),
        "subject_type": subject._meta.label_lower,
        "subject": str(subject.pk),
        "step": step.name,
    }


def _data(act: Act) -> dict[str, Any]:
    private = act.facts.pop("_private", frozenset())
    return {k: committed(v) if k in private and v else plain(v) for k, v in act.data.items()}
