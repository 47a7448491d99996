"""What a machine sees on a page: accessibility, width, messages of the browser, English on a Chinese page."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from tools.paths import ROOT

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "best-practice"]
_AXE = ROOT / "node_modules" / "axe-core" / "axe.min.js"
_RUN = "tags => axe.run(document, {runOnly: tags, resultTypes: ['violations']})"
_WIDE = "document.documentElement.scrollWidth - window.innerWidth"
_ENGLISH = re.compile(r"(?:\b[A-Za-z][a-z']+\b[ ,.]*){3,}")
_TEXT = """() => {
    document.querySelectorAll("code, [lang=en]").forEach(node => { node.hidden = true; });
    return document.body.innerText;
}"""
_LINKS = "[...document.querySelectorAll('main a[href], nav a[href], footer a[href]')].map(a => a.href)"


def faults(page: Any, language: str) -> Iterator[str]:
    page.evaluate(_AXE.read_text())
    for wrong in page.evaluate(_RUN, TAGS)["violations"]:
        yield f"{wrong['id']}: {wrong['nodes'][0]['html'][:120]}"
    if page.evaluate(_WIDE) > 1:
        yield f"wider than the window by {page.evaluate(_WIDE)} px"
    if language == "zh":
        for words in sorted(set(_ENGLISH.findall(page.evaluate(_TEXT)))):
            yield f"in English: {words.strip()}"


def links(page: Any) -> list[str]:
    return [link.split("#")[0] for link in page.evaluate(_LINKS)]
