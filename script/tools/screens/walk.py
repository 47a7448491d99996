"""Which pages to look at: those that are named, or all that somebody can reach, one of each kind."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import parse_qsl, urlsplit

_KEYS = re.compile(r"[0-9a-f]{8}-[0-9a-f-]{27}|[A-Z]+-[\d-]+")
_LEFT_OUT = ("/preferences/", "/static/", "/accounts/sign-out/")


def kind_of(address: str) -> str:
    """Addresses that differ only in keys and values show the same kind of page."""
    parts = urlsplit(address)
    names = ",".join(sorted(name for name, _value in parse_qsl(parts.query)))
    return f"{_KEYS.sub('*', parts.path)}?{names}"


class Walk:
    """The pages still to be seen, in the order in which they were found."""

    def __init__(self, address: str, paths: list[str], *, onwards: bool, most: int):
        self.address, self.onwards, self.most = address, onwards, most
        self._todo, self._seen = [address + path for path in paths], set[str]()

    def __iter__(self) -> Iterator[str]:
        while self._todo and len(self._seen) < self.most:
            page = self._todo.pop(0)
            if kind_of(page) not in self._seen:
                self._seen.add(kind_of(page))
                yield page

    def found(self, links: list[str]) -> None:
        """Go on with the links of a page, if the walk goes onwards."""
        if self.onwards:
            inside = [link for link in links if link.startswith(f"{self.address}/")]
            self._todo += [link for link in inside if not any(part in link for part in _LEFT_OUT)]
