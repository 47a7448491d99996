"""The people of the demonstration city at their desks: each signs in once and keeps their own browser window."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from playwright.sync_api import Locator, Page, expect

PASSWORD = "changchun-2014"
CONFIRM = "/accounts/confirm/"
EVERY, PATIENCE = 300, 60
"""How often, in milliseconds, and how many times a page is loaded anew while other processes work."""
LEAVES = """node => {
    const link = node.closest("a[href]"), button = node.closest("button");
    if (link) return !link.matches("[href^='#'], [target], [download]");
    return !!button?.form && button.type === "submit" && !button.matches("[data-add-row], [aria-disabled=true]");
}"""
"""Whether a click on it asks for another page."""


def click(wanted: Locator) -> None:
    """Click on what leads on, and be on the page to which it leads: nothing is read that is about to go.

    By then the scripts of that page have begun to listen.
    """
    wanted.page.wait_for_load_state("domcontentloaded")
    if wanted.evaluate(LEAVES):
        with wanted.page.expect_navigation(wait_until="domcontentloaded"):
            wanted.click()
    else:
        wanted.click()


def sign_in(page: Page, username: str) -> None:
    """From the home page, by the real sign-in page."""
    page.goto("/")
    click(page.get_by_role("link", name="登录").first)
    page.locator("#id_username").fill(username)
    page.locator("#id_password").fill(PASSWORD)
    click(page.locator("main form").first.get_by_role("button", name="登录"))
    expect(page).to_have_url(re.compile("/worklist/$"))


class Desk:
    """What somebody does in their window. Everything is found by clicking; nothing is typed into the address."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.main = page.locator("main")

    def go(self, *ways: str) -> Desk:
        """By the masthead, and on from there by links of the page."""
        click(self.page.locator(".p-nav").get_by_role("link", name=re.compile(rf"^{ways[0]}")))
        for way in ways[1:]:
            self.follow(way)
        return self

    def follow(self, name: str, within: Locator | None = None) -> Desk:
        """A link, by its text."""
        click((within or self.main).get_by_role("link", name=name).first)
        return self

    def take_up(self, what: str, about: str = "") -> Desk:
        """A row of the worklist."""
        self.go("待办")
        row = self.main.get_by_role("row").filter(has_text=what).filter(has_text=about)
        click(row.get_by_role("link", name=what).first)
        return self

    def has_to(self, what: str) -> bool:
        """Whether the worklist names that."""
        return self.go("待办").main.get_by_text(what).count() > 0

    def fill(self, **values: Any) -> Desk:
        """Fields by name."""
        for name, value in values.items():
            self._fill(name, value)
        return self

    def rows(self, prefix: str, *rows: dict[str, Any]) -> Desk:
        """The rows of a table; as many are added as there are too few."""
        for number, row in enumerate(rows):
            if not self.page.locator(f"[name^='{prefix}-{number}-']").count():
                self.main.locator(f"[data-rows={prefix}] [data-add-row]").click()
            for name, value in row.items():
                self._fill(f"{prefix}-{number}-{name}", value)
        return self

    def fill_column(self, name: str, number: Any, choice: str = "", *, over: bool = True) -> Desk:
        """That field of every row: a number, or where there is a choice instead, the choice.

        `over=False` leaves what the portal has filled in already.
        """
        fields = self.main.locator(f"[name$='-{name}']")
        fields.first.wait_for()
        kinds = fields.evaluate_all("nodes => nodes.map(node => [node.name, node.type, node.value])")
        for field, (kind, value) in {name: rest for name, *rest in kinds}.items():
            if over or kind == "radio" or not value:
                self._fill(field, choice if kind == "radio" else number)
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
        click(wanted.or_(self.main.get_by_role("link", name=name, exact=True)).first)
        return self

    def send(self, name: str) -> Desk:
        """Press a form's button and be told that it is done; confirm before, where that is asked for."""
        self._submit(name)
        if CONFIRM in self.page.url:
            self.confirm()._submit(name)
        return self.is_told()

    def confirm(self) -> Desk:
        """Show that it is really them. The page from which they came has kept what they typed."""
        self.page.locator("#id_password").fill(PASSWORD)
        return self._submit("确认身份")

    def _submit(self, name: str) -> Desk:
        click(self.main.locator("form:not(.p-filter)").get_by_role("button", name=name, exact=True).first)
        return self

    def is_told(self, text: str = "") -> Desk:
        """The page says that it is done, not what is wrong."""
        said = self.page.locator(".p-note.success")
        wrong = self.page.locator(".p-errs, .p-note.error")
        expect(said.or_(wrong).first).to_be_visible()
        assert said.count(), f"{self.page.url}: {wrong.inner_text()}"
        expect(said.first).to_contain_text(text)
        return self

    def do(self, step: str, **values: Any) -> Desk:
        """A step by its button on the page: fill in its form and send it."""
        return self.press(step).fill(**values).send(step)

    def move(self, by: str) -> Desk:
        """Legal time, by a button of the demonstration bar."""
        return self._moved(lambda bar: click(bar.get_by_role("button", name=by, exact=True)))

    def move_to(self, day: str) -> Desk:
        """To nine o'clock of that day."""

        def choose(bar: Locator) -> None:
            bar.get_by_label("推进到").fill(day)
            click(bar.get_by_role("button", name="推进", exact=True))

        return self._moved(choose)

    def _moved(self, press: Callable[[Locator], None]) -> Desk:
        bar = self.page.locator(".p-demo")
        bar.get_by_text("推进时间").click()
        press(bar)
        return self.is_told("现在是")

    def mailbox(self) -> Desk:
        click(self.page.locator(".p-demo").get_by_role("link", name="信箱"))
        return self

    def recipients_of(self, subject: str, number: int) -> list[str]:
        """Account names of those to whom so many messages of that subject went."""
        rows = self.mailbox().main.get_by_role("row").filter(has_text=subject)
        self.until(lambda: rows.count() == number)
        names = rows.locator("td:nth-child(2)").all_inner_texts()
        known = self.main.locator("select[name=to] option").all_inner_texts()
        accounts = dict(re.fullmatch("(.+)（(.+)）", text).groups() for text in known if "（" in text)
        return [accounts[name] for name in names]

    def follow_mail(self, subject: str) -> Desk:
        """The latest message of that subject, and the link in it."""
        found = self.mailbox().main.get_by_role("link", name=subject)
        self.until(lambda: found.count() > 0)
        click(found.first)
        return self.follow("打开相关事项")

    def until(self, holds: Callable[[], bool]) -> Desk:
        """Load the page anew until what other processes do can be seen."""
        for _attempt in range(PATIENCE):
            if holds():
                return self
            self.page.wait_for_timeout(EVERY)
            self.page.reload()
        raise AssertionError(f"{self.page.url} does not come to show it")

    def sees(self, *texts: str) -> Desk:
        for text in texts:
            expect(self.main).to_contain_text(text)
        return self


class People:
    """`people["mzj.jingban"]` is that person's desk."""

    def __init__(self, visit: Callable[..., Page]) -> None:
        self._visit = visit
        self._desks: dict[str, Desk] = {}

    def visitor(self, width: int = 1280, language: str = "zh-CN") -> Desk:
        """Somebody without an account, on the home page."""
        page = self._visit(language, width)
        page.goto("/")
        return Desk(page)

    def __getitem__(self, username: str) -> Desk:
        if username not in self._desks:
            page = self._visit()
            sign_in(page, username)
            self._desks[username] = Desk(page)
        return self._desks[username]
