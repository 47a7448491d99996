"""The requirement of the service: written from the application, and recorded as it was fixed on paper."""

from __future__ import annotations

from tests.e2e.life.application import HANDLER, HEAD, TITLE
from tests.e2e.papers import pdf
from tests.e2e.people import People

CONTENTS = {
    "standards": "执行《居家养老上门服务基本规范》。",
    "service": "受理后24小时内响应，按月完成计划量。",
    "acceptance": "按月核对服务台账，年度验收逐项对照。",
    "begins_on": "2025-03-10",
    "method": "公开招标",
    "eligibility": "依法登记，具备上门照护的人员和能力。",
    "rules_of_choice": "综合评分法，价格分10分。",
    "acceptance_plan": "业务科室、财务科和服务对象代表组成验收小组。",
    "recipients_accept": True,
    "risks": "服务量波动按实际结算。",
}
FIXED = {
    "fixed_outside": "局长办公会议纪要〔2025〕3号",
    "written_on": "2025-01-20",
    "reviewed_on": "2025-02-28",
    "general_finding": "程序和内容符合规定。",
    "focused_finding": "未见倾向性条款。",
    "surveyed_on": "2025-02-10",
    "survey_way": "座谈",
    "survey_findings": "本地有多家机构能够承接。",
    "held_from": "2025-02-17",
    "held_until": "2025-02-26",
    "feedback": "收到建议2条，均已采纳。",
}
ASKED = [
    {"name": name, "kind": "市场主体", "said": "能够承接。"} for name in ("朝晖社工", "康乐养老", "益心公益")
]
REVIEWERS = [{"name": "孙立民", "unit": "机关财务科"}]


def play(people: People) -> None:
    people[HANDLER].take_up("组织采购", TITLE).press("编制采购需求").fill(**CONTENTS).send("编制采购需求")
    head = people[HEAD].go("本单位项目", TITLE).follow("编制中").press("补录线下确定的需求")
    head.fill(**FIXED, papers=[pdf("采购需求审查意见表")]).rows("respondents", *ASKED).rows(
        "reviewers", *REVIEWERS
    )
    head.send("补录线下确定的需求").sees("已确定", "未见倾向性条款")
