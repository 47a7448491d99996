"""What was seen and found while the service was rendered, and at its acceptance."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django import forms
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from accounts.roles import Role
from contracts import policies
from contracts.corrections.common import not_in_the_future, parties, project_is_open
from contracts.effects.acceptance import print_report
from contracts.forms.base import count
from contracts.models import Acceptance, Finding, Inspection, ProgressReport
from contracts.notices import about, heading
from contracts.rules.shared import plain_percent, to
from core import numbers
from core.dates import end_text
from corrections.declaring import Again, Change, Correctable, Dependent, Entry, Never, Told, party
from corrections.kinds import How
from corrections.services import declare
from sourcing.notices import contacts
from workflow import duedates
from workflow.models import DueChange, Duty
from workflow.obstacles import Obstacle, stop

HEAD = party("purchaser_id", Role.HEAD)

# progress


def is_verified(report: ProgressReport, row: Any) -> Iterator[Obstacle]:
    if report.state != "verified":
        mend = (
            to("progressreport-verify", report, _("Verify the progress"))
            if report.state == "submitted"
            else None
        )
        yield stop(
            _("The report isn't verified yet: enter the right quantity when you verify it."),
            "A4.7",
            mend=mend,
        )
    elif report.contract.state in {"accepted", "terminated"}:
        yield stop(_("The service is accepted: what was verified on the way has had its effect."), "B8.13")


def not_more_than_reported(change: Change) -> Iterator[Obstacle]:
    if change.after > change.subject.quantity:
        yield stop(
            _("The provider reported %(quantity)s; more than that can't have been verified.")
            % {"quantity": change.subject.quantity.normalize()},
            "A4.9",
            field="value",
        )


def what_rests_on_the_quantity(report: ProgressReport, row: Any) -> Iterator[Dependent]:
    for entry in report.entries.select_related("milestone"):
        text = _(
            "By this report {points} of the whole were entered for “{milestone}”: see whether that still fits"
        )
        said = format_lazy(text, points=plain_percent(entry.points), milestone=entry.milestone)
        yield Dependent(How.OWN_ACT, said, report.get_absolute_url())
    if report.contract.agreed:
        text = _("Payments approved rest on the verified share of the whole, not on this quantity")
        yield Dependent(How.KEPT, text, report.contract.get_absolute_url())


declare(
    Correctable(
        ProgressReport,
        entries=(
            Entry(
                "verified_quantity",
                lambda: numbers.DecimalField(
                    label=_("Verified quantity"), min_value=0, max_digits=14, decimal_places=2
                ),
                by=policies.purchaser_handler,
                decider=HEAD,
                bars=(is_verified, project_is_open),
                checks=(not_more_than_reported,),
                depends=what_rests_on_the_quantity,
            ),
        ),
        nevers=(
            Never(
                _("Verified share of a milestone"),
                _(
                    "Payments rest on it: it moves by the verification of a further report, which may also lower it."
                ),
                "A7.8",
            ),
        ),
        concerned=parties,
    )
)

# inspections and findings


def within_the_contract(change: Change) -> Iterator[Obstacle]:
    if change.after < change.subject.contract.starts_on:
        yield stop(_("The inspection lies before the beginning of the contract."), "A4.7", field="value")


def what_rests_on_the_visit(inspection: Inspection, row: Any) -> Iterator[Dependent]:
    for finding in inspection.findings.all():
        text = _("Finding “{finding}” keeps its own day by which it is put right")
        yield Dependent(How.KEPT, format_lazy(text, finding=finding.text[:40]), finding.get_absolute_url())


def of_the_visit(name: str, field: Any, *checks: Any) -> Entry:
    return Entry(
        name,
        field,
        by=policies.supervisor,
        decider=HEAD,
        bars=(project_is_open,),
        checks=checks,
        depends=what_rests_on_the_visit,
        not_by_who_entered=True,
    )


declare(
    Correctable(
        Inspection,
        entries=(
            of_the_visit(
                "visited_on",
                lambda: forms.DateField(label=_("Inspected on")),
                not_in_the_future("A4.7"),
                within_the_contract,
            ),
            of_the_visit("place", lambda: forms.CharField(label=_("Place"), max_length=200)),
            of_the_visit("sample", lambda: count(_("Households or people checked"))),
        ),
        nevers=(
            Never(
                _("What was seen, and the findings"),
                _(
                    "A finding is answered, checked and closed; what was overlooked is recorded by another inspection."
                ),
                "A4.7",
            ),
        ),
        concerned=parties,
    )
)


def is_still_open(finding: Finding, row: Any) -> Iterator[Obstacle]:
    if finding.state != "open":
        yield stop(_("The finding is answered: nobody goes by this day any more."), "A4.7")


def lies_ahead(change: Change) -> Iterator[Obstacle]:
    if change.after <= change.today:
        yield stop(_("The day by which a finding is put right must lie ahead."), "A4.7", field="value")


def duties_of(finding: Finding) -> Any:
    return Duty.objects.open().filter(subject_id=finding.pk, step="contracts.finding.answer")


def what_rests_on_the_deadline(finding: Finding, row: Any) -> Iterator[Dependent]:
    for duty in duties_of(finding):
        day = end_text(duty.due_at)
        text = _(
            "The provider's duty, due on {day} now, moves to the right day; the first day stays readable"
        )
        yield Dependent(How.COMPUTED, format_lazy(text, day=day), finding.get_absolute_url())


def move_the_duty(act: Any, correction: Any, finding: Finding) -> None:
    ground = duedates.Ground(DueChange.Cause.CORRECTION, correction.item, correction.get_absolute_url())
    duedates.set_anew(act, duties_of(finding), finding.due_at, ground)


declare(
    Correctable(
        Finding,
        entries=(
            Entry(
                "answer_by",
                lambda: forms.DateField(label=_("To be put right by")),
                by=policies.supervisor,
                decider=HEAD,
                bars=(is_still_open, project_is_open),
                checks=(lies_ahead,),
                depends=what_rests_on_the_deadline,
                after=move_the_duty,
            ),
        ),
        concerned=parties,
    )
)

# acceptance


def is_concluded(acceptance: Acceptance, row: Any) -> Iterator[Obstacle]:
    if acceptance.state in {"convened", "examined"}:
        yield stop(
            _("The acceptance isn't concluded yet: record the opinion anew."),
            "B8.14",
            mend=to("acceptance-hear-recipients", acceptance, _("Record the recipients' opinion")),
        )
    elif acceptance.recipients_heard is None:
        yield stop(_("No recipients were heard in this acceptance."), "B8.14")


def somebody_was_heard(change: Change) -> Iterator[Obstacle]:
    if change.after < max(1, change.subject.recipients_satisfied):
        yield stop(_("More satisfied than heard."), "B8.14", field="value")


def no_more_than_heard(change: Change) -> Iterator[Obstacle]:
    if change.after > change.subject.recipients_heard:
        yield stop(_("More satisfied than heard."), "B8.14", field="value")


def of_the_recipients(name: str, told: str, label: Any, check: Any) -> Entry:
    return Entry(
        name,
        lambda: count(label),
        by=policies.supervisor,
        decider=HEAD,
        bars=(is_concluded, project_is_open),
        checks=(check,),
        papers=("acceptance",),
        told=told,
        proof=True,
        not_by_who_entered=True,
    )


def told_options(acceptance: Acceptance) -> dict[str, Any]:
    return about(acceptance.contract)


def told_heading(acceptance: Acceptance) -> dict[str, Any]:
    contract = acceptance.contract
    named = {name: heading(contract)[name] for name in ("project_number", "project_name")}
    return {**contacts(contract.tender), **named}


declare(
    Correctable(
        Acceptance,
        entries=(
            of_the_recipients("recipients_heard", "heard", _("Recipients heard"), somebody_was_heard),
            of_the_recipients(
                "recipients_satisfied", "satisfied", _("Of whom satisfied"), no_more_than_heard
            ),
        ),
        nevers=(
            Never(
                _("Result, judgement of the items, opinion of the group"),
                _("The members have signed them. Who finds that they are wrong convenes another acceptance."),
                "B8.13",
            ),
            Never(
                _("Names and signatures of the members"),
                _("A signature is never corrected. Names can be withheld from the published notice."),
                "B8.13",
            ),
        ),
        papers=(Again("acceptance", print_report),),
        told=Told("AN-11", told_options, told_heading),
        concerned=parties,
    )
)
