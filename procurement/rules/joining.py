"""What was approved first and imported afterwards is joined only while both say the same (A5.1, A5.4)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext_lazy as _

from core.figures import amount_text as money
from workflow.act import Act
from workflow.obstacles import Mend, Obstacle, stop


def row_still_says_the_same(act: Act) -> Iterator[Obstacle]:
    """Either may have been changed, or joined by a colleague, since the page was drawn."""
    if _as_it_is_now(act) is None:
        text = _("The two lines no longer say the same. Open the page again.")
        yield stop(text, "A5.1", field="row")


def grants_can_move(act: Act) -> Iterator[Obstacle]:
    """Grants come along to this line; one that a contract names stays where it is."""
    row = _as_it_is_now(act)
    if row is None:
        return
    former, free = row.line, act.subject.free
    if bound := former.bound_commitments().first():
        text = _(
            "“%(project)s” is under contract, or bears several years, on the line %(code)s, and stays there. Cut this "
            "line to nothing instead, close it, and leave it out of later workbooks."
        )
        said = {"project": bound.project, "code": former.code}
        mend = Mend(former.get_absolute_url(), _("See the other line"))
        yield stop(text % said, "A5.4", field="row", mend=mend)
    elif former.committed > free:
        text = _(
            "Grants of %(granted)s yuan would come along from the line %(code)s, and only %(free)s yuan of this line "
            "are free."
        )
        said = {"granted": money(former.committed), "code": former.code, "free": money(free)}
        yield stop(text % said, "A5.4", field="row")


def _as_it_is_now(act: Act) -> Any:
    return next((row for row in act.subject.twin_rows() if row.pk == act.data["row"].pk), None)
