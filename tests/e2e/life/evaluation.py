"""Three parties evaluate; the provider replies; the result is published."""

from __future__ import annotations

from tests.e2e.life.application import HANDLER, HEAD, TITLE
from tests.e2e.life.contract import PROVIDER_HEAD
from tests.e2e.people import Desk, People, click

EVALUATOR = "mz3.pingjia"
INDEPENDENT = dict.fromkeys(("no_shares", "no_people", "no_business", "no_benefit"), True)
ANSWERS = ("非常满意", "满意", "非常满意", "非常满意", "满意", "一般")
REMARK = "希望节假日也能上门。"


def play(people: People) -> None:
    appoint(people)
    survey(people)
    score(people)
    combine(people)
    publish(people)


def appoint(people: People) -> None:
    """The indicators are those of the tender; an independent third party is engaged and declares so."""
    handler = (
        people[HANDLER].take_up("组织绩效评价并公布结果", TITLE).press("启动绩效评价").send("启动绩效评价")
    )
    handler.sees("评价已启动，指标取自采购公告").press("聘请第三方评价机构").fill(
        evaluator="吉林明证评价咨询有限公司",
        engagement_number="WT-2025-07",
        engagement_fee="18000",
        report_due_at="2025-09-15",
    )
    handler.send("聘请第三方评价机构")
    people[EVALUATOR].take_up("作出独立性声明").do("作出独立性声明", **INDEPENDENT)


def survey(people: People) -> None:
    """Six of those who were served answer on their phones: no account, no name, a code each."""
    people[EVALUATOR].do("编制满意度调查方案", small=True, opens_at="2025-08-01", closes_at="2025-08-20")
    people[HANDLER].take_up("开始评分").do("开始评分")
    evaluator = people[EVALUATOR].take_up("第三方评分").press("发放问卷链接").fill(count=len(ANSWERS))
    evaluator.press("发放问卷链接").sees("本页仅显示这一次")
    codes = evaluator.main.locator("code").all_inner_texts()
    for number, (code, rating) in enumerate(zip(codes, ANSWERS, strict=True)):
        answer(people.visitor(width=390), code, rating, "" if number else REMARK)


def answer(recipient: Desk, code: str, rating: str, remark: str) -> None:
    click(recipient.page.get_by_role("link", name="填写满意度问卷"))
    recipient.page.get_by_label("卡片上的编码").fill(code)
    recipient.press("下一步").page.get_by_label(rating, exact=True).check()
    recipient.fill(remark=remark).press("交卷").sees("您的回答已经收到")
    recipient.page.context.close()


def score(people: People) -> None:
    """Purchaser and third party, neither seeing the other's sheet; what recipients said is read first."""
    for username, step in ((HANDLER, "购买主体评分"), (EVALUATOR, "第三方评分")):
        desk = people[username].take_up(step).press(step)
        desk.fill_column("finding", 98, "1", over=False)
        desk.fill_column("note", "经核查台账和回访记录，达到目标。", over=False)
        desk.fill(comment="服务按约完成，群众反映良好。").send(step)


def combine(people: People) -> None:
    """After the survey has ended. Too few have answered: the reason why is on record and is published."""
    people[HANDLER].move_to("2025-08-21")
    evaluator = people[EVALUATOR].go("绩效评价", TITLE).press("审阅服务对象意见").sees(REMARK)
    evaluator.rows("remarks", {"decision": "published", "theme": "服务时间"}).send("审阅服务对象意见")
    handler = people[HANDLER].take_up("合成评分").press("合成评分").sees("有效答卷 6 份")
    handler.fill(summary="服务数量如约完成，资金使用合规，服务对象满意。", budget_advice="keep")
    handler.page.get_by_label("有效答卷 6 份").fill("调查期内多数服务对象住院或外出，已两次上门。")
    handler.send("合成评分")


def publish(people: People) -> None:
    """The provider answers, the head publishes."""
    people[PROVIDER_HEAD].take_up("陈述意见").do("陈述意见", stance="accepts")
    people[HEAD].take_up("公布评价结果").do("公布评价结果", publication_reviewed=True)
