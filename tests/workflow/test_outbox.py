"""Rows that are delivered after commit."""

import pytest

from documents.services import OUTBOX_KIND
from workflow import outbox, registry

pytestmark = pytest.mark.django_db


def test_a_mail_does_not_wait_behind_papers(monkeypatch):
    delivered = []
    for kind in (OUTBOX_KIND, "mail"):
        monkeypatch.setitem(
            registry.outbox_handlers._items, kind, lambda payload: delivered.append(payload["what"])
        )
    for kind, what in ((OUTBOX_KIND, "paper"), (OUTBOX_KIND, "another"), ("mail", "mail")):
        outbox.put(kind, {"what": what})
    outbox.sweep(kinds=[OUTBOX_KIND, "mail"])
    assert delivered == ["mail", "paper", "another"]
