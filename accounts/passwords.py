"""Passwords by kind of person (docs/adr/0010): what a new one must be like, and when it has to be a new one.

Graded protection asks officials for complexity and a change every so often; NIST 800-63B and ASVS 6.2 advise
against both. So officials follow the one, everybody else the other: length, and no rotation.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from pypinyin import lazy_pinyin

from accounts import second_factor
from accounts.kinds import Kind, kind_of
from accounts.models import Membership, User
from core import wall

STAFF_LENGTH, ALONE_LENGTH, WITH_FACTOR_LENGTH = 12, 15, 12
DIFFERENT = 5
"""Characters that differ, at least: length alone is no strength where one key was held down."""
CLASSES = (r"[a-z]", r"[A-Z]", r"[0-9]", r"[^a-zA-Z0-9]")
CLASSES_WANTED = 3
ROTATION = timedelta(days=180)
WORDS = (
    "changchun",
    "zhengfucaigou",
    "goumaifuwu",
    "caizheng",
    "jilin",
    "长春",
    "吉林",
    "政府采购",
    "购买服务",
    "财政",
    "密码",
)
"""Of the city and the portal: the first that somebody tries who knows where they are."""
OWN_LEAST = 3
"""Shorter parts of a name stand in too many honest passwords."""
RULE = {
    Kind.STAFF: gettext_lazy(
        "At least 12 characters of three kinds (small and capital letters, digits, others). Every 180 days a new one."
    ),
    Kind.OUTSIDER: gettext_lazy(
        "At least 15 characters, or 12 with a second factor. Several words are easy to remember."
    ),
}


class ByKind:
    """Length, and for officials three classes of characters."""

    def validate(self, password: str, user: User | None = None) -> None:
        kind = kind_of(user)
        least = shortest(user)
        if len(password) < least:
            raise ValidationError(
                _("Use at least %(least)s characters.") % {"least": least}, code="password_short"
            )
        if len(set(password)) < DIFFERENT:
            raise ValidationError(
                _("Use at least %(least)s different characters.") % {"least": DIFFERENT}, code="password_same"
            )
        if kind is Kind.STAFF and sum(bool(re.search(c, password)) for c in CLASSES) < CLASSES_WANTED:
            raise ValidationError(
                _("Use three of these: small letters, capital letters, digits, other characters."),
                code="password_classes",
            )

    def get_help_text(self) -> str:
        return str(RULE[Kind.OUTSIDER])


class BlockList:
    """Neither the city's and the portal's words nor the person's own names, also in pinyin and turned around."""

    def validate(self, password: str, user: User | None = None) -> None:
        given = password.casefold()
        for word in {*WORDS, *(own_words(user) if user else ())}:
            if word in given or word[::-1] in given:
                raise ValidationError(
                    _("Leave out names: your own, your organisation's, the city's and the portal's."),
                    code="password_names",
                )

    def get_help_text(self) -> str:
        return ""


def shortest(user: User | None) -> int:
    if kind_of(user) is Kind.STAFF:
        return STAFF_LENGTH
    return WITH_FACTOR_LENGTH if user is not None and second_factor.has_one(user) else ALONE_LENGTH


def own_words(user: User) -> Iterator[str]:
    """Account name, names and units of the person, whole and in their parts."""
    units = (
        []
        if user._state.adding
        else Membership.objects.filter(user_id=user.pk).select_related("organisation")
    )
    names = [
        user.username,
        user.name,
        *(m.organisation.name for m in units),
        *(m.organisation.code for m in units),
    ]
    for name in [*names, user.email.partition("@")[0]]:
        chinese = bool(re.search(r"[\u4e00-\u9fff]", name))
        found = {
            name.casefold(),
            "".join(lazy_pinyin(name)).casefold(),
            *re.split(r"[\W_]+", name.casefold()),
        }
        yield from (
            word for word in found if len(word) >= (2 if chinese and not word.isascii() else OWN_LEAST)
        )


def must_be_changed(user: User) -> bool:
    """Officials' passwords end after 180 days on the wall; others' never do. A demonstration's stay."""
    if not settings.PASSWORD_ROTATION or user.password_changed_at is None or not user.has_usable_password():
        return False
    return kind_of(user) is Kind.STAFF and wall.now() - user.password_changed_at > ROTATION


def rule_for(user: User | None) -> Any:
    """What to say beside the field."""
    return RULE[kind_of(user)]
