"""A month's report to the government above: its form, a district's share, the city's sum, and every way back."""

from __future__ import annotations

from accounts import demo as people
from reporting import demo
from reporting.models import Template
from tests.walks.story.hand import HAND, aside, do
from workflow import clock


def play() -> None:
    today = clock.legal_date()
    first = demo.month_before(today)
    actor = people.actor("czj.shenhe")
    template = HAND.make(Template, "draft", actor, **demo.given(actor, since=first))
    template = demo.mapped(HAND, template)
    with aside():
        do(template, "discard", "czj.shenhe", reason="省厅已更换报表。")
    template = do(template, "issue", "czj.juzhang")
    _district(template, first)
    report = demo.report_of(template, "czj", first)
    report = do(report, "fill", "czj.shenhe", note="本月口径与上月一致。")
    with aside():
        do(report, "hand_back", "czj.juzhang", reason="请核对支付数。")
    report = do(report, "freeze", "czj.juzhang", **demo.INCOMPLETE)
    report = do(report, "submit", "czj.shenhe", **demo.dispatch(today))
    do(report, "accept", "czj.shenhe")
    with aside():
        do(template, "end", "czj.juzhang", reason="省厅停用本表。")


def _district(template: Template, first: object) -> None:
    report = demo.report_of(template, "ngcz", first)
    with aside():
        do(report, "urge", "czj.shenhe", reason="请于今日下班前报送。")
    report = demo.submitted(HAND, report, "ngcz")
    with aside():
        do(report, "send_back", "czj.shenhe", reason="支付数与国库不一致，请核对后重报。")
    do(report, "accept", "czj.shenhe")
