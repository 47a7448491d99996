"""Figures worth telling at the end of `script/test`: how many rules were shown at work, how many pages read by axe."""

from __future__ import annotations

import fcntl
import json
import re
from collections import Counter
from pathlib import Path

from tools.testing.outcome import FIGURES


def tell(name: str, value: object) -> None:
    """`tell("pages checked by axe", 64)`. Telling a name again replaces its value."""
    file = _file(name)
    file.write_text(json.dumps({name: value}, ensure_ascii=False, default=str), encoding="utf-8")


def add(name: str, **numbers: int) -> None:
    """`add("access matrix", probes=4125, wrong=0)`: sums over all processes of a run."""
    with _file(name).open("a+", encoding="utf-8") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        file.seek(0)
        before = json.loads(file.read() or "{}").get(name, {})
        file.truncate(0)
        summed = Counter(before)
        summed.update(numbers)
        file.write(json.dumps({name: summed}))


def _file(name: str) -> Path:
    FIGURES.mkdir(parents=True, exist_ok=True)
    return FIGURES / f"{re.sub(r'[^a-z0-9]+', '-', name.lower()).strip('-')}.json"
