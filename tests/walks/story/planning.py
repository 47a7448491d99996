"""The application: drafted, presented, submitted and granted; or sent back, refused and given up."""

from __future__ import annotations

from procurement import demo as procurement
from procurement.indicators import default_indicators
from procurement.models import Project
from tests.walks.story import signing
from tests.walks.story.groundwork import line
from tests.walks.story.hand import HAND, aside, do

INDICATORS = {"indicators": default_indicators()}


def play() -> Project:
    project = procurement.draft_project(HAND)
    project = procurement.prepare(HAND, project, line(), **INDICATORS)
    project = do(project, "present", "mzj.jingban")
    with aside():
        do(project, "hand_back", "mzj.lingdao", reason="请核对服务人数。")
    project = do(project, "submit", "mzj.lingdao")
    with aside():
        do(project, "refuse", "czj.shenhe", reason="同类服务已由省级部门安排。")
    with aside():
        do(project, "give_back", "czj.shenhe", reason="请补充市场询价依据。")
    with aside():
        do(project, "terminate", "mzj.lingdao", reason="机构改革，职能已划转。")
    signing.play(project)
    with aside():
        procurement.told_outside_of_the_plan(HAND, project, month=12)
    number = "长财社〔2026〕12号"
    return do(project, "grant", "czj.shenhe", amount=project.requested_amount, decision_number=number)
