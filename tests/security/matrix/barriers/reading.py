"""Browsers that read pages while others are still being rendered.

Each browser keeps one tab: a page is written into the document that is there, so that neither axe nor the style sheets
are fetched and compiled again for every page.
"""

from __future__ import annotations

from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from queue import SimpleQueue

from playwright.sync_api import sync_playwright
from tools.testing import browser

from tests.e2e.axe import violations
from tests.e2e.conftest import ARGUMENTS
from tests.security.matrix.barriers.serving import serving

READERS = 2
"""Browsers that read at the same time."""
DESK = {"width": 1280, "height": 900}

Rendered = SimpleQueue[tuple[str, str] | None]


def barriers(pages: Iterable[tuple[str, str]]) -> dict[str, list[str]]:
    """What axe finds wrong with these pages (what it is, its HTML), by what they are.

    They are rendered in this thread, which may use the database; Playwright works in threads of its own.
    """
    rendered: Rendered = SimpleQueue()
    with serving() as portal, ThreadPoolExecutor(READERS) as several:
        readers = [several.submit(_read, portal, rendered) for _number in range(READERS)]
        try:
            for page in pages:
                rendered.put(page)
        finally:
            for _reader in readers:
                rendered.put(None)
        return {name: wrong for reader in readers for name, wrong in reader.result().items()}


def _read(portal: str, rendered: Rendered) -> dict[str, list[str]]:
    """What one browser finds, until there is nothing more to read."""
    found = {}
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=browser.find(), args=ARGUMENTS)
        tab = chromium.new_context(reduced_motion="reduce", viewport=DESK).new_page()
        tab.goto(portal)
        while page := rendered.get():
            name, html = page
            tab.set_content(html)
            if wrong := violations(tab):
                found[name] = wrong
        chromium.close()
    return found
