"""Finds a page as a person does: from an address that anybody can type, then from link to link."""

from __future__ import annotations

import re
from typing import Any

from tools.screens.shots import Link, Shot

_LINKS = """() => [...document.querySelectorAll("main a[href]")].map(link => ({
    address: link.href,
    path: link.pathname + link.search,
    around: (link.closest("tr, li, .p-panel, section, main") || link).innerText,
}))"""


class Missing(Exception):
    """The way to a page ends before the page. Says where, and what was looked for."""


def find(page: Any, shot: Shot, home: str) -> str:
    """The address of what is to be shown. Raises `Missing`."""
    address = home + str(shot.way[0])
    for link in shot.way[1:]:
        answer = page.goto(address)
        if answer.status >= 400:
            raise Missing(f"{address.removeprefix(home)} answers {answer.status}")
        address = _follow(page, link, address.removeprefix(home))
    return address


def _follow(page: Any, link: str | Link, here: str) -> str:
    assert isinstance(link, Link)  # a way has one address, at its beginning
    for found in page.evaluate(_LINKS):
        if re.search(link.address, found["path"]) and link.near in found["around"]:
            return found["address"]
    raise Missing(f"on {here} there is no {str(link).removeprefix('a ')}")
