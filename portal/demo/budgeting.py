"""What finance does with lines: carries over, transfers, releases what a contract saved, prepares the year's end."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

from accounts import demo as people
from portal.demo.scenes import on
from procurement import demo as procurement
from procurement.models import BudgetLine
from workflow.play import Opening, Play, Story

KEY, FINANCE = "mzj", "czj.shenhe"
CARRIED, TRANSFERRED = Decimal("36000.00"), Decimal("48000.00")
LONG_TERM, LATER_SHARE = "sfj", Decimal("201600.00")
"""A unit that buys for two years; what the second bears of 252,000.00."""
NEW_YEAR, LAST_PAYMENTS = (1, 15), (12, 20)


def openings(today: date) -> list[Opening]:
    """In January into the new year; in the last weeks to a small line of its own."""
    carrying = date(today.year, *NEW_YEAR)
    found: list[Opening] = [
        (on(today - timedelta(days=33)), "transfer", transferred),
        (on(today - timedelta(days=27)), "several-years", several_years),
    ]
    if carrying < today - timedelta(days=40):
        found.append((on(carrying), "carry-over", carried))
    preparing = today - timedelta(days=6)
    if preparing.year == today.year:
        found.append((on(preparing), "year-end", closing_prepared))
    return found


def closing_prepared(play: Play) -> Story:
    """Finance has set the end of payments and works through the check list."""
    year = play.now.year
    last = date(year, *LAST_PAYMENTS)
    until = last if play.now.date() < last else date(year, 12, 31)
    procurement.year_closing(play, year, until=until)
    yield play.after(hours=1)


def several_years(play: Play) -> Story:
    """Finance opens the next year's line ahead of its budget; a purchase of two years reserves a share on each."""
    year, finance = play.now.year, people.actor(FINANCE)
    line = BudgetLine.objects.filter(code=f"{year}-{LONG_TERM}-01").first()
    if line is None:
        return
    named = {
        "code": f"{year + 1}-{LONG_TERM}-09",
        "title": "跨年度购买服务项目",
        "amount": Decimal("260000.00"),
    }
    ahead = procurement.expected_line(play, LONG_TERM, **named)
    yield play.after(working_days=2)
    begins = min((play.now + timedelta(days=45)).date(), date(year, 12, 25))
    rows = [{"name": "个别化教育帮扶", "quantity": 1200, "unit": "人次", "unit_price": Decimal("210.00")}]
    project = procurement.submitted_project(
        play,
        line,
        LONG_TERM,
        item="B08",
        title="社区矫正对象教育帮扶服务（两年期）",
        need="社区矫正对象教育帮扶须连续实施，按年更换承接主体影响矫正效果，拟由社会力量连续提供两年。",
        recipients="全市社区矫正对象",
        recipient_number=640,
        quantity=Decimal(1200),
        cost_rows=rows,
        **procurement.several_years(line, (ahead, LATER_SHARE)) | {"starts_on": begins},
    )
    yield play.after(working_days=3)
    number = f"长财购〔{play.now.year}〕186号"
    play.do(project, "grant", finance, amount=project.requested_amount, decision_number=number)


def carried(play: Play) -> Story:
    """What was left of the old year goes on into the new one."""
    year = play.now.year
    old, new = (BudgetLine.objects.filter(code=f"{y}-{KEY}-01").first() for y in (year - 1, year))
    if old is None or new is None or old.free < CARRIED:
        return
    play.do(
        old,
        "carry_over",
        people.actor(FINANCE),
        target=new,
        amount=CARRIED,
        approval_number=f"长财预〔{year}〕6号",
        reason="上年项目采购节约，结转继续用于养老服务。",
    )
    yield play.after(working_days=4)
    procurement.publish_budget(play, KEY, year)


def transferred(play: Play) -> Story:
    """A small need of the year's end gets a line of its own; what a contract saved pays for it."""
    year, finance = play.now.year, people.actor(FINANCE)
    line = BudgetLine.objects.get(code=f"{year}-{KEY}-01")
    if (saved := line.saved_commitments().first()) is not None:
        reason = "采购成交价低于批复预算，项目不再需要。"
        play.do(line, "release", finance, commitment=saved, amount=saved.free, reason=reason)
        yield play.after(hours=1)
    asked = procurement.increase_request(play, line, KEY)
    yield play.after(working_days=2)
    refused = "项目结余可以先行调剂，请按调剂程序办理。"
    play.do(asked, "refuse", finance, reason=refused)
    small = procurement.budget_line(
        play,
        KEY,
        year=year,
        code=f"{year}-{KEY}-02",
        title="敬老月社会服务",
        category="A07",
        amount=Decimal("12000.00"),
        approval_number=f"长财预〔{year}〕31号",
    )
    yield play.after(hours=1)
    play.do(
        line,
        "transfer",
        finance,
        target=small,
        amount=TRANSFERRED,
        approval_number=f"长财预〔{year}〕32号",
        reason="敬老月活动经费不足，从专项结余中调剂。",
    )
    yield play.after(working_days=3)
    procurement.publish_budget(play, KEY, year)
