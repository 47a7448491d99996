"""The acts of a budget compilation, from the timetable to the approval."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta
from decimal import Decimal
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from accounts import demo as people
from catalog.services import items_in_force
from core import excel
from documents.models import StoredFile
from documents.services import stage
from procurement.asking import SHAPE
from procurement.demo.acts import FINANCE
from procurement.models import BudgetProposal, BudgetRound
from workflow.clock import legal_date

SPANS = {"requests_until": 20, "figures_until": 40, "drafts_until": 60, "approval_until": 80}
"""Days from the opening to each date."""
SHARE = Decimal("0.9")
CUT = "按过紧日子要求压减一般性服务支出，按上年实际服务量核定。"


def budget_round(hand: Any, year: int | None = None, finance: str = "czj", **dates: Any) -> BudgetRound:
    """Finance opens the compilation of the next year; its units are called on."""
    today = legal_date()
    days = {name: today + timedelta(days=span) for name, span in SPANS.items()}
    given = {"year": year or today.year + 1, **days, **dates}
    return hand.make(BudgetRound, "open", people.actor(f"{finance}.shenhe"), **given)


def proposal_of(compilation: BudgetRound, key: str = "mzj") -> BudgetProposal:
    return compilation.proposals.select_related("round").get(purchaser=people.organisation(key))


def request_row(
    title: str = "失能老年人居家养老上门服务", price: Any = "90.00", quantity: Any = 6000, **values: Any
) -> dict[str, Any]:
    """What is asked for one service."""
    item = items_in_force("220100", legal_date()).get(code=values.pop("item", "A07"))
    return {
        "row": None,
        "plan_line": None,
        "title": title,
        "item": item,
        "quantity": quantity,
        "unit": "人次",
        "unit_price": Decimal(price),
        "source": "general",
        "kind": "continued",
        "need": "按在册失能老年人测算，每人每月2次，单价参照上年成交价。",
        "next": None,
        "after": None,
        **values,
    }


def filled(hand: Any, compilation: BudgetRound, key: str = "mzj", rows: Any = None) -> BudgetProposal:
    """Requests on the unit's desk."""
    proposal = proposal_of(compilation, key)
    return hand.do(proposal, "fill", people.actor(f"{key}.jingban"), rows=rows or [request_row()])


def requests_workbook(actor: Any, rows: Iterable[dict[str, Any]], name: str = "xq.xlsx") -> StoredFile:
    """What is asked for as a workbook, handed in by that person."""
    book = excel.sheet(str(SHAPE.title), SHAPE.heads(), map(SHAPE.cells, rows))
    return stage(SimpleUploadedFile(name, book.content), actor)


def read_from_excel(
    hand: Any, compilation: BudgetRound, key: str = "mzj", rows: Any = None
) -> BudgetProposal:
    """Requests on the unit's desk, as its own departments have entered them in a workbook."""
    actor = people.actor(f"{key}.jingban")
    given = [requests_workbook(actor, rows or [request_row()])]
    return hand.do(proposal_of(compilation, key), "import_requests", actor, workbook=given)


def sent_up(hand: Any, compilation: BudgetRound, key: str = "mzj", rows: Any = None) -> BudgetProposal:
    """Requests with finance."""
    return hand.do(filled(hand, compilation, key, rows), "send_up", people.actor(f"{key}.lingdao"))


def figures(proposal: BudgetProposal, cut: Iterable[str] = ()) -> list[dict[str, Any]]:
    """Control figures: what was asked for, less a tenth for these titles."""
    cut = set(cut)
    return [
        {
            "row": str(row.pk),
            "figure": (row.requested * SHARE).quantize(Decimal("0.01"))
            if row.title in cut
            else row.requested,
            "reason": CUT if row.title in cut else "",
            "acknowledged": True,
        }
        for row in proposal.rows.all()
    ]


def reviewed_rows(hand: Any, proposal: BudgetProposal, cut: Iterable[str] = ()) -> BudgetProposal:
    return hand.do(proposal, "review", _reviewer(proposal), rows=figures(proposal, cut))


def with_figures(hand: Any, proposal: BudgetProposal, cut: Iterable[str] = ()) -> BudgetProposal:
    """Control figures with the unit."""
    return hand.do(reviewed_rows(hand, proposal, cut), "give_figures", _reviewer(proposal))


def draft_sent(hand: Any, proposal: BudgetProposal, key: str = "mzj") -> BudgetProposal:
    """The draft budget with finance, at the control figures."""
    rows = [{"row": str(row.pk), "draft": row.figure} for row in proposal.rows.all()]
    proposal = hand.do(proposal, "fill_draft", people.actor(f"{key}.jingban"), rows=rows)
    return hand.do(proposal, "send_draft", people.actor(f"{key}.lingdao"))


def approval(proposal: BudgetProposal, key: str = "mzj", **values: Any) -> dict[str, Any]:
    """What finance enters as it approves."""
    year = proposal.round.year
    rows = [
        {"row": str(row.pk), "approved": row.draft, "code": f"{year}-{key}-9{n}", "reason": ""}
        for n, row in enumerate(proposal.rows.all(), 1)
    ]
    return {
        "congress_on": values.get("approved_on", legal_date()) - timedelta(days=5),
        "document_number": f"长财预〔{legal_date().year}〕2号",
        "approved_on": legal_date(),
        "rows": rows,
        **values,
    }


def budget_approved(hand: Any, proposal: BudgetProposal, key: str = "mzj") -> BudgetProposal:
    """The lines of the year are entered."""
    return hand.do(proposal, "approve", _reviewer(proposal), **approval(proposal, key))


def _reviewer(proposal: BudgetProposal) -> Any:
    """Of the finance department over the unit."""
    return people.actor(f"{FINANCE[proposal.jurisdiction.code]}.shenhe")
