"""Catalogue, purchaser, budget and providers."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from decimal import Decimal

from accounts import demo as people
from accounts.models import Membership, PostChange, Section
from catalog.demo import CONSULTATION, city_catalogue
from catalog.models import Edition
from catalog.standard import first_edition
from procurement import demo as procurement
from procurement.models import BudgetLine, PurchaserProfile
from providers import demo as providers
from providers.models import Provider
from providers.tasks import call_for_renewals
from tests.walks.story.hand import HAND, aside, do
from workflow import clock

BEGINS = datetime(2026, 1, 12, 10, 0, tzinfo=clock.SHANGHAI)
INCREASES = {
    "grant": {"amount": "50000.00", "approval_number": "长财预〔2026〕41号"},
    "refuse": {"reason": "先从项目结余中调剂解决。"},
    "withdraw": {"reason": "已从其他渠道解决。"},
}
"""The ends of a unit's request for an increase."""
BIDDERS = ("zhaohui", "kangle", "yixin")


def play() -> None:
    clock.set_legal_now(BEGINS)
    people.build()
    order()
    catalogue()
    purchaser()
    budget()
    registration()


def order() -> None:
    """The unit's sections and posts: opened and given when people were made, here changed and ended."""
    head = people.actor("mzj.lingdao")
    section = HAND.make(Section, "open", head, name="信息科", name_en="Information Section", position=9)
    do(section, "rename", "mzj.lingdao", name="信息中心", name_en="Information Centre", position=9)
    with aside():
        do(section, "end", "mzj.lingdao", reason="机构调整。")
    member = Membership.objects.get(user__username="mzj.kanhu")
    with aside():
        HAND.make(PostChange, "end", head, membership=member, reason="调离。")


def catalogue() -> None:
    city_catalogue(HAND)
    new = {
        "year": 2027,
        "number": "长财采购〔2026〕3号",
        "issued_on": date(2026, 1, 12),
        "effective_from": date(2027, 1, 1),
        "consultation": CONSULTATION,
        "contact": "市财政局政府采购监督管理科",
        "items": first_edition()[:12],
    }
    draft = HAND.make(Edition, "draft", people.actor("czj.mulu"), **new)
    do(draft, "revise", "czj.mulu", **new)


def purchaser() -> None:
    given = {"kind": "PUR-1", "internal_control": "《政府购买服务内部监督管理办法》"}
    profile = HAND.make(PurchaserProfile, "register", people.actor("mzj.jingban"), **given)
    with aside():
        do(profile, "give_back", "czj.shenhe", reason="请补充内部监督管理办法的文号。")
        do(profile, "revise", "mzj.jingban", **given)
    do(profile, "confirm", "czj.shenhe")


def budget() -> None:
    line = procurement.budget_line(HAND)
    do(line, "increase", "czj.shenhe", amount="200000.00", approval_number="长财预〔2026〕15号")
    do(line, "cut", "czj.shenhe", amount="100000.00", reason="压减一般性支出。")
    years = [{"year": 2027, "amount": "500000.00"}]
    do(line, "plan", "czj.shenhe", plan_years=years, reason="服务延续到下一年度。")
    with aside():
        mistaken = procurement.budget_line(HAND, code=f"{line.year}-mzj-77")
        do(mistaken, "strike", "czj.shenhe", reason="重复录入。")
    procurement.publish_budget(HAND)
    with aside():
        years_to_come(line)
    with aside():
        moves(line)
    for step, given in INCREASES.items():
        with aside():
            who = "mzj.lingdao" if step == "withdraw" else "czj.shenhe"
            do(procurement.increase_request(HAND, line), step, who, **given)
    with aside():
        do(procurement.line_import(HAND), "discard", "czj.shenhe")
    with aside():
        do(procurement.line_import(HAND, {}, {"next": 5}), "enter", "czj.shenhe")
    with aside():
        do(line, "close", "czj.shenhe", reason="年度终了。")
    with aside():
        closing()


def years_to_come(line: BudgetLine) -> None:
    """Next year's line is opened ahead; a purchase of two years rests on it, and the budget bears it."""
    ahead = procurement.expected_line(HAND)
    more = {"amount": "900000.00", "approval_number": "长财预〔2026〕19号", "reason": "规划调整。"}
    do(ahead, "expect_anew", "czj.shenhe", **more)
    asked = procurement.several_years(line, (ahead, Decimal("240000.00")))
    given = {"amount": "500000.00", "later_years": [{"year": ahead.year, "amount": "200000.00"}]}
    project = procurement.submitted_project(HAND, line, **asked)
    do(project, "grant", "czj.shenhe", decision_number="长财社〔2026〕12号", **given)
    do(ahead, "approve", "czj.shenhe", amount="300000.00", approval_number="长财预〔2027〕1号")


def moves(line: BudgetLine) -> None:
    """To another line of the year, and into the next year."""
    why = {"amount": "50000.00", "approval_number": "长财预〔2026〕21号", "reason": "项目之间调剂。"}
    other = procurement.budget_line(HAND, code="2026-mzj-02")
    do(line, "transfer", "czj.shenhe", target=other, **why)
    following = procurement.budget_line(HAND, code="2027-mzj-01", year=2027)
    do(line, "carry_over", "czj.shenhe", target=following, **why)


def closing() -> None:
    """A year that has ended: payments stop, the rest lapses, an error is put right afterwards."""
    found = procurement.year_closing(HAND, 2025, until=date(2025, 12, 20), code="2025-mzj-01")
    until = date(2025, 12, 31)
    do(found, "move_cutoff", "czj.shenhe", payments_until=until, reason="国库系统年终停机时间推迟。")
    do(found, "close", "czj.shenhe", lapse_acknowledged=True)
    given = {"direction": "less", "amount": "543.21", "approval_number": "长财预〔2026〕9号"}
    line = BudgetLine.objects.get(code="2025-mzj-01")
    do(line, "adjust", "czj.juzhang", reason="更正录入错误。", **given)


def registration() -> None:
    waiting = providers.registered("zhaohui")
    with aside():
        do(waiting, "send_back", "shzz.jianguan", reason="年检结论已过期，请补充。")
        do(waiting, "resubmit", "zhaohui.faren", **providers.registration("zhaohui"))
    with aside():
        renewal(providers.approved("zhaohui", until=BEGINS.date() + timedelta(days=30)))
    approved = {key: providers.approved(key) for key in BIDDERS}
    with aside():
        do(approved["zhaohui"], "suspend", "shzz.jianguan", reason="未按规定报送年度报告。")
        do(approved["zhaohui"], "reinstate", "shzz.jianguan", reason="已经补报。")
    more = providers.paper(people.actor("zhaohui.faren"), "新证书.pdf")
    until = BEGINS.date() + timedelta(days=900)
    do(approved["zhaohui"], "supplement", "zhaohui.faren", elg_6_files=[more], elg_6_until=until)


def renewal(provider: Provider) -> None:
    """As the end comes near the provider is called on; what is refused is asked for again, and granted."""
    call_for_renewals()
    do(provider, "ask_renewal", "zhaohui.faren", **providers.renewal("zhaohui"))
    with aside():
        do(provider, "withdraw_renewal", "zhaohui.faren", reason="证书即将换发。")
    do(provider, "refuse_renewal", "shzz.jianguan", reason="评估等级证书字迹不清，请重新提交。")
    do(provider, "ask_renewal", "zhaohui.faren", **providers.renewal("zhaohui"))
    until = BEGINS.date() + timedelta(days=5 * 365)
    do(provider, "renew", "shzz.jianguan", basis="长民组〔2026〕9号", valid_until=until)


def line() -> BudgetLine:
    return BudgetLine.objects.get()
