"""axe finds no barrier (WCAG 2.1 AA) on any page, in either language."""

from __future__ import annotations

import shutil
from concurrent.futures import ThreadPoolExecutor
from urllib.parse import quote

import pytest
from playwright.sync_api import sync_playwright

from tests import figures
from tests.e2e.axe import violations
from tests.e2e.conftest import ARGUMENTS, BROWSERS
from tests.security.matrix.routes import all_routes
from tests.walks import stops
from tests.walks.barriers.pages import Pages
from tests.walks.barriers.serving import serving

pytestmark = [pytest.mark.django_db, pytest.mark.e2e]
READERS = 2
"""Browsers that read at the same time."""
ACTS = "does something and leads on"
MACHINES = "for machines"
PART = "a part of a page that is read: sourcing:ceremony"
ONCE = "NOT YET READ: the story takes back what leads there"
DEMONSTRATION = "in a demonstration only: tests/e2e/test_pages.py"
FACTORS = "for who has a second factor: tests/accounts/test_second_factor.py"
NO_PAGE = {
    "healthz": MACHINES,
    "sourcing:ceremony-status": PART,
    "sourcing:clock": MACHINES,
    "sourcing:receipt-file": MACHINES,
    "sourcing:upload": MACHINES,
    "sourcing:uploads": MACHINES,
    "rulebook:download": MACHINES,
    "documents:sealed": MACHINES,
    "accounts:handover": ONCE,
    "documents:check": ONCE,
    "account_login": "another name of accounts:sign_in",
    "accounts:end_session": ACTS,
    "accounts:sign_out": ACTS,
    "mfa_authenticate": FACTORS,
    "mfa_deactivate_totp": FACTORS,
    "mfa_login_webauthn": FACTORS,
    "mfa_remove_webauthn": FACTORS,
    "mfa_view_recovery_codes": FACTORS,
    "accounts:switch": ACTS,
    "portal:preferences": ACTS,
    "portal:selected": ACTS,
    "portal:take": ACTS,
    "portal:urge": ACTS,
    "portal:watch": ACTS,
    "providers:mine": "leads to one's own entry",
    "portal:components": DEMONSTRATION,
    "portal:mailbox": DEMONSTRATION,
    "portal:message": DEMONSTRATION,
    "portal:move_clock": DEMONSTRATION,
    "portal:take_place": DEMONSTRATION,
}
"""Addresses that answer with no page that a person reads, and why."""


@pytest.fixture(scope="module")
def pages(held, patch):
    pages = Pages()
    assert stops.walk(patch, pages.visit) == stops.steps_of_people()
    pages.crawl()
    return pages


def test_every_address_was_opened(pages):
    missing = {route.name for route in all_routes()} - pages.routes - NO_PAGE.keys()
    assert not missing


def test_axe_finds_no_barrier_on_any_page(pages):
    """The pages are rendered already: while Playwright runs, this process must not touch the database."""
    names = list(pages.html)
    with serving(pages.html) as address, ThreadPoolExecutor(READERS) as readers:
        shares = (names[first::READERS] for first in range(READERS))
        found = list(readers.map(lambda share: barriers(address, share), shares))
    figures.tell("pages read by axe", len(names))
    assert not {name: what for share in found for name, what in share.items()}


def barriers(address: str, names: list[str]) -> dict[str, list[str]]:
    """What axe finds on these pages, read in a browser of their own."""
    wrong = {}
    path = next(filter(None, map(shutil.which, BROWSERS)), None)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        context = browser.new_context(reduced_motion="reduce", viewport={"width": 1280, "height": 900})
        page = context.new_page()
        for name in names:
            page.goto(f"{address}/{quote(name)}")
            if found := violations(page):
                wrong[name] = found
        browser.close()
    return wrong
