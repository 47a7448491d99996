"""Characters that nobody sees and that change how a text reads: taken out of whatever is typed.

Marks that turn the direction of writing let one text look like another; others come along when text is copied from a
page. What scripts need to be joined rightly (U+200C, U+200D) stays, and so do tabs and ends of lines. The null
character is refused by a check of its own, passwords are left as they are.
"""

from __future__ import annotations

import re
from typing import Any

from django import forms

_UNSEEN = re.compile(
    "[\x01-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200b\u200e\u200f\u2028-\u202e\u2060-\u2064\u2066-\u206f\ufeff\ufff9-\ufffb]"
)


def without(text: str) -> str:
    return _UNSEEN.sub("", text)


def adapt() -> None:
    """Once, in the field from which all fields of text come."""
    read = forms.CharField.to_python

    def to_python(self: forms.CharField, value: Any) -> Any:
        seen = without(value) if self.strip and isinstance(value, str) else value
        return read(self, seen)

    forms.CharField.to_python = to_python  # type: ignore[method-assign]
