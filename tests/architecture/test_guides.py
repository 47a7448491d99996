"""A guide calls a page, a button or a heading as the portal does, in its own language."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from babel.messages.pofile import read_po
from django.conf import settings

ROOT = Path(settings.BASE_DIR)
GUIDES = sorted((ROOT / "docs" / "guides").glob("*.md"))
QUOTED = re.compile(r'“([^”]+)”|"([^"]+)"')
PICTURE = re.compile(r"<img [^>]*>")


@pytest.mark.parametrize("guide", GUIDES, ids=lambda guide: guide.name)
def test_every_name_in_quotation_marks_stands_on_a_page(guide):
    named = {zh or en for zh, en in QUOTED.findall(PICTURE.sub("", guide.read_text(encoding="utf-8")))}
    assert named <= said(english=guide.stem.endswith(".en"))


def said(*, english: bool) -> set[str]:
    """All that the portal says in that language."""
    texts: set[str] = set()
    for catalogue in ROOT.glob("locale/*/zh_Hans/LC_MESSAGES/django.po"):
        with catalogue.open("rb") as file:
            for message in read_po(file):
                found = message.id if english else message.string
                texts |= set(found) if isinstance(found, tuple) else {found}
    return texts
