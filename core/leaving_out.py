"""What may be published of what a citizen wrote: their own words, with what points at a person left out."""

from __future__ import annotations

import re

GAP = re.compile(r"[…＊*□×]+|\.{3,}|\[[^\]]*\]")
"""What stands for something left out: …… or ＊＊＊."""
SPACE = re.compile(r"\s+")


def only_leaves_out(text: str, original: str) -> bool:
    """Whether `text` is `original` with parts left out, each marked by a gap. Nothing is added or put otherwise."""
    whole, at = SPACE.sub("", original), 0
    for kept in GAP.split(text):
        part = SPACE.sub("", kept)
        found = whole.find(part, at)
        if found < 0:
            return False
        at = found + len(part)
    return bool(GAP.search(text)) or SPACE.sub("", text) == whole
