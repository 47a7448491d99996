"""Accessibility in a real browser: WCAG 2.1 A and AA, and what axe calls best practice."""

from __future__ import annotations

from functools import cache

from playwright.sync_api import Page
from tools.paths import ROOT

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "best-practice"]
_RUN = (
    "tags => axe.run(document, {runOnly: tags, resultTypes: ['violations'], preload: false, iframes: false})"
)
"""Style sheets aren't fetched once more and frames aren't searched: no rule that runs asks for them; we have none."""
_TOO_WIDE = """() => [...document.querySelectorAll("body *")]
    .filter(node => node.getBoundingClientRect().right > window.innerWidth + 1
        && !node.closest(".p-scroll, .p-nav, .p-tabs, .visually-hidden"))
    .map(node => node.outerHTML.slice(0, 120))"""


@cache
def _axe() -> str:
    return (ROOT / "node_modules/axe-core/axe.min.js").read_text()


def violations(page: Page) -> list[str]:
    """What axe finds wrong, one line each. The library is run beside the page's own policy, not through it."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(_axe())
    found = page.evaluate(_RUN, TAGS)["violations"]
    return [f"{v['id']}: {v['help']} {[n['html'][:120] for n in v['nodes'][:3]]}" for v in found]


def too_wide(page: Page) -> list[str]:
    """Elements that stick out of the window: on a phone they hide what is right of them."""
    width = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
    return page.evaluate(_TOO_WIDE)[:3] if width > 1 else []


def assert_accessible(page: Page) -> None:
    """For every page in every language and width: `assert_accessible(page)`."""
    page.wait_for_load_state()  # what was clicked may still be on its way
    wrong = violations(page)
    assert not wrong, f"{page.url}: " + "; ".join(wrong)
    assert not too_wide(page), f"{page.url} is wider than the window: {too_wide(page)}"
