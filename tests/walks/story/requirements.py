"""The requirement: written, surveyed, put up for comment, reviewed by others, fixed; or fixed on paper, or given up."""

from __future__ import annotations

from datetime import timedelta

from accounts import demo as people
from procurement import demo as procurement
from procurement.models import Project, Requirement, RequirementComment
from tests.walks.story.hand import HAND, aside, at, do, fresh
from workflow import clock

HANDLER, HEAD, FINANCE = "mzj.jingban", "mzj.lingdao", "czj.shenhe"
SPECIAL = "项目负责人具有社会工作师证书。"
COMMENT = {"speaker": "辖区居民", "text": "希望周末也能上门。", "treatment": "taken", "answer": "已写入。"}


def play(project: Project) -> None:
    requirement = procurement.written_requirement(HAND, project)
    more = {"authors": [{"name": "周明", "unit": "长春某咨询公司"}], "special_conditions": SPECIAL}
    changed = procurement.requirement_input(project, **more)
    del changed["project"]
    do(requirement, "revise", HANDLER, **changed, revision=0)
    cosigned(requirement)
    with aside():
        do(requirement, "record_as_fixed", HEAD, **procurement.fixed_outside())
    with aside():
        do(project, "terminate", HEAD, reason="机构改革，职能已划转。")
    do(requirement, "record_survey", HANDLER, **procurement.survey())
    until = clock.legal_date() + timedelta(days=7)
    do(requirement, "put_up", HEAD, comments_until=until, channel="市民政局", publication_reviewed=True)
    comments(requirement)
    at(clock.legal_now() + timedelta(days=8))
    told = {"feedback": "收到1条意见。", "comments": [COMMENT], "publication_reviewed": True}
    do(requirement, "sum_up", HANDLER, **told)
    do(requirement, "send_to_review", HANDLER)
    with aside():
        do(requirement, "send_back", HEAD, reason="验收方案过于笼统。")
    procurement.reviewed(HAND, requirement)
    do(requirement, "fix", HEAD)
    with aside():
        do(fresh(requirement), "reopen", HEAD, reason="预算有调整。")


def comments(requirement: Requirement) -> None:
    """One that is shown and answered, one that isn't shown."""
    said = {"requirement": requirement, "text": "希望晚间也能上门。", "writer": "社区居民"}
    comment = HAND.make(RequirementComment, "submit", people.actor("zhaohui.jingban"), **said)
    with aside():
        do(comment, "withhold", HANDLER, reason="含他人隐私。")
    do(comment, "show", HANDLER)
    do(comment, "reply", HANDLER, treatment="taken", answer="已写入服务时间。")
    with aside():
        do(comment, "take_down", HANDLER, reason="含他人隐私。")


def cosigned(requirement: Requirement) -> None:
    """Finance signs what is asked of providers, or doesn't."""
    do(requirement, "ask_cosign", HANDLER)
    with aside():
        do(requirement, "decline_cosign", FINANCE, reason="该条件限制竞争。")
    do(requirement, "cosign", FINANCE, revision=1)
