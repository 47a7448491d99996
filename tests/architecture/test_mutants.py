"""Each patch that breaks a promise still fits the code, says which promise that is, and names tests that exist."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from tools.paths import ROOT

PATCHES = sorted((ROOT / "script" / "mutants").glob("*.patch"))
FILE, HUNK = re.compile(r"^--- a/(.+)$"), re.compile(r"^@@ ")


@pytest.mark.parametrize("patch", PATCHES, ids=lambda patch: patch.stem)
def test_a_mutant_fits_the_code(patch: Path) -> None:
    text = patch.read_text(encoding="utf-8")
    for path, before in hunks(text.splitlines()):
        assert before in (ROOT / path).read_text(encoding="utf-8"), f"{path} has changed:\n{before}"
    assert re.search(r"^Promise: .+$", text, re.M)
    named = re.search(r"^Test: (.+)$", text, re.M)
    files = re.findall(r"\btests/[\w/]+(?:\.py)?", named[1] if named else "")
    assert files and all((ROOT / file).exists() for file in files)


def hunks(lines: list[str]) -> Iterator[tuple[str, str]]:
    """Of each hunk the file and the text that it expects there."""
    path, before = "", []
    for line in [*lines, "@@ end"]:
        named = FILE.match(line)
        if named or HUNK.match(line) or line.startswith("diff "):
            if before:
                yield path, "\n".join(before)
            path, before = named[1] if named else path, []
        elif path and line[:1] in {" ", "-"}:
            before.append(line[1:])
        elif path and not line:
            before.append("")


def test_there_are_mutants() -> None:
    assert len(PATCHES) > 60
