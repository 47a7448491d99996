"""Chinese numerals, as articles are numbered: 35 is 三十五, 101 is 一百零一."""

from __future__ import annotations

DIGITS = "零一二三四五六七八九"


def chinese(number: int) -> str:
    """`number` (1 to 999) in Chinese numerals."""
    if not 0 < number < 1000:
        raise ValueError(f"no article has the number {number}")
    hundreds, rest = divmod(number, 100)
    if not hundreds:
        return _below_hundred(rest)
    head = DIGITS[hundreds] + "百"
    if not rest:
        return head
    if rest < 10:
        return f"{head}零{DIGITS[rest]}"
    tens, ones = divmod(rest, 10)
    return f"{head}{DIGITS[tens]}十{DIGITS[ones] if ones else ''}"


def _below_hundred(number: int) -> str:
    tens, ones = divmod(number, 10)
    if not tens:
        return DIGITS[ones]
    return ("" if tens == 1 else DIGITS[tens]) + "十" + (DIGITS[ones] if ones else "")
