"""What follows when a form is drawn up or used, and when a report is filled, frozen, submitted, returned or urged."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from accounts.services import notify
from accounts.telling import kinds
from core.phrases import paragraphs, said
from documents.services import attach, request_pdf
from reporting import filling, printing
from reporting.models import MappedCell, Report, Template
from reporting.opening import missing_for
from reporting.proposing import proposals
from workflow.act import Act
from workflow.engine import follow_create
from workflow.registry import effect

RECEIPT, PAPER = "receipt", "report"


@effect("reporting.propose_cells")
def propose_cells(act: Act) -> None:
    """What the headings say is proposed for the cells."""
    template: Template = act.subject
    rows = proposals(template.book, template.jurisdiction.code)
    MappedCell.objects.bulk_create(
        MappedCell(template=template, position=n, **row) for n, row in enumerate(rows)
    )


@effect("reporting.write_cells")
def write_cells(act: Act) -> None:
    act.subject.cells.all().delete()
    MappedCell.objects.bulk_create(
        MappedCell(template=act.subject, position=n, **row) for n, row in enumerate(act.data["cells"])
    )


@effect("reporting.open_what_is_due")
def open_what_is_due(act: Act) -> None:
    """Periods that are over already."""
    for values in missing_for(act.subject, act.today):
        follow_create(act, Report, "open", values)


@effect("reporting.fill")
def fill(act: Act) -> None:
    filling.fill(act.subject, act.now)


@effect("reporting.print_report")
def print_report(act: Act) -> None:
    """The sheet with its figures as a paper of the department."""
    report: Report = act.subject
    request_pdf(
        report,
        PAPER,
        "reporting/print/report.html",
        printing.context_of(report, act.today),
        issuer=report.organisation,
        act=act,
    )


@effect("reporting.keep_receipt")
def keep_receipt(act: Act) -> None:
    for file in act.data.get("files", []):
        attach(act.subject, file, RECEIPT, act=act)


@effect("reporting.open_next_version")
def open_next_version(act: Act) -> None:
    """The returned one stays as it was handed in."""
    old: Report = act.subject
    values = {
        "template": old.template_id,
        "organisation": old.organisation_id,
        "starts_on": old.starts_on,
        "version": old.version + 1,
    }
    opened = follow_create(act, Report, "open", values).subject
    notify(
        old.organisation_id,
        said(_("Returned: %(report)s"), report=old),
        act.reason,
        opened.get_absolute_url(),
        roles=("reviewer",),
        kind=kinds.RETURNED,
    )


@effect("reporting.tell_urged")
def tell_urged(act: Act) -> None:
    """Whoever has to act next is told, with what was added."""
    report: Report = act.subject
    awaited = report.awaits[report.State(report.state)][0]
    notify(
        report.organisation_id,
        said(_("Urged: %(report)s"), report=report),
        paragraphs(_("The finance department above waits for this report."), act.reason),
        report.step_url(awaited.step),
        roles=(awaited.role,),
        kind=kinds.URGED,
    )
