"""Giving a paper its number, in the transaction of the act that makes it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from documents.models import DocumentNumber, DocumentRegister
from workflow.engine import follow_create

if TYPE_CHECKING:
    from accounts.models import Organisation
    from workflow.act import Act


def give(act: Act, unit: Organisation, title: str) -> DocumentNumber | None:
    """The next number of the unit's register for this year; None for a unit that keeps none here."""
    register = DocumentRegister.objects.filter(organisation=unit).first()
    if register is None:
        return None
    return follow_create(act, DocumentNumber, "give", register=register, title=title[:300]).subject
