"""The people of the demonstration city at their desks: each signs in once and keeps their own browser window."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from playwright.sync_api import Locator, Page, expect

PASSWORD = "changchun-2014"
WRONG = ".p-errs, .p-note.error, .p-next .ways"


def sign_in(page: Page, username: str) -> None:
    """From the home page, by the real sign-in page."""
    page.goto("/")
    page.get_by_role("link", name="登录").first.click()
    page.locator("#id_username").fill(username)
    page.locator("#id_password").fill(PASSWORD)
    page.locator("main form").first.get_by_role("button", name="登录").click()
    expect(page).to_have_url(re.compile("/worklist/$"))


class Desk:
    """What somebody does in their window. Everything is found by clicking; nothing is typed into the address."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.main = page.locator("main")

    def go(self, *ways: str) -> Desk:
        """By the masthead, and on from there by links of the page."""
        self.page.locator(".p-nav").get_by_role("link", name=re.compile(rf"^{ways[0]}")).click()
        for way in ways[1:]:
            self.follow(way)
        return self

    def follow(self, name: str, within: Locator | None = None) -> Desk:
        """A link, by its text."""
        (within or self.main).get_by_role("link", name=name).first.click()
        return self

    def take_up(self, what: str, about: str = "") -> Desk:
        """A row of the worklist."""
        self.go("待办")
        row = self.main.get_by_role("row").filter(has_text=what).filter(has_text=about)
        row.get_by_role("link", name=what).first.click()
        return self

    def fill(self, **values: Any) -> Desk:
        """Fields by name; the rows of a table as `lines_0_name`."""
        for name, value in values.items():
            self._fill(re.sub(r"_(\d+)_", r"-\1-", name), value)
        return self

    def rows(self, prefix: str, *rows: dict[str, Any]) -> Desk:
        """The rows of a table; as many are added as there are too few."""
        for number, row in enumerate(rows):
            if not self.page.locator(f"[name^='{prefix}-{number}-']").count():
                self.main.locator(f"[data-rows={prefix}] [data-add-row]").click()
            for name, value in row.items():
                self._fill(f"{prefix}-{number}-{name}", value)
        return self

    def _fill(self, name: str, value: Any) -> None:
        field = self.main.locator(f"[name='{name}']:not([type=hidden])")
        kind = field.first.evaluate("node => node.tagName === 'SELECT' ? 'select' : node.type")
        if kind == "select":
            field.select_option(label=value) if isinstance(value, str) else field.select_option(**value)
        elif kind == "radio":
            self.main.locator(f"[name='{name}'][value='{value}']").check()
        elif kind == "checkbox":
            field.first.set_checked(value)
        elif kind == "file":
            field.set_input_files(value)
        else:
            field.fill(str(value))

    def press(self, name: str) -> Desk:
        """A button or a link that looks like one."""
        wanted = self.main.get_by_role("button", name=name, exact=True)
        wanted.or_(self.main.get_by_role("link", name=name, exact=True)).first.click()
        return self

    def send(self, name: str) -> Desk:
        """Press a form's button and be told that it is done."""
        form = self.main.locator("form:not(.p-filter)").get_by_role("button", name=name, exact=True)
        form.first.click()
        done = self.page.locator(".p-note.success")
        expect(done.or_(self.page.locator(".p-errs, .p-note.error")).first).to_be_visible()
        assert done.count(), f"{self.page.url}: {self.page.locator('.p-errs, .p-note.error').inner_text()}"
        return self

    def do(self, step: str, **values: Any) -> Desk:
        """A step by its button on the page: fill in its form and send it."""
        return self.press(step).fill(**values).send(step)

    def sees(self, *texts: str) -> Desk:
        for text in texts:
            expect(self.main).to_contain_text(text)
        return self


class People:
    """`people["mzj.jingban"]` is that person's desk."""

    def __init__(self, visit: Callable[..., Page]) -> None:
        self._visit = visit
        self._desks: dict[str, Desk] = {}

    def __getitem__(self, username: str) -> Desk:
        if username not in self._desks:
            page = self._visit()
            sign_in(page, username)
            self._desks[username] = Desk(page)
        return self._desks[username]
