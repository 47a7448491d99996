"""A person at a browser: signed in or not, speaking a language, at a desk or with a phone."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

PASSWORD = "changchun-2014"  # noqa: S105  of the demonstration, shown on its sign-in page
LANGUAGES = {"zh": "zh-hans", "en": "en"}
WIDTHS = {"desk": 1280, "phone": 390}
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-sync",
    "--lang=zh-CN",
]
_HEIGHT = 900


@dataclass
class Visit:
    """What one person does in a browser; `said` is what the browser complained of since the last page."""

    page: Any
    home: str
    said: list[str] = field(default_factory=list)

    def speak(self, language: str) -> None:
        cookie = {"name": "django_language", "value": LANGUAGES[language], "url": self.home}
        self.page.context.add_cookies([cookie])

    def stand(self, size: str, height: int = _HEIGHT) -> None:
        self.page.set_viewport_size({"width": WIDTHS[size], "height": height})

    def see_all(self, size: str) -> None:
        """A window as tall as the page: what sticks to its foot then stands at the end, not across the middle."""
        self.stand(size, max(_HEIGHT, self.page.evaluate("document.documentElement.scrollHeight")))

    def go(self, address: str) -> Any:
        """An address with an anchor that stands there already would only be scrolled to: then the page is read anew."""
        self.said.clear()
        return self.page.goto(address) or self.page.reload()

    def sign_in(self, who: str) -> None:
        self.page.goto(f"{self.home}/accounts/sign-in/")
        self.page.fill("#id_username", who)
        self.page.fill("#id_password", PASSWORD)
        self.page.locator("form:has(#id_username) .btn-primary").click()
        self.page.wait_for_load_state()


@contextmanager
def person(chromium: Any, home: str, who: str = "") -> Iterator[Visit]:
    """A browser of one's own, signed in as `who` if that is given."""
    context = chromium.new_context(locale="zh-CN", timezone_id="Asia/Shanghai", reduced_motion="reduce")
    context.set_default_timeout(60_000)
    visit = Visit(context.new_page(), home)
    visit.page.on("console", lambda message: visit.said.append(message.text))
    visit.page.on("pageerror", lambda error: visit.said.append(str(error)))
    if who:
        visit.sign_in(who)
    yield visit
    context.close()
