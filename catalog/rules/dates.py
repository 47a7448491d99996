"""The dates of an edition: of which year it is, from when it is in force, and of which day its document is."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from django.utils.translation import gettext_lazy as _

from core.dates import long_date
from workflow.act import Act
from workflow.obstacles import Mend, Obstacle, stop, warn
from workflow.standing import mend_by

YEARLY, DOCUMENT = "A3.4", "A3.5"
FURTHEST = 1
"""How many years ahead one draws up what is of each year (每年度)."""


def dates_given_hold(act: Act) -> Iterator[Obstacle]:
    """Of what was just typed."""
    year, data = act.data.get("year", act.subject.year), act.data
    yield from _document(act, data["issued_on"], field="issued_on")
    yield from _takes_effect(year, data["effective_from"], field="effective_from")
    if "year" in data:
        yield from _lies_ahead(act, year, field="year")


def dates_hold(act: Act) -> Iterator[Obstacle]:
    """Of what stands in the draft that the public is about to read."""
    draft, mend = act.subject, mend_by(act, "revise", _("Revise the edition"))
    yield from _document(act, draft.issued_on, mend=mend)
    yield from _takes_effect(draft.year, draft.effective_from, mend=mend)
    yield from _lies_ahead(act, draft.year, mend=mend)


def _document(act: Act, day: date | None, *, field: str = "", mend: Mend | None = None) -> Iterator[Obstacle]:
    """A3.5: a document that the public is told of has been issued."""
    if day is not None and day > act.today:
        text = _(
            "The document is dated %(day)s, which is still to come. Leave its date empty until it is issued."
        )
        yield stop(text % {"day": long_date(day)}, DOCUMENT, field=field, mend=mend)


def _takes_effect(year: int, day: date, *, field: str = "", mend: Mend | None = None) -> Iterator[Obstacle]:
    """A3.4: the catalogue of a year is in force in that year."""
    if day.year != year:
        text = _(
            "The edition is of %(year)s and takes effect on %(day)s. Put the year or the day right, or say why."
        )
        yield warn(text % {"year": year, "day": long_date(day)}, YEARLY, field=field, mend=mend)


def _lies_ahead(act: Act, year: int, *, field: str = "", mend: Mend | None = None) -> Iterator[Obstacle]:
    """A3.4: the catalogue is drawn up for each year, so next year's is the furthest that anybody waits for."""
    if year > act.today.year + FURTHEST:
        text = _(
            "The edition is of %(year)s, more than a year ahead. Put the year right, or say why it comes so early."
        )
        yield warn(text % {"year": year}, YEARLY, field=field, mend=mend)
