"""A real browser against all real processes."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright
from tools.testing import browser as browsers

from tests.e2e import site as sites
from tests.e2e.site import Site

ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.e2e)


@pytest.fixture(scope="session")
def site(
    django_db_setup: Any, django_db_blocker: Any, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Site]:
    """The running portal. Tests that use it touch no database."""
    with (
        django_db_blocker.unblock(),
        sites.running(django_db_setup.template, tmp_path_factory.mktemp("site")) as site,
    ):
        yield site


@pytest.fixture(scope="session")
def browser(site: Site) -> Iterator[Browser]:
    """Started after the portal: while Playwright runs, this process must not touch the database."""
    expect.set_options(timeout=15_000)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=browsers.find(), args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture
def visit(browser: Browser, site: Site) -> Iterator[Callable[..., Page]]:
    """`visit(language="zh-CN", width=1280)` opens a page of somebody who has never been here."""
    contexts = []

    def open_page(language: str = "zh-CN", width: int = 1280, height: int = 900) -> Page:
        context = browser.new_context(
            base_url=site.url,
            locale=language,
            timezone_id="Asia/Shanghai",
            reduced_motion="reduce",
            viewport={"width": width, "height": height},
        )
        context.set_default_timeout(30_000)
        contexts.append(context)
        return context.new_page()

    yield open_page
    for context in contexts:
        context.close()
