"""What is told to the public when a catalogue is published (AN-16)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from catalog.difference import between
from catalog.models import Edition, Item
from disclosure.models import Notice
from disclosure.payloads import both
from disclosure.services import notices_of, publish
from workflow.act import Act

KIND = "AN-16"


def announce(act: Act) -> Notice:
    """Publish the edition as a notice, with what it adds, renames and drops."""
    edition: Edition = act.subject
    return publish(act, KIND, edition, payload(edition), title=title(edition))


def title(edition: Edition) -> Any:
    """In both languages."""
    return both(lambda: str(edition))


def payload(edition: Edition) -> dict[str, Any]:
    return {
        "level": edition.jurisdiction,
        "year": edition.year,
        "edition": f"{edition.year}-{edition.version}" if edition.version > 1 else str(edition.year),
        "document_number": edition.number,
        "document_date": edition.issued_on,
        "effective_on": edition.effective_from,
        "items": [row(item) for item in selectable(edition)],
        "changes": both(lambda: "\n".join(changes(edition))),
        "consultation": edition.consultation,
        "contact": edition.contact,
    }


def selectable(edition: Edition) -> list[Item]:
    return list(edition.items.selectable().select_related("parent__parent"))


def row(item: Item) -> dict[str, Any]:
    """An item under its category; a third-level one also under its second-level item."""
    above = item.parent
    levels = (
        {"level1": above, "level2": item}
        if item.level == 2
        else {"level1": above.parent, "level2": above, "level3": item}
    )
    return {
        "code": item.code,
        **{name: level.in_both_languages for name, level in levels.items()},
        "description": item.description,
        "department": item.department,
    }


def changes(edition: Edition) -> Iterator[str]:
    """What it adds, changes and drops against the edition before it; nothing for a first edition."""
    yield from (str(change) for change in between(edition.former(), edition))


def notice_of(edition: Edition) -> Notice | None:
    """The notice by which an edition was published."""
    return notices_of(edition).filter(kind=KIND).first()
