"""The day before a visitor comes: heads have distributed what waits, and urged what is late; somebody hands over."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import cycle

from accounts import demo as people
from accounts.models import Membership
from core.actor import Actor
from portal.demo import posts
from portal.handing import colleagues, tell_urged
from workflow import duties
from workflow.clock import legal_now
from workflow.models import Duty
from workflow.play import Play, Story

LEFT_OPEN = 3
"""Of so many duties one is left for whoever comes first."""


def distributed(play: Play) -> Story:
    """Each duty to one who could do it, in turn, by the head of its unit; what is overdue is urged."""
    for key in people.SECTIONS:
        head = people.actor(f"{key}.{'juzhang' if key == 'czj' else 'lingdao'}")
        _distribute(head)
        _urge(head)
    yield play.after(hours=1)
    posts.handed_over(play)


def _distribute(head: Actor) -> None:
    free = Duty.objects.open().visible_to(head).filter(user_id=None, personal=False)
    turns: dict[str, Iterator[Membership]] = {}
    for number, duty in enumerate(free.order_by("arose_at", "pk")):
        able = [member for member in colleagues(duty) if member.section_id]
        if number % LEFT_OPEN and able:
            whose = turns.setdefault(f"{duty.role}/{duty.section_id}", cycle(able))
            duties.give(duty, next(whose).user_id, head)


def _urge(head: Actor) -> None:
    late = Duty.objects.open().visible_to(head).filter(due_at__lt=legal_now(), reminded_at=None)
    for duty in late.exclude(user_id=None).filter(personal=False).order_by("due_at", "pk")[:2]:
        if duties.may_urge(duty, head) and duty.user_id != head.user_id:
            tell_urged(duties.urge(duty, head), head)
