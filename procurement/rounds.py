"""What follows from the compilation of a budget: units are called on, figures are written, lines are entered."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from accounts.roles import Role
from accounts.services import notify
from accounts.telling import kinds
from core.dates import long_date
from core.money import ZERO
from core.phrases import later, paragraphs, said
from procurement.models import (
    BudgetLine,
    BudgetProposal,
    BudgetQuestion,
    BudgetRound,
    PlanLine,
    ProposalRow,
)
from workflow import drafts, duties
from workflow.act import Act
from workflow.engine import follow, follow_create
from workflow.registry import effect

REQUEST = (
    "title",
    "item",
    "source",
    "kind",
    "quantity",
    "unit",
    "unit_price",
    "need",
    "next",
    "after",
    "requested",
)
"""What a row asks for."""
TOLD = (Role.HANDLER, Role.HEAD)
"""Who of a unit is told what becomes of its proposal."""


@effect("procurement.open_proposals")
def open_proposals(act: Act) -> None:
    """Each purchaser of the government finds its proposal on its worklist."""
    for unit in act.subject.missing_units():
        follow_create(act, BudgetProposal, "open", round=act.subject, purchaser=unit)


@effect("procurement.put_off_proposals")
def put_off_proposals(act: Act) -> None:
    """What is waited for follows the new dates, unless a unit has one of its own; the units are told."""
    compilation: BudgetRound = act.subject
    duties.put_off(compilation, "end", compilation.approval_due)
    subject = said(_("New dates for the budget of %(year)s"), year=compilation.year)
    body = said(
        _("Requests until %(requests_until)s, draft budgets until %(drafts_until)s."),
        requests_until=later(long_date, compilation.requests_until),
        drafts_until=later(long_date, compilation.drafts_until),
    )
    for proposal in compilation.proposals.select_related("round"):
        _put_off(proposal)
        notify(proposal.purchaser_id, subject, body, proposal.get_absolute_url(), roles=TOLD)


@effect("procurement.call_proposals_off")
def call_proposals_off(act: Act) -> None:
    """Nothing is waited for any more; each unit that was called on is told why."""
    subject = said(_("Called off: %(compilation)s"), compilation=act.subject)
    body = said(_("Nothing needs to be sent for it any more. Reason: %(reason)s"), reason=act.reason)
    for proposal in act.subject.proposals.filter(state=BudgetProposal.State.DRAFT):
        follow(act, proposal, "call_off")
        notify(proposal.purchaser_id, subject, body, proposal.get_absolute_url(), roles=TOLD)


@effect("procurement.tell_late_units")
def tell_late_units(act: Act) -> None:
    """Whoever has the proposal on their desk is told, with what finance adds."""
    due = _("It was due on %(day)s. Ask finance for more time if you need it.")
    for proposal in act.subject.late(act.today):
        awaited = proposal.awaits[proposal.state][0]
        subject = said(_("Urged: %(proposal)s"), proposal=proposal)
        body = paragraphs(said(due, day=later(long_date, proposal.until)), act.reason)
        url = proposal.step_url(awaited.step)
        notify(proposal.purchaser_id, subject, body, url, roles=TOLD, kind=kinds.URGED)


@effect("procurement.put_off_proposal")
def put_off_proposal(act: Act) -> None:
    """The unit learns both of its dates: the second goes along with the first."""
    proposal = act.subject
    _put_off(proposal)
    subject = said(_("More time: %(proposal)s"), proposal=proposal)
    body = said(
        _("Requests until %(requests_until)s, draft budgets until %(drafts_until)s."),
        requests_until=later(long_date, proposal.requests_until),
        drafts_until=later(long_date, proposal.drafts_until),
    )
    url = proposal.get_absolute_url()
    notify(proposal.purchaser_id, subject, paragraphs(body, act.reason), url, roles=TOLD)


def _put_off(proposal: BudgetProposal) -> None:
    for steps, due in (
        (("fill", "send_up"), proposal.requests_due),
        (("review", "give_figures"), proposal.figures_due),
        (("fill_draft", "send_draft"), proposal.drafts_due),
        (("approve",), proposal.approval_due),
    ):
        for step in steps:
            duties.put_off(proposal, step, due)


@effect("procurement.write_proposal_rows")
def write_proposal_rows(act: Act) -> None:
    """The rows just handed in. One that goes on keeps its key, because questions name it; where it asks for something
    else than before, finance looks at it anew."""
    proposal: BudgetProposal = act.subject
    rows = act.data["rows"]
    proposal.rows.exclude(pk__in={row["row"] for row in rows if row["row"]}).delete()
    standing = {row.pk: row for row in proposal.rows.all()}
    lines = {line.pk: line for line in PlanLine.objects.filter(plan__purchaser_id=proposal.purchaser_id)}
    for position, values in enumerate(rows):
        row = standing.get(values["row"]) or ProposalRow(proposal=proposal)
        if row.requested != values["requested"] or row.item_id != values["item"].pk:
            row.figure, row.figure_reason, row.seen = None, "", None
        row.position = position
        row.plan_line = lines.get(values["plan_line"])
        for name in REQUEST:
            setattr(row, name, values[name])
        row.save()


@effect("procurement.set_typed_requests_aside")
def set_typed_requests_aside(act: Act) -> None:
    """What was typed on the page and not saved gives way to the workbook."""
    drafts.discard(type(act.subject).steps()["fill"], act.subject, act.actor)


@effect("procurement.write_figures")
def write_figures(act: Act) -> None:
    """What finance means to give, as far as it has come; what it acknowledged is kept as it saw it."""
    rows = {row.pk: row for row in act.subject.rows.select_related("item")}
    beside = act.subject.beside(rows.values())
    for values in act.data["rows"]:
        row = rows[values["row"]]
        row.figure = values["figure"]
        row.figure_reason = values["reason"] if row.figure is not None and row.figure < row.requested else ""
        row.seen = beside[row.item.code].plain() if values["acknowledged"] else None
        row.save()


@effect("procurement.write_draft_amounts")
def write_draft_amounts(act: Act) -> None:
    rows = {row.pk: row for row in act.subject.rows.all()}
    for values in act.data["rows"]:
        row = rows[values["row"]]
        row.draft = values["draft"]
        row.save()


@effect("procurement.ask_question")
def ask_question(act: Act) -> None:
    given = {"row": act.data["row"], "text": act.data["text"]}
    follow_create(act, BudgetQuestion, "put", proposal=act.subject, **given)


@effect("procurement.tell_of_withdrawn_question")
def tell_of_withdrawn_question(act: Act) -> None:
    """Whoever was asked knows that no answer is waited for."""
    question: BudgetQuestion = act.subject
    subject = said(_("Withdrawn: %(question)s"), question=question)
    text = _("Finance has withdrawn the question “%(text)s”; it needn't be answered. Reason: %(reason)s")
    body = said(text, text=question.text, reason=act.reason)
    notify(question.purchaser_id, subject, body, question.get_absolute_url(), roles=TOLD)


@effect("procurement.end_questions")
def end_questions(act: Act) -> None:
    """What hasn't been answered is no longer awaited."""
    for question in act.subject.open_questions():
        follow(act, question, "end")


@effect("procurement.enter_approved_lines")
def enter_approved_lines(act: Act) -> None:
    """Each row with money becomes a line; the unit's period for publication begins with it (A5.3)."""
    proposal: BudgetProposal = act.subject
    rows = {row.pk: row for row in proposal.rows.select_related("item")}
    for values in act.data["rows"]:
        row = rows[values["row"]]
        row.approved, row.approved_reason = values["approved"], values["reason"]
        if row.approved:
            joined, code = values["line"], values["code"]
            row.line = _join(act, proposal, row, joined) if joined else _line_for(act, proposal, row, code)
        row.save()


def _join(act: Act, proposal: BudgetProposal, row: ProposalRow, line: BudgetLine) -> BudgetLine:
    """One that stands already; a plan of later years is added where it has none."""
    given = {"amount": row.approved, "document_number": proposal.document_number}
    line = follow(act, line, "join", given).subject
    plan = _plan(proposal, row)
    if plan and not line.plan_years.exists():
        line = follow(act, line, "plan", plan_years=plan, reason=str(proposal)).subject
    return line


def _plan(proposal: BudgetProposal, row: ProposalRow) -> list[dict[str, Any]]:
    """What the row says of the years after."""
    later = ((proposal.round.year + 1, row.next), (proposal.round.year + 2, row.after))
    return [{"year": at, "amount": amount} for at, amount in later if amount and amount > ZERO]


def _line_for(act: Act, proposal: BudgetProposal, row: ProposalRow, code: str) -> BudgetLine:
    """A line of its own, or the one that was opened ahead under this number."""
    year, plan = proposal.round.year, _plan(proposal, row)
    given = {"amount": row.approved, "approval_number": proposal.document_number}
    if ahead := proposal.expected_lines([code]).get(code):
        line = follow(act, ahead, "approve", given).subject
        return follow(act, line, "plan", plan_years=plan, reason=str(proposal)).subject if plan else line
    named = {"title": row.title, "category": row.item.code, "source": row.source}
    whose = {"purchaser": proposal.purchaser, "year": year, "code": code}
    return follow_create(act, BudgetLine, "enter", {**whose, **named, **given, "plan_years": plan}).subject
