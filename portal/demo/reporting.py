"""Reports to the province: the month before last summed up and sent, last month's on the way, last year's frozen."""

from __future__ import annotations

from datetime import date, timedelta

from accounts import demo as people
from portal.demo.scenes import AFTERNOON, MORNING, on, working
from reporting import demo
from workflow.clock import legal_date
from workflow.play import Opening, Play, Story

DISTRICT, ZONE = "ngcz", "jycz"
YEARLY_BEFORE = timedelta(days=20)


def openings(today: date) -> list[Opening]:
    """The monthly form came at the beginning of last month, the yearly one three weeks ago."""
    return [
        (on(first_working_day(demo.month_before(today))), "monthly-report", monthly),
        (on(today - YEARLY_BEFORE), "yearly-report", yearly),
    ]


def first_working_day(month: date) -> date:
    return working(month - timedelta(days=1), 1)


def monthly(play: Play) -> Story:
    first = demo.month_before(legal_date(play.now))
    template = demo.used(play, since=first)
    yield play.after(working_days=1, at=MORNING)
    demo.accepted(play, demo.report_of(template, DISTRICT, first), DISTRICT)
    yield play.after(working_days=2, at=AFTERNOON)
    own = demo.report_of(template, "czj", first)
    note = "净月高新区本期无新签合同，报表将于下月补报。"
    report = demo.frozen(play, own, "czj", note=note, **demo.INCOMPLETE)
    play.do(report, "submit", people.actor("czj.shenhe"), **demo.dispatch(legal_date(play.now)))
    yield on(first_working_day((first + timedelta(days=63)).replace(day=1)), MORNING)
    second = demo.month_before(legal_date(play.now))
    demo.submitted(play, demo.report_of(template, DISTRICT, second), DISTRICT)
    yield play.after(working_days=3, at=AFTERNOON)
    late = demo.report_of(template, ZONE, second)
    play.do(late, "urge", people.actor("czj.shenhe"), reason="请于本周内报送。")


def yearly(play: Play) -> Story:
    """Last year as the province wants it, frozen with its charts."""
    last = date(legal_date(play.now).year - 1, 1, 1)
    template = demo.used(play, span="year", since=last, includes_below=False)
    yield play.after(working_days=2, at=AFTERNOON)
    demo.frozen(play, demo.report_of(template, "czj", last), "czj", **demo.BELOW_TARGET)
