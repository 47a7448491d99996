"""Amounts and numbers as they are shown. Arithmetic and checks live in `core.money`."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from typing import Any

from django.utils.translation import get_language, ngettext, npgettext_lazy
from django.utils.translation import gettext as _

from core.money import yuan

WAN = Decimal(10_000)
_UNITS = {
    "人": npgettext_lazy("unit of quantity", "person", "people", "number"),
    "人次": npgettext_lazy("unit of quantity", "person-time", "person-times", "number"),
    "名": npgettext_lazy("unit of quantity", "person", "people", "number"),
    "户": npgettext_lazy("unit of quantity", "household", "households", "number"),
    "家": npgettext_lazy("unit of quantity", "organisation", "organisations", "number"),
    "次": npgettext_lazy("unit of quantity", "time", "times", "number"),
    "场": npgettext_lazy("unit of quantity", "event", "events", "number"),
    "场次": npgettext_lazy("unit of quantity", "event", "events", "number"),
    "期": npgettext_lazy("unit of quantity", "course", "courses", "number"),
    "课时": npgettext_lazy("unit of quantity", "lesson", "lessons", "number"),
    "件": npgettext_lazy("unit of quantity", "case", "cases", "number"),
    "人天": npgettext_lazy("unit of quantity", "person-day", "person-days", "number"),
    "班次": npgettext_lazy("unit of quantity", "shift", "shifts", "number"),
    "夜": npgettext_lazy("unit of quantity", "night", "nights", "number"),
    "站": npgettext_lazy("unit of quantity", "station", "stations", "number"),
    "课次": npgettext_lazy("unit of quantity", "lesson", "lessons", "number"),
    "项": npgettext_lazy("unit of quantity", "item", "items", "number"),
    "份": npgettext_lazy("unit of quantity", "copy", "copies", "number"),
    "小时": npgettext_lazy("unit of quantity", "hour", "hours", "number"),
    "工时": npgettext_lazy("unit of quantity", "working hour", "working hours", "number"),
    "天": npgettext_lazy("unit of quantity", "day", "days", "number"),
    "日": npgettext_lazy("unit of quantity", "day", "days", "number"),
    "个月": npgettext_lazy("unit of quantity", "month", "months", "number"),
    "月": npgettext_lazy("unit of quantity", "month", "months", "number"),
    "年": npgettext_lazy("unit of quantity", "year", "years", "number"),
    "元": npgettext_lazy("unit of quantity", "yuan", "yuan", "number"),
    "公里": npgettext_lazy("unit of quantity", "kilometre", "kilometres", "number"),
    "平方米": npgettext_lazy("unit of quantity", "square metre", "square metres", "number"),
}
"""Units in which services are counted, as they are typed, with their English words."""
YI = Decimal(100_000_000)
MILLION = Decimal(1_000_000)


def to_decimal(value: Any) -> Decimal | None:
    """Decimals, integers and texts of frozen payloads; None and "" mean that there is no figure."""
    if value is None or value == "":
        return None
    try:
        return value if isinstance(value, Decimal) else Decimal(str(value))
    except InvalidOperation:
        return None


def amount_text(value: Any) -> str:
    """1,353,600.00, or "" where there is no amount."""
    amount = to_decimal(value)
    return "" if amount is None else f"{yuan(amount):,.2f}"


def number_text(value: Any, places: int = 0) -> str:
    """Thousands separators and a fixed number of decimals, rounded half up."""
    number = to_decimal(value)
    if number is None:
        return ""
    return f"{number.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP):,}"


def quantity_text(value: Any) -> str:
    """A quantity with as many decimals as it needs, at most two: 1,860 or 12.50."""
    number = to_decimal(value)
    if number is None:
        return ""
    return number_text(number, 0 if number == number.to_integral_value() else 2)


def unit_text(unit: str, number: Decimal | None = None) -> str:
    """A unit that was typed, in the reader's language where there is a word for it."""
    known = _UNITS.get(unit.strip())
    if known is None or is_chinese():
        return unit
    return known % {"number": 1 if number == 1 else 2}


def measured(value: Any, unit: str) -> str:
    """A quantity with its unit: 1,860 户 / 1,860 households; 95%."""
    return with_unit(quantity_text(value), unit, to_decimal(value))


def with_unit(text: str, unit: str, number: Decimal | None = None) -> str:
    """A figure that is written already, with its unit."""
    word = unit_text(unit, number)
    return f"{text}{word}" if word in {"%", "‰"} else f"{text} {word}".strip()


def percent_text(value: Any, places: int = 1) -> str:
    """`value` is already in per cent: 30 → 30.0%."""
    text = number_text(value, places)
    return f"{text}%" if text else ""


def is_chinese() -> bool:
    return (get_language() or "zh-hans").startswith("zh")


def wan_text(value: Any) -> str:
    """21,460万元, or CNY 214.60 million: the two languages count in different units. English has none between one and
    a million: CNY 540,000."""
    amount = to_decimal(value)
    if amount is None:
        return ""
    if not is_chinese():
        large = abs(amount) >= MILLION
        return f"CNY {number_text(amount / MILLION, 2)} million" if large else f"CNY {number_text(amount)}"
    scaled = amount / WAN
    whole = scaled == scaled.to_integral() or abs(scaled) >= 1000
    return f"{number_text(scaled, 0 if whole else 2)}万元"


def scaled_parts(value: Any) -> tuple[str, str]:
    """The figure and its unit for large print: (3.86, 亿元), (214.60, 万元) or (980.00, 元)."""
    amount = to_decimal(value)
    if amount is None:
        return "", ""
    if not is_chinese():
        large = abs(amount) >= MILLION
        return (number_text(amount / MILLION, 2), "CNY million") if large else (number_text(amount), "CNY")
    for unit, name in ((YI, "亿元"), (WAN, "万元")):
        if abs(amount) >= unit:
            return number_text(amount / unit, 2), name
    return number_text(amount, 2), "元"


def size_text(size: int) -> str:
    """A file's size: 820 KB, 1.2 MB."""
    if size < 1024:
        return ngettext("%(size)d byte", "%(size)d bytes", size) % {"size": size}
    if size < 1024**2:
        return f"{size / 1024:.0f} KB"
    return f"{size / 1024**2:.1f} MB" if size < 1024**3 else f"{size / 1024**3:.1f} GB"


def share(part: Any, whole: Any) -> str:
    """`part` of `whole` as a CSS percentage between 0 and 100, for the width of a bar."""
    top, bottom = to_decimal(part), to_decimal(whole)
    if top is None or not bottom:
        return "0%"
    ratio = min(max(top / bottom * 100, Decimal(0)), Decimal(100))
    return f"{ratio.quantize(Decimal('0.01'), rounding=ROUND_HALF_UP)}%"


def grade_name(letter: str) -> str:
    """What a grade's letter (优良中差) is called in the reader's language."""
    return {"优": _("Excellent"), "良": _("Good"), "中": _("Fair"), "差": _("Poor")}.get(letter, letter)
