"""Following every link from the start page, as one person."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape
from urllib.parse import parse_qsl, urljoin, urlsplit

from django.http import HttpResponse
from django.test import Client
from django.urls import Resolver404, resolve

from accounts import demo as people
from tests.walks.stops import client_of

VISITORS = (
    "",
    *(f"czj.{who}" for who in ("shenhe", "juzhang", "guoku", "mulu", "kaibiao")),
    *(f"mzj.{who}" for who in ("jingban", "lingdao", "yanshou", "caiwu", "kaibiao")),
    *("zhaohui.jingban", "zhaohui.faren", "kangle.jingban"),
    *("shzz.jianguan", "sjj.shenji", "mz3.pingjia", "zjk.zj1", "yyzx.admin"),
)
"""One person for each role, and the public."""
STARTS = ("/", "/worklist/", "/about/site-map/", "/nothing-here/")
_LINK = re.compile(r"""<a\b[^>]*?\shref=["']([^"'#]+)""")


@dataclass(frozen=True)
class Page:
    address: str
    who: str
    response: HttpResponse

    @property
    def html(self) -> str:
        return self.response.content.decode()

    @property
    def is_html(self) -> bool:
        return self.response.headers.get("Content-Type", "").startswith("text/html")


class Crawler:
    """Reads each view once for each organisation, and once for each set of questions that an address can ask it.

    What a page offers to one of several colleagues, the story meets at each step. With `once` each view is read
    only by the first person who comes to it.
    """

    def __init__(self, *, once: bool = False) -> None:
        self.read: set[tuple[str, str]] = set()
        self.once = once

    def crawl(self, who: str) -> Iterator[Page]:
        client = client_of(people.actor(who)) if who else Client()
        waiting = deque(STARTS)
        while waiting:
            address = waiting.popleft()
            whose = "" if "?" in address else who if address in STARTS else self._whose(who)
            if (whose, _view(address)) in self.read:
                continue
            self.read.add((whose, _view(address)))
            page = Page(address, who, client.get(address))
            if not 300 <= page.response.status_code < 400:
                yield page
            waiting += links(page)

    def _whose(self, who: str) -> str:
        return "" if self.once else who.split(".")[0]


def links(page: Page) -> Iterator[str]:
    """Addresses of this portal that the page leads to."""
    found = [page.response.headers["Location"]] if "Location" in page.response.headers else []
    if page.is_html:
        found += [unescape(link) for link in _LINK.findall(page.html)]
    for link in found:
        parts = urlsplit(urljoin(page.address, link))
        if not parts.scheme and not parts.netloc:
            yield parts.path + (f"?{parts.query}" if parts.query else "")


def _view(address: str) -> str:
    """The view, and which questions the address asks it."""
    parts = urlsplit(address)
    try:
        view = resolve(parts.path).view_name
    except Resolver404:
        view = ""
    return " ".join(
        [view, *sorted({name for name, _value in parse_qsl(parts.query, keep_blank_values=True)})]
    )
