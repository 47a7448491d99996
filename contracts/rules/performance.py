"""What must hold while the service is rendered and followed (A4.7, A4.9, B8.17)."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import TYPE_CHECKING

from django.db.models import Sum
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from contracts.rules.shared import HUNDRED, in_force, plain_percent, to, to_anchor
from core.dates import long_date
from core.figures import measured
from workflow.law import calendar
from workflow.obstacles import Obstacle, stop, warn

if TYPE_CHECKING:
    from workflow.act import Act


def contract_is_live(act: Act) -> Iterator[Obstacle]:
    """Reports, visits and verifications belong to a contract that is being performed."""
    contract = act.subject.contract
    if contract.state == "suspended":
        yield stop(_("Performance of the contract is suspended."), "CH-9")
    elif contract.state not in {"in_force", "delivered", "rectifying"}:
        yield stop(_("The contract isn't being performed."), "A4.9")


def period_is_lawful(act: Act) -> Iterator[Obstacle]:
    starts, ends, contract = act.data["starts_on"], act.data["ends_on"], act.subject.contract
    if ends < starts:
        yield stop(_("The period ends before it begins."), field="ends_on")
    if ends > act.today:
        yield stop(
            _("A report speaks of what is done: the period can't end in the future."), "A4.9", field="ends_on"
        )
    if starts < contract.starts_on:
        yield stop(_("The period begins before the contract does."), "A4.9", field="starts_on")


def quantity_is_within_the_contract(act: Act) -> Iterator[Obstacle]:
    """No period holds more than the whole term, with what supplements have added."""
    contract = act.subject.contract
    field = "quantity" if "quantity" in act.data else "verified_quantity"
    most = contract.quantity * contract.total / contract.amount
    if act.data[field] > most:
        text = _("The whole contract is for %(most)s: no period holds more.")
        yield stop(text % {"most": measured(most, contract.unit)}, "A7.8", field=field)


def quantities_add_up(act: Act) -> Iterator[Obstacle]:
    """All periods together hold no more than the contract, or somebody says why."""
    contract = act.subject.contract
    field = "quantity" if "quantity" in act.data else "verified_quantity"
    most = contract.quantity * contract.total / contract.amount
    others = contract.reports.exclude(pk=act.subject.pk)
    held = others.aggregate(all=Sum(Coalesce("verified_quantity", "quantity")))["all"] or Decimal(0)
    if act.data[field] <= most < held + act.data[field]:
        text = _(
            "With the other reports this makes %(all)s; the whole contract is for %(most)s. Say why it is more."
        )
        said = {
            "all": measured(held + act.data[field], contract.unit),
            "most": measured(most, contract.unit),
        }
        yield warn(text % said, "A7.8", field=field)


def periods_lie_apart(act: Act) -> Iterator[Obstacle]:
    """What was rendered on one day would be counted twice."""
    others = act.subject.contract.reports.exclude(pk=act.subject.pk)
    twice = others.filter(starts_on__lte=act.data["ends_on"], ends_on__gte=act.data["starts_on"]).last()
    if twice is not None:
        text = _(
            "Progress report %(number)s speaks of %(start)s to %(end)s already. Begin after it, or say why the "
            "periods overlap."
        )
        said = {
            "number": twice.number,
            "start": long_date(twice.starts_on),
            "end": long_date(twice.ends_on),
        }
        yield warn(text % said, "A4.9", field="starts_on")


def progress_is_lawful(act: Act) -> Iterator[Obstacle]:
    """Each milestone between what money already rests on and its whole."""
    rows = {row["milestone"]: row["done"] for row in act.data["progress"]}
    held = list(act.subject.contract.milestones.all())
    if set(rows) != {m.number for m in held}:
        yield stop(_("Enter the verified progress of every milestone."), "A7.8", field="progress")
        return
    points = sum((m.weight * rows[m.number] / HUNDRED for m in held), Decimal(0))
    contract = act.subject.contract
    if contract.total * (points + contract.advance_share) / HUNDRED < contract.agreed:
        yield stop(
            _("Less progress than this has already been relied on for payments."), "A7.8", field="progress"
        )


def ledger_month_is_lawful(act: Act) -> Iterator[Obstacle]:
    month = act.data["month"]
    if month not in act.subject.months:
        yield stop(_("The month lies outside the term of the contract."), "B8.17", field="month")
    elif month > act.today:
        yield stop(_("The month hasn't begun yet."), "B8.17", field="month")


def services_reach_the_people(act: Act) -> Iterator[Obstacle]:
    """Whoever was served was served once at least."""
    if act.data["services"] < act.data["people"]:
        text = _("More people than services: each person served counts as one service at least.")
        yield stop(text, "B8.17", field="services")


def a_ledger_is_owed(act: Act) -> Iterator[Obstacle]:
    if act.subject.who_owes_ledgers() is None:
        yield stop(_("The service ledgers of all months that are over have been handed in."), "B8.17")


def visit_is_lawful(act: Act) -> Iterator[Obstacle]:
    if act.data["visited_on"] > act.today:
        yield stop(_("An inspection can't lie in the future."), "A4.7", field="visited_on")
    elif act.data["visited_on"] < act.subject.contract.starts_on:
        yield stop(_("The inspection lies before the beginning of the contract."), "A4.7", field="visited_on")


def findings_have_deadlines(act: Act) -> Iterator[Obstacle]:
    """Each finding is to be put right by a day to come, within the period that the rulebook allows."""
    limit = in_force(act, "rectification.answer")
    for row in act.data["findings"]:
        if row["answer_by"] <= act.today:
            yield stop(_("The day by which a finding is put right must lie ahead."), "A4.7", field="findings")
        elif limit and row["answer_by"] > calendar.add_working_days(act.today, int(limit.value or 0)):
            yield stop(
                _("A finding is to be put right within %(days)s working days.")
                % {"days": int(limit.value or 0)},
                "rectification.answer",
                field="findings",
            )


def progress_is_verified(act: Act) -> Iterator[Obstacle]:
    """Final delivery means that all of it was verified on the way."""
    contract = act.subject
    if contract.progress < HUNDRED:
        yield stop(
            _("Verified progress is %(progress)s. Report the rest and have it verified first.")
            % {"progress": plain_percent(contract.progress)},
            "A4.9",
            mend=to_anchor(contract, "milestones", _("See the milestones")),
        )


def no_open_finding(act: Act) -> Iterator[Obstacle]:
    for finding in act.subject.findings.exclude(state="closed"):
        yield stop(
            _("“%(finding)s” was found on %(day)s and isn't closed yet.")
            % {"finding": finding.text[:40], "day": long_date(finding.found_on)},
            "A4.7",
            mend=to("finding", finding, _("See the rectification")),
        )
