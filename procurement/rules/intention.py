"""Intentions are public thirty days before sourcing begins (财库〔2020〕10号; rules IN-1 … IN-7)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from core.dates import long_date
from workflow import law
from workflow.act import Act
from workflow.obstacles import Mend, Obstacle, stop, warn


def plan_is_settled(act: Act) -> Iterator[Obstacle]:
    """What is told is what finance has confirmed."""
    plan = act.subject.plan
    if plan.state != plan.State.CONFIRMED:
        mend = Mend(plan.get_absolute_url(), _("See the plan"))
        yield stop(_("The plan is being adjusted. Publish once finance has confirmed it."), "IN-3", mend=mend)


def was_public(project: Any, told_at: datetime | None, now: datetime, on: date) -> Iterator[Obstacle]:
    """IN-2: long enough before the first notice; IN-4: who can't wait, or could not foresee it, says why."""
    place = project.jurisdiction_code()
    if not law.applies("intention.lead", jurisdiction=place, on=on):
        return
    if project.granted_amount < law.threshold("quota_goods_services", place, on).value:
        return
    if told_at is None:
        text = _(
            "No intention has been published for this project. Publish one and wait, or say why that can't be."
        )
        yield warn(text, "IN-4")
        return
    earliest = law.earliest("intention.lead", told_at, jurisdiction=place, on=on)
    if now < earliest.at:
        text = _(
            "The intention is public since %(since)s; sourcing begins from %(day)s on. Say why it can't wait."
        )
        said = {"since": long_date(told_at), "day": long_date(earliest.at)}
        yield warn(text % said, "intention.lead")
