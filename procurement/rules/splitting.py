"""No splitting: what is bought in parts during a year counts together (政府采购法实施条例 §28; rules SP-1, SP-2)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from core.figures import amount_text as money
from workflow.act import Act
from workflow.obstacles import Mend, Obstacle, warn


def not_split(act: Act) -> Iterator[Obstacle]:
    """SP-1: the same service bought in parts to stay below open tendering. The head answers for it."""
    text = ngettext_lazy(
        "With %(count)s other project of your unit for the same item this year it comes to %(sum)s yuan; the "
        "threshold for open tendering is %(limit)s. Tender them together, or say why not, with the number of the "
        "approval.",
        "With %(count)s other projects of your unit for the same item this year it comes to %(sum)s yuan; the "
        "threshold for open tendering is %(limit)s. Tender them together, or say why not, with the number of the "
        "approval.",
        "count",
    )
    yield from _warned(act, text, "SP-1")


def splitting_is_weighed(act: Act) -> Iterator[Obstacle]:
    """SP-2: finance sees the sum as well before it grants, whichever lines pay."""
    text = ngettext_lazy(
        "The unit's %(count)s other project for the same item this year and this one come to %(sum)s yuan; the "
        "threshold for open tendering is %(limit)s. Say on which approval or adjustment the grant rests all the same.",
        "The unit's %(count)s other projects for the same item this year and this one come to %(sum)s yuan; the "
        "threshold for open tendering is %(limit)s. Say on which approval or adjustment the grant rests all the same.",
        "count",
    )
    yield from _warned(act, text, "SP-2")


def _warned(act: Act, text: Any, rule: str) -> Iterator[Obstacle]:
    found = act.subject.splitting(act.today)
    if found.is_split:
        said = {"count": len(found.others), "sum": money(found.together), "limit": money(found.limit)}
        page = f"{act.subject.get_absolute_url()}#splitting"
        yield warn(text % said, rule, mend=Mend(page, _("See the projects")))
