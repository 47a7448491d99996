"""The set of pictures: which pages, whose eyes, and the way a person takes to them. Nothing here knows the database."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import quote

from tools.screens.budgeting import MONEY
from tools.screens.catalogue import SHELF
from tools.screens.lives import CARE, LIVES
from tools.screens.office import OFFICE
from tools.screens.plans import COMPILING, PLANNING
from tools.screens.reporting import REPORTING
from tools.screens.shots import KEY, ROLES, Link, Shot, role_of
from tools.screens.units import UNITS

PROJECTS, CONTRACTS = "/procurement/projects/?q={}", "/contracts/?words={}"
TENDERS, EVALUATIONS, NOTICES = "/sourcing/tenders/?q={}", "/evaluation/?q={}", "/notices/?q={}&kind={}"
PROJECT, CONTRACT = Link(rf"^/projects/{KEY}/$"), Link(rf"^/contracts/{KEY}/$")
TENDER, EVALUATION = Link(rf"^/sourcing/tenders/{KEY}/$"), Link(rf"^/evaluation/{KEY}/$")
NOTICE, PAPER = Link(r"^/notices/[A-Z]+-\d"), rf"^/documents/{KEY}/$"
SEAT = Link(rf"^/sourcing/seats/{KEY}/$")
RESULT = Link(r"^/evaluation/results/")
DELIVERED, DONE, LATE = f"{CARE}（2026年）", f"{CARE}（2025年）", "老年人认知障碍筛查服务"
SCORED = "餐饮油烟排放专项调查服务"
TENDERED, OPENED, GRANTED = "南关区社区矫正社工服务", "商事调解专业化服务", "公共图书馆夜间开放服务（二次）"
BID_FOR = "生态环境专项资金绩效评价服务"
"""Open for bids long enough that some have come in, whatever day it is."""


def searched(address: str, *words: str) -> str:
    """The address of a list after somebody has typed words into its search box."""
    return address.format(*map(quote, words))


def every() -> Iterator[Shot]:
    """All of the set, in the order in which it is shown."""
    yield from PUBLIC
    yield from DESK
    yield from project_pages()
    yield from STEPS
    yield from SHELF
    yield from PLANNING
    yield from COMPILING
    yield from MONEY
    yield from REPORTING
    yield from OFFICE
    yield from UNITS
    yield from PAPERS


def project_pages() -> Iterator[Shot]:
    """The one page of a project at every stage, for each of the people who look at it."""
    for life in LIVES:
        way = (searched(PROJECTS, life.title), PROJECT)
        for who in life.people:
            role = role_of(who)
            zh, en = f"项目页·{life.zh}·{ROLES[role][0]}", f"Project page, {life.en}: {ROLES[role][1]}"
            yield Shot(f"project-{life.name}-{role}", life.stage, zh, en, way, who)


PUBLIC = [
    Shot("home", "public", "首页", "Home", ("/",)),
    Shot("notices", "public", "公告列表", "Notices", ("/notices/",)),
    Shot(
        "notice-tender", "public", "采购公告", "Tender notice", (searched(NOTICES, TENDERED, "AN-03"), NOTICE)
    ),
    Shot(
        "notice-award", "public", "中标公告", "Award notice", (searched(NOTICES, DELIVERED, "AN-07"), NOTICE)
    ),
    Shot(
        "notice-contract",
        "public",
        "合同公告",
        "Contract notice",
        (searched(NOTICES, DELIVERED, "AN-09"), NOTICE),
    ),
    Shot(
        "project-public",
        "public",
        "项目页·公众",
        "Project page: the public",
        (searched(NOTICES, DONE, ""), NOTICE, Link(rf"^/notices/project/{KEY}/$")),
    ),
    Shot(
        "result",
        "public",
        "评价结果",
        "Result of an evaluation",
        (searched(NOTICES, DONE, "AN-17"), RESULT),
    ),
    Shot("search", "public", "搜索", "Search", (searched("/search/?q={}", "居家养老"),)),
    Shot("catalogue", "public", "指导性目录", "Guidance catalogue", ("/catalogue/",)),
    Shot("register", "public", "承接主体名录", "Register of providers", ("/providers/",)),
    Shot(
        "register-entry",
        "public",
        "承接主体",
        "A provider",
        (searched("/providers/?q={}", "朝晖"), Link(rf"^/providers/register/{KEY}/$")),
    ),
    Shot("join", "public", "成为承接主体", "Become a provider", ("/providers/join/",)),
    Shot("rules", "public", "执行的规则", "Rules in force", ("/rules/",)),
    Shot("chain", "public", "办理记录链", "Event chain", ("/rules/chain/",)),
    Shot("sealing", "public", "投标怎样加密", "How bids are sealed", ("/sourcing/sealing/",)),
    Shot("survey", "public", "服务对象评价入口", "Entry to the survey", ("/evaluation/s/",)),
    Shot("sign-in", "public", "登录", "Signing in", ("/accounts/sign-in/",)),
    Shot("not-found", "public", "没有这个页面", "No such page", ("/no-such-page/",)),
]

DESK = [
    Shot("worklist-finance", "desk", "待办·财政审核", "Worklist: finance", ("/worklist/",), "czj.shenhe"),
    Shot(
        "worklist-section",
        "desk",
        "本单位待办",
        "Worklist of an organisation",
        ("/worklist/?tab=section",),
        "mzj.jingban",
    ),
    Shot("worklist-provider", "desk", "待办·承接主体", "Worklist: provider", ("/worklist/",), "wenyi.faren"),
    Shot("worklist-watched", "desk", "关注", "Watched projects", ("/worklist/?tab=watched",), "mzj.jingban"),
    Shot("messages", "desk", "消息", "Messages", ("/accounts/messages/",), "mzj.jingban"),
    Shot(
        "message-settings",
        "desk",
        "消息设置",
        "What I am told, and how",
        ("/accounts/messages/settings/",),
        "mzj.jingban",
    ),
    Shot("mailbox", "desk", "信箱", "Mailbox", ("/mailbox/",), "mzj.jingban"),
    Shot("projects", "desk", "项目列表", "Projects", ("/procurement/projects/",), "czj.shenhe"),
    Shot("tenders", "desk", "采购列表", "Tenders", ("/sourcing/tenders/",), "mzj.jingban"),
    Shot("contracts", "desk", "合同列表", "Contracts", ("/contracts/",), "mzj.jingban"),
    Shot("payments", "desk", "拨款列表", "Payments", ("/contracts/payments/",), "czj.guoku"),
    Shot("evaluations", "desk", "评价列表", "Evaluations", ("/evaluation/",), "czj.shenhe"),
    Shot("providers", "desk", "承接主体管理", "Providers", ("/providers/all/",), "shzz.jianguan"),
    Shot(
        "own-registration", "desk", "本单位登记", "Our registration", ("/providers/mine/",), "zhaohui.jingban"
    ),
    Shot("parameters", "desk", "规则参数", "Rule parameters", ("/rules/changes/",), "czj.juzhang"),
    Shot("account", "desk", "我的账号", "My account", ("/accounts/me/",), "czj.guoku"),
]


STEPS = [
    Shot(
        "application-form",
        "application",
        "填写申报书",
        "Filling in an application",
        (
            searched(PROJECTS, f"{CARE}（2027年）"),
            PROJECT,
            Link(rf"^/procurement/projects/{KEY}/prepare/"),
        ),
        "mzj.jingban",
    ),
    Shot("budget-lines", "budget", "预算列表", "Budget lines", ("/procurement/budget/",), "czj.shenhe"),
    Shot(
        "budget-line",
        "budget",
        "预算明细",
        "A budget line",
        ("/procurement/budget/?state=open", Link(rf"^/procurement/budget/{KEY}/$")),
        "czj.shenhe",
    ),
    Shot(
        "grant-form",
        "application",
        "审批申报",
        "Deciding on an application",
        (
            searched(PROJECTS, "垃圾分类公益宣传与入户指导服务"),
            PROJECT,
            Link(rf"^/procurement/projects/{KEY}/grant/"),
        ),
        "jycz.shenhe",
    ),
    Shot(
        "tender-form",
        "sourcing",
        "起草采购文件",
        "Drafting a tender",
        (searched(PROJECTS, GRANTED), PROJECT, Link(r"^/sourcing/tenders/draft/")),
        "wgl.jingban",
    ),
    Shot(
        "tender",
        "sourcing",
        "采购·经办人",
        "Tender: handler",
        (searched(TENDERS, TENDERED), TENDER),
        "ngsf.jingban",
    ),
    Shot(
        "tender-provider",
        "sourcing",
        "采购·承接主体",
        "Tender: provider",
        (searched(TENDERS, TENDERED), TENDER),
        "yixin.jingban",
    ),
    Shot(
        "bid",
        "sourcing",
        "投标",
        "Bidding",
        (searched(TENDERS, TENDERED), TENDER, Link(rf"^/sourcing/tenders/{KEY}/bid/$")),
        "shegong.jingban",
    ),
    Shot(
        "bid-receipt",
        "sourcing",
        "投标回执",
        "Receipt of a bid",
        (searched(TENDERS, BID_FOR), TENDER, Link(rf"^/sourcing/tenders/{KEY}/bid/$")),
        "diaocha.jingban",
    ),
    Shot(
        "ceremony",
        "sourcing",
        "开标现场",
        "The opening",
        (searched(TENDERS, TENDERED), TENDER, Link(rf"^/sourcing/tenders/{KEY}/opening/$")),
        "ngsf.kaibiao",
    ),
    Shot(
        "opening",
        "sourcing",
        "开标记录",
        "Opening record",
        (searched(TENDERS, OPENED), TENDER, Link(rf"^/sourcing/tenders/{KEY}/(record|opening)/$")),
        "sfj.jingban",
    ),
    Shot("seat", "sourcing", "评标席位", "A seat on the panel", ("/worklist/", SEAT), "sfj.yanshou"),
    Shot(
        "scoring",
        "sourcing",
        "评标打分",
        "Scoring bids",
        ("/worklist/", SEAT, Link(rf"^/sourcing/seats/{KEY}/score/$")),
        "sfj.yanshou",
    ),
    Shot(
        "contract",
        "supervision",
        "合同·经办人",
        "Contract: handler",
        (searched(CONTRACTS, DELIVERED), CONTRACT),
        "mzj.jingban",
    ),
    Shot(
        "contract-provider",
        "supervision",
        "合同·承接主体",
        "Contract: provider",
        (searched(CONTRACTS, DELIVERED), CONTRACT),
        "zhaohui.jingban",
    ),
    Shot(
        "contract-late",
        "supervision",
        "进度滞后的合同",
        "A contract behind schedule",
        (searched(CONTRACTS, LATE), CONTRACT),
        "wjw.jingban",
    ),
    Shot(
        "payment",
        "supervision",
        "一笔拨款",
        "A payment",
        (searched(CONTRACTS, DELIVERED), CONTRACT, Link(rf"^/contracts/payments/{KEY}/$")),
        "czj.guoku",
    ),
    Shot(
        "report",
        "supervision",
        "服务报告",
        "A progress report",
        (searched(CONTRACTS, DELIVERED), CONTRACT, Link(rf"^/contracts/reports/{KEY}/$")),
        "mzj.jingban",
    ),
    Shot(
        "acceptance",
        "acceptance",
        "验收",
        "An acceptance",
        (searched(CONTRACTS, DONE), CONTRACT, Link(rf"^/contracts/acceptances/{KEY}/$")),
        "mzj.yanshou",
    ),
    Shot(
        "evaluation-scoring",
        "evaluation",
        "三方评分",
        "Scoring a service",
        (searched(EVALUATIONS, SCORED), EVALUATION, Link(rf"^/evaluation/{KEY}/score-as-")),
        "mz3.pingjia",
    ),
    Shot(
        "evaluation",
        "evaluation",
        "评价·经办人",
        "Evaluation: handler",
        (searched(EVALUATIONS, DONE), EVALUATION),
        "mzj.jingban",
    ),
]

PAPERS = [
    Shot(
        "paper-contract",
        "papers",
        "合同",
        "Contract",
        (searched(CONTRACTS, DELIVERED), CONTRACT, Link(PAPER, near="合同")),
        "mzj.jingban",
        paper=True,
    ),
    Shot(
        "paper-letter",
        "papers",
        "中标通知书",
        "Letter of acceptance",
        (searched(TENDERS, DELIVERED), TENDER, Link(PAPER, near="中标通知书")),
        "mzj.jingban",
        paper=True,
    ),
    Shot(
        "paper-notice",
        "papers",
        "采购公告",
        "Tender notice",
        (searched(NOTICES, TENDERED, "AN-03"), NOTICE, Link(PAPER)),
        paper=True,
    ),
]
