"""What in a free text points at a person by its form alone: numbers and addresses by which somebody is known.

A machine finds no street, no illness and few names: who reads a text before it is published is not relieved of that.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from typing import Any

from django.utils.translation import gettext_lazy as _
from stdnum.cn import ric
from stdnum.exceptions import ValidationError

_SPACED = re.compile(r"(?<=\d)[\s\-—]+(?=\d)")
_MOBILE = re.compile(r"(?<!\d)(?:86)?1[3-9]\d{9}(?!\d)")
_LANDLINE = re.compile(r"(?<!\d)0\d{2,3}\d{7,8}(?!\d)")
_IDENTITY = re.compile(r"(?<!\d)\d{17}[\dXx](?![\dXx])")
_LABELLED = re.compile(r"(身份证件?(?:号码|号)?[是为:：\s]*)((?<!\d)\d{14}(?:\d{3})?[\dXx](?![\dXx]))")
"""What is called so counts as one, also with a slip in it."""
_MAIL = re.compile(r"[\w.+-]+@[\w-]+\.\w+")
_RUN = re.compile(r"\d(?:[\s\-—]*[\dXx])+")
_HALF = str.maketrans("０１２３４５６７８９Ｘｘ－", "0123456789Xx-")
_SHORTEST = 2
"""One character alone is a surname, and stands in many words."""
_ANYBODY = re.compile(
    r"(?:一[名位个])?(?:热心|普通|本市|社区)?"
    r"(?:匿名(?:者|人)?|市民|公民|居民|村民|群众|公众|百姓|老百姓|网友|网民|家属|家长|老人|老年人|业主|用户|读者|志愿者"
    r"|社会工作者|社工|残疾人|职工|学生|教师|企业|供应商|承接主体|提问人|建议人|无名氏"
    r"|anonymous|citizen|a citizen|resident)"
)
"""Written where a name might stand, and nobody's."""
GAP = "……"
"""What stands where something was left out, as in remarks."""
_WHO = "我|本人|他|她|老师|医生|护理员|护工|师傅"
_NAMED = re.compile(rf"(?:{_WHO})(?:名字)?(?:叫做?|名叫)(?!什么|谁|不)[\u4e00-\u9fff]{{2,4}}")


def found_in(text: str, *, of_office: bool = False) -> Iterator[Any]:
    """What kinds of personal data stand in the text, in words. `of_office`: an office wrote it."""
    yield from numbers_in(text, of_office=of_office)
    if _MAIL.search(text):
        yield _("an e-mail address")
    if _NAMED.search(text):
        yield _("a name")


def halved(text: str) -> str:
    """Its digits as a machine reads them: what was left out of a text is found in either width."""
    return text.translate(_HALF)


def without_numbers(text: str, *, of_office: bool = False) -> str:
    """The text with a gap where a telephone or identity number stood: for what was said before anybody was asked to
    leave them out, and may no longer be said anew."""
    plain = halved(text)
    if not any(numbers_in(plain, of_office=of_office)):
        return text
    plain = _LABELLED.sub(lambda found: found[1] + GAP, plain)
    plain = _IDENTITY.sub(lambda found: GAP if _is_identity(found[0]) else found[0], plain)
    plain = _MOBILE.sub(GAP, plain)
    if not of_office:
        plain = _LANDLINE.sub(GAP, plain)
    return _RUN.sub(lambda found: GAP if any(numbers_in(found[0], of_office=of_office)) else found[0], plain)


def numbers_in(text: str, *, of_office: bool = False) -> Iterator[Any]:
    """As it stands, and with the gaps closed that people leave between groups of digits.

    A line with an area code is somebody's home where a citizen wrote it, and where an office did, the office's own.
    """
    plain = halved(text)
    ways = (plain, _SPACED.sub("", plain))
    telephones = (_MOBILE,) if of_office else (_MOBILE, _LANDLINE)
    if any(telephone.search(way) for way in ways for telephone in telephones):
        yield _("a telephone number")
    labelled = any(_LABELLED.search(way) for way in ways)
    if labelled or any(_is_identity(number) for way in ways for number in _IDENTITY.findall(way)):
        yield _("an identity number")


def known_in(text: str, known: Iterable[tuple[Any, str]]) -> Iterator[Any]:
    """Which of these marks of a person stand in the text, in words: each mark with what it is called.

    In either width and with gaps between the characters; a word of letters only as a whole word. What people write
    instead of a name (“a citizen”) points at nobody.
    """
    plain = unicodedata.normalize("NFKC", text).casefold()
    plain, joined = " ".join(plain.split()), "".join(plain.split())
    for what, mark in known:
        wanted = " ".join(unicodedata.normalize("NFKC", mark).casefold().split())
        if len(wanted) < _SHORTEST or _ANYBODY.fullmatch(wanted):
            continue
        if wanted.isascii():
            is_there = bool(re.search(rf"(?<![a-z0-9]){re.escape(wanted)}(?![a-z0-9])", plain))
        else:
            is_there = "".join(wanted.split()) in joined
        if is_there:
            yield what


def _is_identity(number: str) -> bool:
    """By its check digit: a long number of another kind is no one's."""
    try:
        ric.validate(number.upper())
    except ValidationError:
        return False
    return True
