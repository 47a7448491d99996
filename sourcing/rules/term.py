"""The contract period that a notice announces, beside the days of the purchase itself (AN-03; Order 87, article 13)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from django.utils.translation import gettext_lazy as _

from core.dates import long_date
from sourcing.rules.publication import edit
from workflow.act import Act
from workflow.clock import legal_date
from workflow.obstacles import Obstacle, stop, warn

DAY = re.compile(
    r"(?:(\d{4})\s*[年./-]\s*(\d{1,2})\s*[月./-]\s*(\d{1,2})|(?<!\d)(\d{1,2})\s*月\s*(\d{1,2})\s*日)\s*日?"
)
"""A day as people write it; without a year it lies in that of the one before."""
FROM = "起"
"""What follows the day from which something runs."""


def term_of(text: str) -> tuple[date | None, date | None]:
    """The first and the last day that a contract period names; None where it names none."""
    days: list[date] = []
    year, rest = 0, ""
    for found in DAY.finditer(text):
        year, rest = int(found[1] or year), text[found.end() :].lstrip()
        try:
            days.append(date(year, int(found[2] or found[4]), int(found[3] or found[5])))
        except ValueError:  # 2 February 30, or a number that is no day
            continue
    if not days:
        return None, None
    if len(days) == 1:
        return (days[0], None) if rest.startswith(FROM) else (None, days[0])
    return min(days), max(days)


def term_can_be_kept(act: Act) -> Iterator[Obstacle]:
    """Nothing can be performed before there is a winner, and there is none before bids are opened."""
    tender = act.subject
    begins, ends = term_of(tender.contract_period)
    closes = legal_date(tender.closes_at)
    if ends is not None and ends <= closes:
        text = _("The contract period ends on %(ends)s, but bids close on %(closes)s: change one of them.")
        values = {"ends": long_date(ends), "closes": long_date(closes)}
        yield stop(text % values, "AN-03", mend=edit(tender))
    elif begins is not None and begins <= closes:
        text = _(
            "The contract period begins on %(begins)s, before anybody can have won (bids close on %(closes)s). "
            "Change it, or say why it begins so early."
        )
        values = {"begins": long_date(begins), "closes": long_date(closes)}
        yield warn(text % values, "AN-03", mend=edit(tender))
