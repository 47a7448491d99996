"""What follows from plans and for the public: intentions open with a plan, and notices tell of them (AN-01)."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import override

from core.dates import month_text
from core.money import ZERO
from disclosure.models import Notice
from disclosure.payloads import both
from disclosure.services import notices_of, publish
from procurement.models import Intention, IntentionEntry, PurchasePlan
from procurement.models.intention import Told, months_of
from workflow.act import Act
from workflow.engine import follow, follow_create
from workflow.registry import effect

KIND = "AN-01"
State = Intention.State


@effect("procurement.open_intentions")
def open_intentions(act: Act) -> None:
    """With a confirmed plan: each month that is still to come has its intentions, as the plan now says."""
    plan: PurchasePlan = act.subject
    standing = {intention.month: intention for intention in plan.intentions.all()}
    for month in months_of(plan):
        if month not in standing and not is_over(plan.year, month, act.today):
            follow_create(act, Intention, "open", plan=plan, month=month)
    for intention in standing.values():
        _follow_plan(act, intention)


def is_over(year: int, month: int, today: date) -> bool:
    """Whether the month lies behind: what was missed then isn't told any more."""
    next_month = (date(year, month, 1) + timedelta(days=32)).replace(day=1)
    return next_month <= today


def _follow_plan(act: Act, intention: Intention) -> None:
    """It is told anew what has changed, and not at all what no longer is."""
    was_told = intention.state == State.PUBLISHED and intention.has_changed()
    has_come_back = intention.state == State.LAPSED and bool(intention.lines())
    if was_told or has_come_back:
        follow(act, intention, "reopen")
    elif intention.state == State.DUE and not intention.to_tell():
        follow(act, intention, "lapse")


@effect("procurement.publish_intentions")
def publish_intentions(act: Act) -> None:
    intention: Intention = act.subject
    rows = intention.to_tell()
    announce(act, intention, rows)
    for row in rows:
        values = {name: getattr(row, name) for name in Told.__dataclass_fields__}
        IntentionEntry.objects.create(
            intention=intention, event_id=act.event_id, published_at=act.now, **values
        )


def announce(act: Act, intention: Intention, rows: list[Told]) -> Notice:
    """A later notice names the one that it corrects."""
    before = notices_of(intention).filter(kind=KIND).order_by("published_at").last()

    def titled() -> str:
        said = {"unit": intention.purchaser, "month": month_text(intention.first_day)}
        return _("%(unit)s: procurement intentions of %(month)s") % said

    return publish(
        act,
        KIND,
        intention,
        payload_of(act, intention, rows),
        title=both(titled),
        purchaser=intention.purchaser,
        amount=sum((row.amount for row in rows if not row.ended), ZERO),
        corrects=before,
    )


def payload_of(act: Act, intention: Intention, rows: list[Told]) -> dict[str, Any]:
    return {
        "projects": [
            {
                "name": row.title,
                "requirement": row.requirement,
                "budget": row.amount,
                "expected": intention.first_day,
                **({"remarks": said} if (said := remark_of(intention, row)) else {}),
            }
            for row in rows
        ],
        "purchaser_name": intention.purchaser,
        "date": act.today,
    }


def remark_of(intention: Intention, row: Told) -> dict[str, str]:
    """IN-6: a project that is given up is said to be, with the reason; IN-3: one that came within the year, too."""
    if not row.ended and intention.project is None:
        return {}
    said = {}
    for code, language in (("zh", "zh-hans"), ("en", "en")):
        with override(language):
            if row.ended:
                said[code] = _("Given up: %(reason)s") % {"reason": row.note}
            else:
                said[code] = _("Outside of the annual plan: %(reason)s") % {"reason": intention.reason}
    return said


@effect("procurement.give_up_intention")
def give_up_intention(act: Act) -> None:
    """A project that is refused or terminated is told of no more, or told to be given up (IN-6)."""
    intention = Intention.objects.filter(project=act.subject).first()
    if intention is None:
        return
    if intention.state == State.PUBLISHED:
        follow(act, intention, "reopen")
    elif intention.state == State.DUE and not intention.standing():
        follow(act, intention, "lapse")
