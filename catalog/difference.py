"""What changed between two editions of the catalogue, item by item (rule A3.5)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext, pgettext_lazy

from catalog.models import Edition, Item
from catalog.models.item import ASSESSED, KEPT, Named


class Kind(models.TextChoices):
    ADDED = "added", pgettext_lazy("change of a catalogue item", "Added")
    RENAMED = "renamed", pgettext_lazy("change of a catalogue item", "Renamed")
    MOVED = "moved", pgettext_lazy("change of a catalogue item", "Moved")
    REWORDED = "reworded", pgettext_lazy("change of a catalogue item", "Adjusted")
    DROPPED = "dropped", pgettext_lazy("change of a catalogue item", "Dropped")


Text = tuple[Any, str, str]
"""What it is called, before, after."""
Texts = Callable[[Item, Item], Iterator[Text]]


@dataclass(frozen=True)
class Change:
    """One thing that is different: of which item, in what respect, before and after."""

    kind: Kind
    code: str
    name: Any
    what: Any = ""
    before: Any = ""
    after: Any = ""

    @property
    def tone(self) -> str:
        return {Kind.ADDED: "green", Kind.DROPPED: "red"}.get(self.kind, "amber")

    def __str__(self) -> str:
        values = {"code": self.code, "name": self.name, "before": self.before, "after": self.after}
        return _SENTENCES[self.kind] % (values | {"what": self.what})


_SENTENCES = {
    Kind.ADDED: gettext_lazy("Added: %(code)s %(name)s"),
    Kind.RENAMED: gettext_lazy("Renamed: %(code)s from “%(before)s” to “%(after)s”"),
    Kind.MOVED: gettext_lazy("Moved: %(code)s %(name)s from below “%(before)s” to below “%(after)s”"),
    Kind.REWORDED: gettext_lazy("Adjusted: %(what)s of %(code)s %(name)s"),
    Kind.DROPPED: gettext_lazy("Dropped: %(code)s %(name)s"),
}
WORDED = ("name_en", "description", "department", *(name for name in KEPT if name not in ASSESSED))
"""What the page of an item shows of it, beside its name and its place."""
EVERYTHING = (*WORDED, *ASSESSED)


def between(before: Edition | None, after: Edition) -> list[Change]:
    """All that the public sees differ from one edition to the other, in the order of codes; nothing for a first one."""
    if before is None:
        return []
    return _sorted(_changes(_by_code(before), _by_code(after), _in_public))


def to_rows(edition: Edition, rows: Iterable[Mapping[str, Any]]) -> list[Change]:
    """What would change in a draft if these rows were its items. What a row doesn't say stays as it is."""
    present, new = _by_code(edition), dict[str, Item]()
    for row in sorted(rows, key=lambda row: row["level"]):
        old = present.get(row["code"])
        kept = {name: getattr(old, name) for name in KEPT} if old else {}
        new[row["code"]] = Item(**{**kept, **row, "parent": new.get(row["parent"])})
    return _sorted(_changes(present, new, _each_text))


def _sorted(changes: Iterable[Change]) -> list[Change]:
    return sorted(changes, key=lambda change: change.code)


def _by_code(edition: Edition) -> dict[str, Item]:
    return {item.code: item for item in edition.items.select_related("parent")}


def _changes(old: dict[str, Item], new: dict[str, Item], texts: Texts) -> Iterator[Change]:
    for code in new.keys() - old.keys():
        yield Change(Kind.ADDED, code, new[code].in_both_languages)
    for code in old.keys() - new.keys():
        yield Change(Kind.DROPPED, code, old[code].in_both_languages)
    for code in old.keys() & new.keys():
        yield from _of_item(old[code], new[code], texts)


def _of_item(old: Item, new: Item, texts: Texts) -> Iterator[Change]:
    name = new.in_both_languages
    if old.name != new.name:
        yield Change(Kind.RENAMED, new.code, name, _label("name"), *_renamed(old, new))
    if _place(old) != _place(new):
        place = gettext_lazy("place")
        yield Change(Kind.MOVED, new.code, name, place, _above(old), _above(new))
    for what, was, now in texts(old, new):
        if was != now:
            yield Change(Kind.REWORDED, new.code, name, what, was, now)


def _each_text(old: Item, new: Item, fields: Sequence[str] = EVERYTHING) -> Iterator[Text]:
    for field in fields:
        if field != "name_en" or old.name == new.name:  # a new name is told in both languages
            yield _label(field), _text(getattr(old, field)), _text(getattr(new, field))


def _in_public(old: Item, new: Item) -> Iterator[Text]:
    """An assessment is shown once it is whole: one that is new, or gone, is one change and not six."""
    if old.is_assessed and new.is_assessed:
        yield from _each_text(old, new)
        return
    yield from _each_text(old, new, WORDED)
    yield gettext_lazy("Why it is suitable, and its three benefits"), _told(old), _told(new)


def _told(item: Item) -> str:
    return pgettext("assessment of an item", "Public") if item.is_assessed else ""


def _renamed(old: Item, new: Item) -> tuple[Named, Named]:
    """Both names; in Chinese for everybody where the English one stayed."""
    if old.name_en == new.name_en:
        return Named(old.name, ""), Named(new.name, "")
    return old.in_both_languages, new.in_both_languages


def _label(field: str) -> Any:
    found: Any = Item._meta.get_field(field)
    return found.verbose_name


def _text(value: Any) -> str:
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    return str(value)


def _place(item: Item) -> str:
    return item.parent.code if item.parent else ""


def _above(item: Item) -> Any:
    return item.parent.in_both_languages if item.parent else gettext_lazy("the catalogue itself")
