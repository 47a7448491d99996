"""The duties pass, each with its event, and the colleague is told."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from accounts.handover import remaining
from accounts.handover.models import HandedDuty
from accounts.handover.rules import fits
from accounts.services import send
from accounts.telling.kinds import ASKED
from core.phrases import later, said
from workflow import duties
from workflow.act import Act
from workflow.registry import effect


@effect("accounts.handover.pass_on")
def pass_on(act: Act) -> None:
    row = act.subject
    taker = row.taker
    found = [
        duty
        for duty in remaining.open_duties(row.giver)
        if fits(duty.role, taker.roles) and duty.not_for != taker.user_id
    ]
    number = duties.hand_over(act, found, row.taker.user_id)
    HandedDuty.objects.bulk_create(HandedDuty(hand_over=row, duty=duty) for duty in found)
    note = said(_("Note: %(note)s"), note=row.note)
    send(row.taker.user, later(_about, row.giver.user.name, number), note, row.get_absolute_url(), kind=ASKED)


def _about(name: str, number: int) -> str:
    text = ngettext(
        "%(name)s has handed %(number)s duty over to you.",
        "%(name)s has handed %(number)s duties over to you.",
        number,
    )
    return text % {"name": name, "number": number}
