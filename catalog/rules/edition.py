"""What must hold before an edition is published."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from core.dates import long_date
from workflow.act import Act
from workflow.obstacles import Obstacle, stop

RESIDUAL = "F99"
"""Code of “other services”: each use of it is confirmed by finance."""


def opinions_are_recorded(act: Act) -> Iterator[Obstacle]:
    """A3.4: the catalogue is made after hearing the public."""
    if not act.subject.consultation.strip():
        yield stop(_("Record how opinions were asked and what became of them."), "A3.4")


def contact_is_given(act: Act) -> Iterator[Obstacle]:
    """A3.5: the public is told whom to ask."""
    if not act.subject.contact.strip():
        yield stop(_("Say whom the public may ask about the catalogue."), "A3.5")


def edition_has_items(act: Act) -> Iterator[Obstacle]:
    if not act.subject.has_items():
        yield stop(_("The edition has no items yet."), "A3.5")


def number_is_new(act: Act) -> Iterator[Obstacle]:
    """A3.5: each edition has a document number of its own."""
    number = act.data["number"]
    if number and act.subject.number_is_taken(number, act.actor.organisation_id):
        yield stop(_("There is already an edition with this document number."), "A3.5", field="number")


def comes_after_the_former(act: Act) -> Iterator[Obstacle]:
    """A3.5: on each day one edition is in force."""
    latest = act.subject.latest_in_force()
    if latest is not None and act.data["effective_from"] <= latest:
        text = _("The edition before it is in force from %(day)s. This one must take effect later.")
        yield stop(text % {"day": long_date(latest)}, "A3.5", field="effective_from")


def items_form_a_tree(act: Act) -> Iterator[Obstacle]:
    """Codes are unique, and what stands below something names it."""
    rows = act.data["items"]
    codes = [row["code"] for row in rows]
    for code in sorted({code for code in codes if codes.count(code) > 1}):
        yield stop(_("The code %(code)s stands in the catalogue twice.") % {"code": code}, field="items")
    levels = {row["code"]: row["level"] for row in rows}
    for row in rows:
        above = levels.get(row["parent"], 0) if row["parent"] else 0
        if row["level"] != above + 1:
            yield stop(
                _("%(code)s does not stand directly below the item that it names.") % {"code": row["code"]},
                field="items",
            )
