"""Telling people that something of theirs is due at another time: each once, with everything that moved."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts import services as accounts
from accounts.models import User
from accounts.telling.kinds import MOVED
from core import dates
from core.phrases import Text, later, paragraphs
from rulebook.models import Pause
from workflow.models import Duty

MOST = 20
"""Lines in one mail; the worklist has them all."""


def tell(moved: Iterable[Duty], subject: Text, opening: Text, url: str) -> int:
    """One mail for each person whose turn it is. Returns how many people are told."""
    theirs: dict[User, list[Duty]] = defaultdict(list)
    for duty in moved:
        for person in _whose_turn(duty):
            theirs[person].append(duty)
    for person, duties in theirs.items():
        text = paragraphs(opening, later(_lines, duties))
        accounts.send(person, subject, text, url, kind=MOVED)
    return len(theirs)


def _whose_turn(duty: Duty) -> list[User]:
    """Those who hold the role, and who stands in for them; what is one person's own stays with that person."""
    roles = [duty.role] if duty.role else []
    people = list(accounts.people_of(duty.organisation_id, roles=roles, user_id=duty.user_id))
    if duty.user_id is None:
        people += [row.deputy.user for row in accounts.deputies_of(duty.organisation_id, people)]
    return people


def _lines(duties: list[Duty]) -> str:
    lines = [
        _("%(what)s, %(title)s: due %(day)s")
        % {"what": d.what, "title": d.about, "day": dates.end_text(d.due_at)}
        for d in duties[:MOST]
    ]
    rest = len(duties) - MOST
    if rest > 0:
        lines.append(
            ngettext("and %(n)d more on your worklist", "and %(n)d more on your worklist", rest) % {"n": rest}
        )
    return "\n".join(lines)


def span(pause: Pause) -> dict[str, Text]:
    """What a mail about a pause names."""
    begins = later(dates.long_datetime, pause.begins_at)
    return {"document": pause.document, "from": begins, "to": later(dates.end_text, pause.ends_at)}
