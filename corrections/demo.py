"""A correction as the demonstration and tests make it."""

from __future__ import annotations

from io import BytesIO
from typing import Any

from django.core.files.uploadedfile import InMemoryUploadedFile

from core.actor import Actor
from corrections import declaring
from corrections.models import Correction
from documents import demo
from documents.models import StoredFile
from documents.services import stage


def proposed(
    hand: Any,
    subject: Any,
    entry: str,
    actor: Actor,
    value: Any,
    reason: str,
    *,
    row: Any = None,
    **values: Any,
) -> Correction:
    """Somebody found a wrong entry. The paper from which the right value is taken lies beside it."""
    row_key = {"row": row.pk} if row is not None else {}
    named = {"of": subject._meta.label_lower, "subject": subject.pk, "entry": entry, **row_key}
    declared = declaring.of(subject).entry(entry)
    given = {
        "ground": "typing",
        **({"proof": [proof(actor, str(declared.label), str(value))]} if declared.proof else {}),
    }
    return hand.make(
        Correction, "propose", actor, **{**named, "value": value, "reason": reason, **given, **values}
    )


def confirmed(hand: Any, correction: Correction, actor: Actor) -> Correction:
    """A second person has compared it with the paper; what is published was reviewed."""
    reviewed = {"publication_reviewed": True} if correction.original() else {}
    return hand.do(correction, "confirm", actor, **reviewed)


def proof(actor: Actor, item: str, value: str) -> StoredFile:
    content = demo.sheet("原始记录", {"登记事项": item, "正确内容": value}, signed=(actor.user_name,))
    name = "原始记录扫描件.png"
    upload = InMemoryUploadedFile(BytesIO(content), "file", name, "image/png", len(content), None)
    return stage(upload, actor)
