"""Requirements in the demonstration: written, surveyed, put up for comment, reviewed and fixed."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from accounts import demo as people
from documents.demo import sheet
from documents.models import StoredFile
from documents.services import stage
from procurement.models import Project, Requirement
from procurement.presenting_requirements import first_draft
from workflow.clock import legal_date

ASKED = ("长春市朝晖社会工作服务中心", "吉林省康乐居家养老服务有限公司", "长春市益心公益发展中心")
RESPONDENTS = [
    {"name": name, "kind": "market", "said": "能够按需求提供服务，建议明确结算周期。"} for name in ASKED
]
ELIGIBILITY = "依法登记，具备提供服务所必需的设施、人员和专业技术能力；近三年无重大违法记录。"
"""The tender says the same."""
REVIEWERS = [{"name": "孙立民", "unit": "机关财务科"}, {"name": "高洁", "unit": "机关纪检组"}]


def requirement_input(project: Project, **values: Any) -> dict[str, Any]:
    """The complete input of `write`; `values` change parts of it."""
    return {
        **first_draft(project),
        "project": project,
        "standards": "执行国家、行业和吉林省现行服务标准；没有标准的，按采购文件约定。",
        "service": "受理后24小时内响应，按月完成计划量，差错率不高于1%。",
        "acceptance": "按月核对服务台账，抽查不少于一成；年度验收逐项对照本需求。",
        "other": "",
        "begins_on": legal_date() + timedelta(days=14),
        "organisation": "own",
        "method": "open",
        "eligibility": ELIGIBILITY,
        "special_conditions": "",
        "rules_of_choice": "综合评分法，价格分不低于10分，服务方案、团队和业绩按评审标准量化打分。",
        "pricing": "unit",
        "acceptance_plan": "由业务科室、财务科和服务对象代表组成验收小组，按季度抽查、年度验收。",
        "recipients_accept": True,
        "risks": "服务量波动按实际结算；人员流动由承接主体七日内补齐；数据安全按合同约定追责。",
        "is_special": False,
        "emergency": "",
        "authors": [],
        "papers": [],
        **values,
    }


def written_requirement(hand: Any, project: Project, key: str = "mzj", **values: Any) -> Requirement:
    handler = people.actor(f"{key}.jingban")
    return hand.make(Requirement, "write", handler, **requirement_input(project, **values))


def cosigned(hand: Any, requirement: Requirement, key: str = "mzj", finance: str = "czj") -> Requirement:
    """Finance was asked about the special conditions, and signs them."""
    requirement = hand.do(requirement, "ask_cosign", people.actor(f"{key}.jingban"))
    return hand.do(requirement, "cosign", people.actor(f"{finance}.shenhe"))


def survey(**values: Any) -> dict[str, Any]:
    """The input of `record_survey`."""
    return {
        "surveyed_on": legal_date() - timedelta(days=20),
        "survey_way": "forum",
        "survey_findings": "本地有多家机构能够承接，近三年同类服务成交价稳定，后续无额外维护费用。",
        "respondents": RESPONDENTS,
        "papers": [],
        **values,
    }


def scan_of_review(key: str = "mzj") -> StoredFile:
    """The sheet of a review on paper, as the head hands it in."""
    reviewers = tuple(row["name"] for row in REVIEWERS)
    found = {"审查意见": "程序和内容符合规定，未见倾向性条款。"}
    scan = sheet("采购需求审查意见表", found, signed=reviewers)
    return stage(SimpleUploadedFile("采购需求审查意见表.png", scan), people.actor(f"{key}.lingdao"))


def fixed_outside(key: str = "mzj", **values: Any) -> dict[str, Any]:
    """The input of `record_as_fixed`."""
    today = legal_date()
    return {
        **survey(),
        "fixed_outside": f"局长办公会议纪要〔{today.year}〕9号",
        "papers": [scan_of_review(key)],
        "written_on": today - timedelta(days=30),
        "reviewed_on": today - timedelta(days=2),
        "general_finding": "程序和内容符合规定，实施计划完整，时间安排可行。",
        "focused_finding": "不含歧视性条款，竞争充分，落实了中小企业政策，履约风险有应对措施。",
        "reviewers": REVIEWERS,
        "held_from": today - timedelta(days=15),
        "held_until": today - timedelta(days=5),
        "feedback": "通过官网和街道公告栏征求意见，收到建议2条，均已采纳。",
        **values,
    }


def fixed_requirement(hand: Any, project: Project, key: str = "mzj") -> Requirement:
    """A requirement that was reviewed and fixed on paper, as most of them were until now."""
    requirement = Requirement.objects.filter(project=project).first()
    if requirement is None:
        requirement = written_requirement(hand, project, key)
    if requirement.state == Requirement.State.FIXED:
        return requirement
    return hand.do(requirement, "record_as_fixed", people.actor(f"{key}.lingdao"), **fixed_outside(key))


def up_for_comment(
    hand: Any, project: Project, key: str = "mzj", *, days: int = 10, **values: Any
) -> Requirement:
    """The public reads the draft and may comment for some days."""
    requirement = Requirement.objects.filter(project=project).first()
    if requirement is None:
        requirement = written_requirement(hand, project, key, **values)
        requirement = hand.do(requirement, "record_survey", people.actor(f"{key}.jingban"), **survey())
    if requirement.state != Requirement.State.WRITING:
        return requirement
    given = {
        "comments_until": legal_date() + timedelta(days=days),
        "channel": "长春市民政局养老服务处，0431-88770000，ylfw@mzj.changchun.example",
        "publication_reviewed": True,
    }
    return hand.do(requirement, "put_up", people.actor(f"{key}.lingdao"), **given)


def reviewed(hand: Any, requirement: Requirement, key: str = "mzj") -> Requirement:
    """Both reviews, by the head of unit and two colleagues who are not in the portal."""
    head = people.actor(f"{key}.lingdao")
    general = {"procedure": True, "survey": True, "plan": True, "finding": "程序和内容符合规定。"}
    requirement = hand.do(requirement, "review_generally", head, reviewers=REVIEWERS, **general)
    points = dict.fromkeys(("equality", "competition", "policies", "performance", "else_"), True)
    return hand.do(
        requirement, "review_in_focus", head, reviewers=REVIEWERS, **points, finding="未见倾向性条款。"
    )
