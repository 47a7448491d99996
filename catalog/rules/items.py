"""What must be said of the items before an edition is approved: grounds, benefits, standards, the catalogue above."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from core.phrases import listed
from workflow import law
from workflow.act import Act
from workflow.obstacles import Obstacle, stop, warn

BENEFITS, LEVELS, LIVELIHOOD = "A3.3", "O102-12", "O102-15"
NAMED = 5
"""So many codes are named; the rest is counted."""


def are_assessed(act: Act) -> Iterator[Obstacle]:
    """A3.3: each item says why it is suitable and what its three benefits are."""
    if missing := [item for item in act.subject.chosen_items() if not item.is_assessed]:
        text = _("Not assessed yet: %(items)s. Assess them, or say why the edition can go without.")
        yield warn(text % {"items": _codes(missing)}, BENEFITS)


def map_to_the_catalogue_above(act: Act) -> Iterator[Obstacle]:
    """O102-12: items correspond to those of the superior government, where its catalogue is in the portal."""
    edition = act.subject
    above = edition.above()
    if above is None or not _applies(LEVELS, act):
        return
    known = set(above.items.values_list("code", flat=True))
    missing = [item for item in edition.chosen_items() if item.upper_code not in known]
    if missing:
        text = _("No item of %(above)s is named for: %(items)s. Name it, or say why they have none.")
        yield warn(text % {"above": above, "items": _codes(missing)}, LEVELS)


def basic_services_follow_a_standard(act: Act) -> Iterator[Obstacle]:
    """O102-15: basic public services follow national standards."""
    if not _applies(LIVELIHOOD, act):
        return
    if missing := [item for item in act.subject.chosen_items() if item.lacks_its_standard]:
        text = _(
            "Basic public services without a national standard: %(items)s. Name it, or say why there is none."
        )
        yield warn(text % {"items": _codes(missing)}, LIVELIHOOD)


def upper_item_is_there(act: Act) -> Iterator[Obstacle]:
    """A code that nobody finds above would lead nowhere."""
    code, above = act.data["upper_code"], act.subject.above()
    if code and above is not None and not above.items.filter(code=code).exists():
        text = _("%(above)s has no item %(code)s.") % {"above": above, "code": code}
        yield stop(text, LEVELS, field="upper_code")


def _applies(rule: str, act: Act) -> bool:
    return law.applies(rule, jurisdiction=act.subject.jurisdiction_code(), on=act.today)


def _codes(items: Iterable[Any]) -> str:
    codes = [item.code for item in items]
    shown = listed(codes[:NAMED])
    if len(codes) <= NAMED:
        return shown
    return gettext("%(codes)s and others, %(count)s in all") % {"codes": shown, "count": len(codes)}
