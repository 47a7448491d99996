"""Pictures of the autumn: annual plans, the departments' opinions, functions and posts."""

from __future__ import annotations

from tools.screens.shots import KEY, Link, Shot

PLANS, INTENTIONS = "/procurement/plans/", "/procurement/intentions/"
CONFIRMED, ASKED, DRAFT = f"{PLANS}?state=confirmed", f"{PLANS}?state=consulting", f"{PLANS}?state=draft"
PLAN, OPINION = Link(rf"^{PLANS}{KEY}/$"), Link(rf"^{PLANS}opinions/{KEY}/$")

PLANNING = (
    Shot("plans", "budget", "年度计划列表", "Annual plans", (PLANS,), "czj.shenhe"),
    Shot("plan", "budget", "年度计划", "An annual plan", (f"{CONFIRMED}&year=2026", PLAN), "mzj.jingban"),
    Shot(
        "plan-version",
        "budget",
        "计划的历史版本",
        "A version of a plan",
        (f"{CONFIRMED}&year=2026", PLAN, Link(rf"^{PLANS}{KEY}/versions/1/$")),
        "mzj.jingban",
    ),
    Shot(
        "plan-fill",
        "budget",
        "填写年度计划",
        "Filling in a plan",
        (DRAFT, PLAN, Link(rf"^{PLANS}{KEY}/fill/$")),
        "wjw.jingban",
    ),
    Shot(
        "plan-confirm",
        "budget",
        "确认年度计划",
        "Confirming a plan",
        (ASKED, PLAN, Link(rf"^{PLANS}{KEY}/confirm/$")),
        "czj.shenhe",
    ),
    Shot(
        "plan-opinion",
        "budget",
        "编制部门意见",
        "The opinion on posts",
        (ASKED, PLAN, OPINION, Link(rf"^{PLANS}opinions/{KEY}/give/$")),
        "bwb.jianguan",
    ),
    Shot("functions", "budget", "职能与编制", "Functions and posts", (f"{PLANS}functions/",), "bwb.jianguan"),
)
ROUNDS = "/procurement/budget/rounds/"
ROUND, PROPOSAL = Link(rf"^{ROUNDS}{KEY}/$"), Link(rf"^/procurement/budget/proposals/{KEY}/$")
COMPILING = (
    Shot("round", "budget", "预算编审工作台", "The compilation of a budget", (ROUNDS, ROUND), "czj.shenhe"),
    Shot("proposal", "budget", "预算建议", "A budget proposal", (ROUNDS, PROPOSAL), "mzj.jingban"),
    Shot(
        "proposal-draft",
        "budget",
        "填报预算草案",
        "Filling in the draft budget",
        (ROUNDS, PROPOSAL, Link(r"/fill-draft/$")),
        "wjw.jingban",
    ),
    Shot(
        "proposal-review",
        "budget",
        "逐项审核",
        "Reviewing a proposal row by row",
        (ROUNDS, ROUND, Link(r"/proposals/", "文化"), Link(r"/review/$")),
        "czj.shenhe",
    ),
    Shot(
        "proposal-approve",
        "budget",
        "批复预算",
        "Approving a budget",
        (ROUNDS, ROUND, Link(r"/proposals/", "民政"), Link(r"/approve/$")),
        "czj.shenhe",
    ),
)
