"""Wrong entries: one that leaves something to be settled, one that was published."""

from __future__ import annotations

from accounts import demo as people
from contracts.models import Acceptance, ProgressReport
from corrections import demo
from tests.walks.story.hand import HAND, aside, do

HANDLER, HEAD = "mzj.jingban", "mzj.lingdao"
REASON = "录入时看错了行。"


def of_progress(report: ProgressReport) -> None:
    with aside():
        right = report.verified_quantity - 1
        made = demo.proposed(HAND, report, "verified_quantity", people.actor(HANDLER), right, REASON)
        demo.confirmed(HAND, made, people.actor(HEAD))
        do(made, "settle", HANDLER, reason="里程碑进度核对无误。")


def of_the_result(acceptance: Acceptance) -> None:
    right = acceptance.recipients_heard + 1
    made = demo.proposed(HAND, acceptance, "recipients_heard", people.actor(HANDLER), right, REASON)
    with aside():
        do(made, "refuse", HEAD, reason="签到表上就是这个数。")
    with aside():
        do(made, "withdraw", HANDLER)
    demo.confirmed(HAND, made, people.actor(HEAD))
