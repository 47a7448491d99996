"""Figures worth telling at the end of `script/test`: how many rules were shown at work, how many pages read by axe."""

from __future__ import annotations

import json
import re

from tools.testing.outcome import FIGURES


def tell(name: str, value: object) -> None:
    """`tell("pages checked by axe", 64)`. Telling a name again replaces its value."""
    FIGURES.mkdir(parents=True, exist_ok=True)
    file = FIGURES / f"{re.sub(r'[^a-z0-9]+', '-', name.lower()).strip('-')}.json"
    file.write_text(json.dumps({name: value}, ensure_ascii=False, default=str), encoding="utf-8")
