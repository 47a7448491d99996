"""What a signature needs."""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core.dates import long_date
from signoff.kinds import StationKind
from signoff.rules import RULE
from workflow.act import Act
from workflow.obstacles import Obstacle, stop


def sender_does_not_sign(act: Act) -> Iterator[Obstacle]:
    if act.subject.circulation.sender_id in act.persons:
        yield stop(_("You have sent this round yourself. Somebody else who holds the post must sign."), RULE)


def nobody_signs_twice(act: Act) -> Iterator[Obstacle]:
    """One person in two posts would be one pair of eyes, and so would a person and their deputy."""
    signed = act.subject.circulation.signatures.filter(state="signed")
    if signed.filter(Q(signed_by__in=act.persons) | Q(signed_for__in=act.persons)).exists():
        yield stop(_("You have signed this already in another post. Somebody else must sign here."), RULE)


def opinion_is_given(act: Act) -> Iterator[Obstacle]:
    if act.subject.kind == StationKind.JOINT and not act.data["opinion"].strip():
        yield stop(_("A joint sign-off says its opinion in writing."), RULE, field="opinion")


def minutes_are_attached(act: Act) -> Iterator[Obstacle]:
    """The meeting decides about what was sent round, as it was filled in: no law has minutes come before that, and a
    meeting of an earlier day can't have had it before it. What is sent again after a return is still that matter, so
    that the day of the first sending counts.
    """
    if act.subject.kind != StationKind.COLLECTIVE:
        return
    if not act.data.get("minutes"):
        yield stop(_("Attach the minutes of the meeting that decided."), RULE, field="minutes")
    if act.data.get("meeting_on") is None:
        yield stop(_("Say on which day the meeting decided."), RULE, field="meeting_on")
    elif act.data["meeting_on"] > act.today:
        yield stop(_("The meeting can't lie ahead."), RULE, field="meeting_on")
    elif act.data["meeting_on"] < (sent := act.subject.circulation.first_sent_on):
        yield stop(
            _("This was sent round on %(day)s: a meeting before that can't have decided about it.")
            % {"day": long_date(sent)},
            RULE,
            field="meeting_on",
        )
