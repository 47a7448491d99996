"""`script/screens`: takes the whole set of pictures, or those of named pages, and tells what is wrong."""

from __future__ import annotations

import argparse
import re
import sys
from pathlib import Path
from typing import Any

from playwright.sync_api import Error, sync_playwright

from tools.paths import LOCAL_DIR
from tools.screens import album, browsing, docs, fonts, index, look, pages
from tools.screens.walk import Walk, kind_of
from tools.testing import browser


def main(arguments: list[str]) -> int:
    wanted = _options(arguments)
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(
            executable_path=browser.find(), args=browsing.ARGUMENTS, env=fonts.environment()
        )
        if wanted.pictures:
            wrong = docs.refresh(chromium, wanted.address)
        elif wanted.paths:
            wrong = _named(chromium, wanted)
        else:
            wrong = _set(chromium, wanted)
        chromium.close()
    print(f"{wrong} faults.")
    return 1 if wrong else 0


def _set(chromium: Any, wanted: argparse.Namespace) -> int:
    shots = [shot for shot in pages.every() if re.search(wanted.only, shot.name)]
    order = album.Wanted(wanted.address, wanted.out, wanted.languages, wanted.sizes)
    taken = album.take(chromium, shots, order)
    print(f"Pictures: {index.write(taken, wanted.out)}")
    return sum(len(each.faults) for each in taken)


def _named(chromium: Any, wanted: argparse.Namespace) -> int:
    wrong = 0
    with browsing.person(chromium, wanted.address, wanted.user) as visit:
        for language in wanted.languages:
            visit.speak(language)
            for size in wanted.sizes:
                visit.stand(size)
                walk = Walk(wanted.address, wanted.paths, onwards=wanted.walk, most=wanted.most)
                wrong += sum(
                    _visit(visit, address, walk, wanted.out, f"{language}-{size}") for address in walk
                )
    print(f"Pictures: {wanted.out}")
    return wrong


def _visit(visit: browsing.Visit, address: str, walk: Walk, out: Path, label: str) -> int:
    try:
        answer = visit.go(address)
    except Error:  # a file to be saved
        return 0
    if "text/html" not in answer.headers.get("content-type", ""):
        return 0
    found = [f"HTTP {answer.status}"] if answer.status >= 400 else list(visit.said)
    path = address.removeprefix(visit.home)
    visit.page.screenshot(path=out / f"{_file_name(path)}-{label}.png", full_page=True)
    if answer.status < 500:
        found += look.faults(visit.page, label[:2])
        walk.found(look.links(visit.page))
    for fault in found:
        print(f"{label} {path}  {fault}")
    return len(found)


def _file_name(path: str) -> str:
    kind = kind_of(path).strip("/?")
    return re.sub(r"[^a-z0-9,-]+", "_", kind.replace("*", "x"))[:80] or "home"


def _options(arguments: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="script/screens", description=__doc__)
    parser.add_argument(
        "paths", nargs="*", help="pages to look at; default: the whole set, with its index.html"
    )
    parser.add_argument("--address", default="http://127.0.0.1:8000", help="of a running demonstration")
    parser.add_argument("--only", default="", help="of the set, only pictures whose name matches")
    parser.add_argument(
        "--pictures", action="store_true", help="renew the pictures that README.md and the guides show"
    )
    parser.add_argument("--as", dest="user", default="", help="sign in with that account")
    parser.add_argument("--walk", action="store_true", help="go on to every kind of page that can be reached")
    parser.add_argument("--most", type=int, default=80, help="pages at the most")
    parser.add_argument("--out", type=Path, default=LOCAL_DIR / "screens")
    kinds = browsing.LANGUAGES, browsing.WIDTHS
    parser.add_argument("--languages", nargs="+", choices=kinds[0], default=list(kinds[0]))
    parser.add_argument("--sizes", nargs="+", choices=kinds[1], default=list(kinds[1]))
    wanted = parser.parse_args(arguments)
    wanted.address = wanted.address.rstrip("/")
    if wanted.walk and not wanted.paths:
        wanted.paths = ["/"]
    wanted.out.mkdir(parents=True, exist_ok=True)
    return wanted


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
