"""What in a free text points at a person by its form alone: numbers and addresses by which somebody is known.

A machine finds no street, no illness and few names: who reads a text before it is published is not relieved of that.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext_lazy as _
from stdnum.cn import ric
from stdnum.exceptions import ValidationError

_SPACED = re.compile(r"(?<=\d)[\s\-—]+(?=\d)")
_MOBILE = re.compile(r"(?<!\d)(?:86)?1[3-9]\d{9}(?!\d)")
_LANDLINE = re.compile(r"(?<!\d)0\d{2,3}\d{7,8}(?!\d)")
_IDENTITY = re.compile(r"(?<!\d)\d{17}[\dXx](?![\dXx])")
_MAIL = re.compile(r"[\w.+-]+@[\w-]+\.\w+")
_WHO = "我|本人|他|她|老师|医生|护理员|护工|师傅"
_NAMED = re.compile(rf"(?:{_WHO})(?:名字)?(?:叫做?|名叫)(?!什么|谁|不)[\u4e00-\u9fff]{{2,4}}")


def found_in(text: str) -> Iterator[Any]:
    """What kinds of personal data stand in the text, in words."""
    joined = _SPACED.sub("", text)
    if _MOBILE.search(joined) or _LANDLINE.search(joined):
        yield _("a telephone number")
    if any(_is_identity(number) for number in _IDENTITY.findall(joined)):
        yield _("an identity number")
    if _MAIL.search(text):
        yield _("an e-mail address")
    if _NAMED.search(text):
        yield _("a name")


def _is_identity(number: str) -> bool:
    """By its check digit: a long number of another kind is no one's."""
    try:
        ric.validate(number.upper())
    except ValidationError:
        return False
    return True
