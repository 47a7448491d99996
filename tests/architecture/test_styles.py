"""Styles: what a class looks like stands in one file, or two pages quarrel over it."""

import re
from collections import defaultdict

from tests.architecture.source import ROOT

STYLES = ROOT / "static" / "portal" / "css"
REFINING = {"narrow.css", "print.css"}
"""Other widths and paper: they refine what the others say."""
_RULE = re.compile(r"([^{}]+)\{|\}")


def _classes(text: str) -> set[str]:
    """Those that have a rule of their own, outside of media queries."""
    found, depth = set(), 0
    for rule in _RULE.finditer(re.sub(r"/\*.*?\*/", "", text, flags=re.DOTALL)):
        if rule[1] is None:
            depth -= 1
            continue
        if depth == 0:
            found |= {one.strip() for one in rule[1].split(",")}
        depth += 1
    return {name for name in found if re.fullmatch(r"\.p-[\w-]+", name)}


def test_each_class_is_described_in_one_file():
    files = defaultdict(list)
    for file in sorted(STYLES.glob("*.css")):
        if file.name not in REFINING:
            for name in _classes(file.read_text()):
                files[name].append(file.name)
    assert files, "no styles were read"
    assert {name: places for name, places in files.items() if len(places) > 1} == {}
