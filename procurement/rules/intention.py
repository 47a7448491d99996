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
    if plan is not None and plan.state != plan.State.CONFIRMED:
        mend = Mend(plan.get_absolute_url(), _("See the plan"))
        yield stop(_("The plan is being adjusted. Publish once finance has confirmed it."), "IN-3", mend=mend)


def project_has_none_yet(act: Act) -> Iterator[Obstacle]:
    """What stands in a confirmed plan is told with its month; what has been prepared is told once."""
    project = act.data["project"]
    if not act.actor.belongs_to(project.purchaser_id):
        yield stop(_("This is not a project of your organisation."), field="project")
    elif project.state not in {"submitted", "granted"}:
        text = _("An intention is prepared once the application is with finance, and before sourcing begins.")
        yield stop(text, "IN-3", field="project")
    elif project.plan_line_id is not None:
        text = _("This project stands in the annual plan: it is told with the intentions of its month.")
        mend = Mend(project.plan_line.plan.get_absolute_url(), _("See the plan"))
        yield stop(text, "IN-3", field="project", mend=mend)
    elif hasattr(project, "intention"):
        mend = Mend(project.intention.get_absolute_url(), _("See it"))
        yield stop(_("This project has its intention already."), "IN-1", field="project", mend=mend)


def month_is_to_come(act: Act) -> Iterator[Obstacle]:
    if (act.data["project"].year, act.data["month"]) < (act.today.year, act.today.month):
        yield stop(_("This month is over: say when sourcing will begin."), "IN-1", field="month")


def rests_on_a_budget(act: Act) -> Iterator[Obstacle]:
    """IN-3: after the budget is approved on that budget, before it on the figures of the second round."""
    if act.data["project"].budget_line_id is None and not act.data["approval"].strip():
        text = _("The application names no budget line: say on which approval the intention rests.")
        yield stop(text, "IN-3", field="approval")


def was_public(
    project: Any, told_at: datetime | None, now: datetime, on: date, way: Mend | None = None
) -> Iterator[Obstacle]:
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
        yield warn(text, "IN-4", mend=way)
        return
    earliest = law.earliest("intention.lead", told_at, jurisdiction=place, on=on)
    if now < earliest.at:
        text = _(
            "The intention is public since %(since)s; sourcing begins from %(day)s on. Say why it can't wait."
        )
        said = {"since": long_date(told_at), "day": long_date(earliest.at)}
        yield warn(text % said, "intention.lead")
