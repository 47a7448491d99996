"""Reports to the government above: a form in use, the city's own report, a district's that was handed in, one that
is still open."""

from __future__ import annotations

from typing import Any

from accounts import demo as people
from reporting import demo
from reporting.models import Report
from workflow import clock


def govreports(hand: Any, s: dict[str, Any]) -> None:
    """`govreport` is the city's, whose superior stands outside; the district's two go to the city."""
    today = clock.legal_date()
    last = demo.month_before(today)
    first = demo.month_before(last)
    s["reportform"] = demo.used(hand, since=first)
    s["reportform.draft"] = demo.mapped(
        hand, demo.drafted(hand, title="镇街购买服务情况季报表", span="quarter")
    )
    s["govreport.handed"] = _handed_in(hand, demo.report_of(s["reportform"], "ngcz", first))
    s["govreport.open"] = demo.report_of(s["reportform"], "ngcz", last)
    own = demo.report_of(s["reportform"], "czj", first)
    frozen = demo.frozen(hand, own, "czj", note="本月口径与上月一致。", **demo.INCOMPLETE)
    s["govreport"] = hand.do(frozen, "submit", people.actor("czj.shenhe"), **demo.dispatch(today))


def _handed_in(hand: Any, report: Report) -> Report:
    """A district's, with a note."""
    frozen = demo.frozen(hand, report, "ngcz", note="县级填报说明：口径与上年一致。")
    return hand.do(frozen, "submit", people.actor("ngcz.shenhe"))
