"""The budget of the coming year: called on, sent up, asked about, cut, drafted, approved, with the ways back."""

from __future__ import annotations

from datetime import datetime, time, timedelta

from accounts import demo as people
from accounts.models import Membership, Organisation
from accounts.roles import Role
from procurement import demo as procurement
from procurement.models import BudgetProposal, BudgetQuestion, BudgetRound
from tests.walks.story.hand import HAND, aside, do, fresh
from workflow import clock

YEAR, FINANCE, HANDLER, HEAD = 2027, "czj.shenhe", "mzj.jingban", "mzj.lingdao"
MEALS = "社区助餐配送"


def play() -> None:
    compilation = procurement.budget_round(HAND, YEAR)
    timetable(compilation)
    mine = first_up(compilation)
    mine = first_down(mine)
    mine = second_up(mine)
    with aside():
        approve(fresh(mine))
        conclude(compilation)


def timetable(compilation: BudgetRound) -> None:
    with aside():
        dates = ("requests_until", "figures_until", "drafts_until", "approval_until")
        later = {name: getattr(compilation, name) + timedelta(days=3) for name in dates}
        do(compilation, "move_dates", FINANCE, reason="培训推迟。", **later)
    with aside():
        newcomer = Organisation.objects.filter(pk=people.organisation("ngsf").pk)
        newcomer.update(jurisdiction=compilation.jurisdiction)  # a unit of the city from now on
        do(compilation, "call_on", FINANCE)
    with aside():
        urged(compilation)
    with aside():
        do(compilation, "call_off", FINANCE, reason="年度选错，重新布置。")


def urged(compilation: BudgetRound) -> None:
    """A week after the first date."""
    late = compilation.requests_until + timedelta(days=7)
    clock.set_legal_now(datetime.combine(late, time(10), clock.SHANGHAI))
    do(compilation, "urge", FINANCE, reason="请抓紧上报。")


def first_up(compilation: BudgetRound) -> BudgetProposal:
    mine = procurement.proposal_of(compilation)
    with aside():
        do(mine, "report_nothing", HEAD)
    with aside():
        do(mine, "extend", FINANCE, until=compilation.requests_until + timedelta(days=3), reason="机构调整。")
    with aside():
        procurement.read_from_excel(HAND, compilation)
    rows = [procurement.request_row(), procurement.request_row(MEALS, "12.50", 40000, next="600000.00")]
    mine = procurement.sent_up(HAND, compilation, rows=rows)
    with aside():
        do(mine, "take_back", HEAD)
    with aside():
        until = compilation.requests_until + timedelta(days=2)
        do(mine, "return_requests", FINANCE, until=until, reason="请说明数量依据。")
    return mine


def first_down(mine: BudgetProposal) -> BudgetProposal:
    mine = do(mine, "ask", FINANCE, row=mine.rows.first(), text="单价为何高于上年？")
    with aside():
        do(BudgetQuestion.objects.get(), "withdraw", FINANCE, reason="问错了行。")
    do(BudgetQuestion.objects.get(), "answer", HANDLER, answer_text="含上门器械消毒费用。")
    mine = procurement.with_figures(HAND, mine, cut=[MEALS])
    with aside():
        do(mine, "take_back_figures", FINANCE, reason="漏看一行。")
    return mine


def second_up(mine: BudgetProposal) -> BudgetProposal:
    mine = procurement.draft_sent(HAND, mine)
    with aside():
        do(mine, "take_back_draft", HEAD)
    with aside():
        do(mine, "return_draft", FINANCE, until=mine.drafts_until, reason="请核对资金来源。")
    return mine


def approve(mine: BudgetProposal) -> None:
    """The first row's line was imported before; the second has one of its own, until it is imported too."""
    first, second = (given := procurement.approval(mine))["rows"]
    known = {"year": YEAR, "code": f"{YEAR}-80", "category": "A07", "amount": first["approved"]}
    first["line"], second["line"] = str(procurement.budget_line(HAND, **known).pk), "own"
    mine = do(mine, "approve", FINANCE, **given)
    with aside():
        known |= {"code": f"{YEAR}-81", "amount": second["approved"]}
        imported = procurement.budget_line(HAND, **known)
        do(fresh(imported), "join_row", FINANCE, row=mine.rows.get(pk=second["row"]))


def conclude(compilation: BudgetRound) -> None:
    """The other units buy nothing."""
    for proposal in compilation.unsettled():
        heads = Membership.objects.filter(organisation=proposal.purchaser, roles__contains=[Role.HEAD])
        member = heads.current().longest_first().first()
        if member is None:
            continue
        do(proposal, "report_nothing", member.user.username)
    do(compilation, "end", FINANCE)
