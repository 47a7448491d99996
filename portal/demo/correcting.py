"""Two wrong entries: a count that was published and corrected by a notice, and one that still waits for the head."""

from __future__ import annotations

from collections.abc import Callable

from accounts.demo import holder
from contracts.models import Acceptance, Inspection
from corrections import demo
from portal.demo.scenes import MORNING, NOON
from portal.demo.specs import Spec
from workflow.play import Play, Story

MISTYPED, WAITING = "26d", "26a"
"""Which projects it happened to."""
TOO_MANY = 10
COUNTED = "听取意见的人数录入错误，以签到表为准。"
CHECKED = "抽查户数多录10户，以入户抽查登记表为准。"


def typed(spec: Spec, asked: int) -> int:
    """How many recipients were entered as heard."""
    return asked + TOO_MANY if spec.key == MISTYPED else asked


def count(play: Play, spec: Spec, group: Acceptance) -> Story:
    """Some days after publication the handler compares it with the list of those who came."""
    if spec.key != MISTYPED:
        return
    yield play.after(working_days=3, at=MORNING)
    right = group.recipients_heard - TOO_MANY
    handler = holder(group.purchaser_id, "handler")
    made = demo.proposed(play, group, "recipients_heard", handler, right, COUNTED, ground="copying")
    yield play.after(working_days=1, at=NOON)
    demo.confirmed(play, made, holder(group.purchaser_id, "head"))


def waiting(spec: Spec) -> Callable[[Play], Story]:
    """The handler has seen what the acceptance officer typed at a visit; the head hasn't looked at it yet."""

    def story(play: Play) -> Story:
        visit = Inspection.objects.filter(contract__project__title=spec.title).first()
        if visit is not None:
            handler = holder(visit.purchaser_id, "handler")
            demo.proposed(play, visit, "sample", handler, visit.sample - TOO_MANY, CHECKED)
        yield play.after(hours=1)

    return story
