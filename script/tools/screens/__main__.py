"""`script/screens`: take the pictures and print what is wrong."""

from __future__ import annotations

import argparse
import re
import sys
from pathlib import Path
from typing import Any

from playwright.sync_api import Error, sync_playwright

from tools.paths import LOCAL_DIR
from tools.screens import look
from tools.screens.walk import Walk, kind_of
from tools.testing import browser

PASSWORD = "changchun-2014"  # noqa: S105  of the demonstration, shown on its sign-in page
LANGUAGES = {"zh": "zh-hans", "en": "en"}
WIDTHS = {"desk": 1280, "phone": 390}
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync"]


def main(arguments: list[str]) -> int:
    wanted = _options(arguments)
    wrong = 0
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=browser.find(), args=ARGUMENTS)
        for language in wanted.languages:
            for size in wanted.sizes:
                wrong += _walk(chromium, wanted, language, size)
        chromium.close()
    print(f"{wrong} faults. Pictures: {wanted.out}")
    return 1 if wrong else 0


def _walk(chromium: Any, wanted: argparse.Namespace, language: str, size: str) -> int:
    context = chromium.new_context(
        viewport={"width": WIDTHS[size], "height": 900}, timezone_id="Asia/Shanghai", reduced_motion="reduce"
    )
    context.add_cookies([{"name": "django_language", "value": LANGUAGES[language], "url": wanted.address}])
    page = context.new_page()
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    if wanted.user:
        _sign_in(page, wanted)
    walk = Walk(wanted.address, wanted.paths, onwards=wanted.walk, most=wanted.most)
    wrong = sum(_visit(page, address, walk, wanted, f"{language}-{size}", said) for address in walk)
    context.close()
    return wrong


def _visit(
    page: Any, address: str, walk: Walk, wanted: argparse.Namespace, label: str, said: list[str]
) -> int:
    said.clear()
    try:
        answer = page.goto(address)
    except Error:  # a file to be saved
        return 0
    if "text/html" not in answer.headers.get("content-type", ""):
        return 0
    found = [f"HTTP {answer.status}"] if answer.status >= 400 else list(said)
    page.screenshot(path=wanted.out / f"{_file_name(address, wanted)}-{label}.png", full_page=True)
    if answer.status < 500:
        found += look.faults(page, label[:2])
        walk.found(look.links(page))
    for fault in found:
        print(f"{label} {address.removeprefix(wanted.address)}  {fault}")
    return len(found)


def _file_name(address: str, wanted: argparse.Namespace) -> str:
    kind = kind_of(address.removeprefix(wanted.address)).strip("/?")
    return re.sub(r"[^a-z0-9,-]+", "_", kind.replace("*", "x"))[:80] or "home"


def _sign_in(page: Any, wanted: argparse.Namespace) -> None:
    page.goto(f"{wanted.address}/accounts/sign-in/")
    page.fill("#id_username", wanted.user)
    page.fill("#id_password", PASSWORD)
    page.locator("form:has(#id_username) .btn-primary").click()
    page.wait_for_load_state()


def _options(arguments: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="script/screens", description=__doc__)
    parser.add_argument("paths", nargs="*", default=["/"], help="pages to look at; default: the home")
    parser.add_argument("--address", default="http://127.0.0.1:8000", help="of a running demonstration")
    parser.add_argument("--as", dest="user", default="", help="sign in with that account")
    parser.add_argument("--walk", action="store_true", help="go on to every kind of page that can be reached")
    parser.add_argument("--most", type=int, default=80, help="pages at the most")
    parser.add_argument("--out", type=Path, default=LOCAL_DIR / "screens")
    parser.add_argument("--languages", nargs="+", choices=LANGUAGES, default=list(LANGUAGES))
    parser.add_argument("--sizes", nargs="+", choices=WIDTHS, default=list(WIDTHS))
    wanted = parser.parse_args(arguments)
    wanted.address = wanted.address.rstrip("/")
    wanted.out.mkdir(parents=True, exist_ok=True)
    return wanted


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
