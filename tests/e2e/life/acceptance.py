"""The rest of the service, its delivery, and its acceptance item by item."""

from __future__ import annotations

from tests.e2e.life.application import HANDLER, TITLE
from tests.e2e.life.contract import PROVIDER
from tests.e2e.life.performance import ACCEPTOR, of_contract
from tests.e2e.papers import picture, table
from tests.e2e.people import People

GROUP = (
    {"name": "吴迪", "unit": "长春市民政局", "capacity": "购买主体代表"},
    {"name": "于海洋", "unit": "吉林大学", "capacity": "专家"},
    {"name": "王桂兰", "capacity": "服务对象"},
)


def play(people: People) -> None:
    deliver(people)
    accept(people)


def deliver(people: People) -> None:
    """The last report is verified, then the provider delivers."""
    people[HANDLER].move_to("2025-08-01")
    provider = of_contract(people, PROVIDER)
    ledger = table("台账2025-07", "日期,人次", "2025-07-12,40")
    provider.press("提交服务台账").fill(month="2025-07", people=318, services=800, file=[ledger])
    provider.send("提交服务台账").press("报告进度").fill(
        starts_on="2025-06-16",
        ends_on="2025-07-31",
        quantity=1500,
        quality="服务时长达标率99.5%。",
        effect="回访满意率98%。",
    ).send("报告进度")
    handler = people[HANDLER].take_up("核验进度").press("核验进度")
    handler.fill(findings_note="抽查台账，与报告一致。").rows("progress", {}, {"done": 100}).send("核验进度")
    of_contract(people, PROVIDER).do(
        "提交最终成果", report="合同约定的服务已全部完成。", files=[picture("总结报告")]
    )


def accept(people: People) -> None:
    """A group with recipients in it; every item; the recipients' voice; signatures; the conclusion."""
    handler = people[HANDLER].take_up("组成验收组", TITLE).press("组成验收组")
    handler.fill(meets_on="2025-08-01", place="长春市民政局三楼会议室", method="查阅台账，逐项对照合同。")
    handler.rows("members", *GROUP).send("组成验收组")
    acceptor = people[ACCEPTOR].take_up("登记验收检查").press("登记验收检查")
    acceptor.rows("items", *[{"verdict": "符合"}] * 10).send("登记验收检查")
    acceptor.do(
        "登记服务对象意见",
        recipients_heard=30,
        recipients_satisfied=29,
        recipients_opinion="服务人员守时、耐心，希望增加节假日上门。",
    )
    acceptor.press("登记签字")
    for member in GROUP:
        acceptor.page.get_by_label(member["name"]).check()
    acceptor.fill(scan=[picture("签字记录")]).send("登记签字")
    acceptor.do("作出验收结论", result="accepted", opinion="服务数量、质量达到合同约定，同意通过验收。")
    people[HANDLER].take_up("公告验收结果").do("公告验收结果", publication_reviewed=True)
