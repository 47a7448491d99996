"""A workbook is entered whole, and only while all of it is right."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from workflow.act import Act
from workflow.obstacles import Obstacle, stop


def workbook_is_right(act: Act) -> Iterator[Obstacle]:
    """Lines may have changed since it was read."""
    if faults := act.subject.plan.faults:
        text = ngettext(
            "Since the workbook was read, %(count)s of its cells has become wrong. Hand in another.",
            "Since the workbook was read, %(count)s of its cells have become wrong. Hand in another.",
            len(faults),
        )
        yield stop(text % {"count": len(faults)}, "A5.1")


def something_changes(act: Act) -> Iterator[Obstacle]:
    if not act.subject.changes():
        yield stop(_("Nothing in this workbook differs from what stands in the ledger."))


def changes_say_why(act: Act) -> Iterator[Obstacle]:
    """A cut, or other years, want their reason here as they do one by one."""
    if act.subject.wants_reason() and not act.reason.strip():
        yield stop(_("The workbook cuts lines or changes the years to come: say why."), field="reason")
