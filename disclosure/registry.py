"""Kinds of notices, and who turns a notice into its part of an OCDS release. Apps fill this from `notices.py`."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from disclosure.schema import NoticeKind

ReleasePart = Callable[[Any, Mapping[str, Any]], Mapping[str, Any]]
"""`(subject, payload) -> {"tag": [...], "tender": {...}, …}`: what the kind adds to the release."""


class Kinds:
    """All kinds of notices by code."""

    def __init__(self) -> None:
        self._kinds: dict[str, NoticeKind] = {}
        self._parts: dict[str, ReleasePart] = {}
        self._pages: dict[str, str] = {}

    def add(self, kind: NoticeKind) -> NoticeKind:
        if self._kinds.setdefault(kind.code, kind) is not kind:
            raise LookupError(f"notice {kind.code} is registered twice")
        return kind

    def add_part(self, code: str, part: ReleasePart, of: str = "") -> None:
        if self._parts.setdefault(f"{code}:{of}" if of else code, part) is not part:
            raise LookupError(f"the release of {code} is registered twice")

    def set_page(self, code: str, name: str) -> None:
        """Let notices of this kind open on a page of an upper app: the name of an address that takes the number."""
        self._pages[code] = name

    def page_of(self, code: str) -> str:
        return self._pages.get(code, "disclosure:notice")

    def part_of(self, code: str, of: str = "") -> ReleasePart | None:
        """What was bound for that kind of subject, else for all."""
        return self._parts.get(f"{code}:{of}") or self._parts.get(code)

    def __getitem__(self, code: str) -> NoticeKind:
        try:
            return self._kinds[code]
        except KeyError:
            raise LookupError(f"no kind of notice {code!r}") from None

    def __contains__(self, code: str) -> bool:
        return code in self._kinds

    def codes(self) -> list[str]:
        return sorted(self._kinds)


kinds = Kinds()


def register_notice(kind: NoticeKind) -> NoticeKind:
    """Add a kind of notice. Those of rules.md part C are registered by this app already (`disclosure.kinds`)."""
    return kinds.add(kind)


def release_for(*codes: str, of: str = "") -> Callable[[ReleasePart], ReleasePart]:
    """Bind `function(subject, payload)` as the builder of the OCDS part for these kinds.

    It returns a mapping with `tag` (list) and the sections that the notice speaks of (`planning`, `tender`,
    `awards`, `contracts`, and `parties` beyond buyer and suppliers). `disclosure.ocds` adds the frame.
    Where several apps publish one kind, each binds its own: `of` is the label of its subjects.
    """

    def bind(part: ReleasePart) -> ReleasePart:
        for code in codes:
            kinds.add_part(code, part, of)
        return part

    return bind
