"""How amounts, numbers, dates and states are written. A builtin: templates need no `{% load %}`."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext

from core import dates, figures, phrases
from core.money import in_words as money_in_words
from core.money import yuan

register = template.Library()
NOTHING = "—"
TONES = {"", "blue", "green", "amber", "red"}


def _figure(text: str) -> SafeString:
    return format_html('<span class="num">{}</span>', text or NOTHING)


def _time(text: str, moment: dates.Moment) -> str | SafeString:
    if not text:
        return NOTHING
    return format_html('<time datetime="{}">{}</time>', dates.machine(moment), text)


@register.simple_tag(name="yuan")
def with_yuan(amount: Any) -> SafeString:
    """1,353,600.00 yuan / 1,353,600.00元, within a sentence or a line."""
    return format_html(gettext("%(amount)s yuan") % {"amount": "{}"}, _figure(figures.amount_text(amount)))


@register.simple_tag
def money(amount: Any) -> SafeString:
    """1,353,600.00. The unit stands in the head of the table or the label."""
    return _figure(figures.amount_text(amount))


@register.simple_tag
def wan(amount: Any) -> SafeString:
    """21,460万元, for charts and lists, never for contracts."""
    return _figure(figures.wan_text(amount))


@register.simple_tag
def large_amount(amount: Any) -> SafeString:
    """3.86 亿元 with a small unit, for key figures."""
    number, unit = figures.scaled_parts(amount)
    return format_html("{} <small>{}</small>", number, unit) if number else format_html("{}", NOTHING)


@register.simple_tag
def in_words(amount: Any) -> str:
    """肆佰伍拾壹万贰仟元整: in Chinese in both languages, because that is what contracts carry."""
    value = figures.to_decimal(amount)
    return NOTHING if value is None else money_in_words(yuan(value))


@register.simple_tag
def number(value: Any, places: int = 0) -> SafeString:
    return _figure(figures.number_text(value, places))


@register.simple_tag
def quantity(value: Any, unit: str = "") -> SafeString:
    """A quantity with the decimals that it has, and its unit."""
    return _figure(figures.measured(value, unit) if unit else figures.quantity_text(value))


@register.filter
def unit_word(unit: str) -> str:
    """The unit of a quantity by itself."""
    return figures.unit_text(unit)


@register.filter
def month(day: dates.Moment) -> str:
    """The month in which a day lies."""
    return dates.month_text(day)


@register.filter
def listed(things: Iterable[Any]) -> str:
    return phrases.listed(things)


@register.filter
def brackets(detail: Any) -> SafeString:
    """What says more about the thing before it: （B） / (B)."""
    return format_html(phrases.bracketed("", "{}"), detail)


@register.filter
def remarks(texts: Iterable[Any]) -> str:
    return phrases.remarks(texts)


@register.simple_tag
def percent(value: Any, places: int = 1) -> SafeString:
    """`value` is in per cent already."""
    return _figure(figures.percent_text(value, places))


@register.filter
def file_size(size: int) -> str:
    return figures.size_text(int(size))


@register.simple_tag
def bar_share(part: Any, whole: Any) -> str:
    """The width of a bar, for a style attribute."""
    return figures.share(part, whole)


@register.simple_tag
def legal_date(moment: dates.Moment, weekday: bool = False) -> str | SafeString:
    return _time(dates.long_date(moment, weekday=weekday), moment)


@register.simple_tag
def legal_datetime(moment: dates.Moment, seconds: bool = False) -> str | SafeString:
    return _time(dates.with_time(dates.long_date(moment), moment, seconds=seconds), moment)


@register.simple_tag
def legal_end(moment: dates.Moment) -> str | SafeString:
    """Until when something lasts, or by when it is due; the end of a day is that day."""
    return _time(dates.end_text(moment), moment)


@register.simple_tag
def short_end(moment: dates.Moment, now: dates.Moment = None) -> str | SafeString:
    """The same without the year when it is the year of `now`."""
    return _time(dates.short_end_text(moment, now), moment)


@register.simple_tag
def short_date(moment: dates.Moment, now: dates.Moment = None) -> str | SafeString:
    """Without the year when it is the year of `now`."""
    return _time(dates.short_date(moment, now), moment)


@register.simple_tag
def legal_span(first: dates.Moment, last: dates.Moment, now: dates.Moment = None) -> str:
    """From one day to another; without the year where it is the year of `now`."""
    return dates.span(first, last, now)


@register.simple_tag
def short_datetime(moment: dates.Moment, now: dates.Moment = None) -> str | SafeString:
    return _time(dates.with_time(dates.short_date(moment, now), moment), moment)


@register.simple_tag
def tag(text: Any, tone: str = "") -> SafeString:
    """A state in a word. Colour only accompanies it; `red` is for what is overdue or void."""
    if tone not in TONES:
        raise template.TemplateSyntaxError(f"no tone {tone!r}")
    return (
        format_html('<span class="p-tag {}">{}</span>', tone, text)
        if tone
        else format_html('<span class="p-tag">{}</span>', text)
    )


@register.simple_tag
def state(subject: Any) -> SafeString:
    """The state of a subject, in the one colour that its lifecycle gives it."""
    return tag(subject.get_state_display(), subject.state_tone)


@register.simple_tag
def icon(name: str, css: str = "") -> SafeString:
    """A Tabler icon for the eye; a screen reader passes over it."""
    return format_html('<i class="ti ti-{}{}" aria-hidden="true"></i>', name, f" {css}" if css else "")
