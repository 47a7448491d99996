"""Secrets of survey links."""

import re

from evaluation import secrets


def test_a_secret_has_128_bits_and_none_is_like_another():
    made = {secrets.new() for _ in range(20_000)}
    assert len(made) == 20_000
    assert all(re.fullmatch(r"[0-9A-HJKMNP-TV-Z]{26}", s) for s in made)
    # 26 characters hold 130 bits; the first one carries three, so it is one of eight
    assert {s[0] for s in made} == set("01234567")
    for place in range(1, 26):
        assert len({s[place] for s in made}) == 32, "every other place takes every character"


def test_what_is_typed_from_paper_is_understood():
    secret = "0123456789ABCDEFGHJKMNPQRS"
    printed = secrets.grouped(secret)
    assert printed == "01234-56789-ABCDE-FGHJK-MNPQR-S"
    for typed in (printed.lower(), printed.replace("-", " "), printed.replace("0", "o").replace("1", "l")):
        assert secrets.digest(typed) == secrets.digest(secret)
    assert secrets.digest(secret) != secrets.digest(secret[:-1])


def test_nonsense_is_just_unknown():
    for typed in ("", "\x00", "一二三", "'; DROP TABLE", "-" * 60, "ＡＢＣ"):
        assert len(secrets.digest(typed)) == 64
