"""Pictures of what a unit does beside its purchases: sign-off, posts, deputies, loans, papers, corrections."""

from __future__ import annotations

from urllib.parse import quote

from tools.screens.lives import CARE
from tools.screens.shots import KEY, Link, Shot

ROUND, LETTER = Link(rf"^/sign-off/{KEY}/$"), Link(rf"^/documents/numbers/{KEY}/$")
ADAPTED, HOTLINE, HELP = "困难老年人家庭适老化改造服务", "公共法律服务热线值班服务", "南关区社区矫正社工服务"
CONTRACTS = f"/contracts/?words={quote(f'{CARE}（2026年）')}"
PAGE_OF_PAPER = Link(rf"^/documents/{KEY}/paper/$")

OFFICE = [
    Shot("sign-off", "office", "审签", "Sign-off", ("/sign-off/",), "mzj.jingban"),
    Shot("chains", "office", "审签流程", "Sign-off chains", ("/sign-off/chains/",), "mzj.lingdao"),
    Shot(
        "chain-of-signatures",
        "office",
        "一个审签流程",
        "A sign-off chain",
        ("/sign-off/chains/", Link(rf"^/sign-off/chains/{KEY}/$")),
        "mzj.lingdao",
    ),
    Shot(
        "chain-form",
        "office",
        "规定审签流程",
        "Laying down a chain",
        ("/sign-off/chains/lay-down/",),
        "mzj.lingdao",
    ),
    Shot(
        "round-waiting",
        "office",
        "正在会签",
        "Being signed side by side",
        ("/sign-off/", Link(ROUND.address, ADAPTED)),
        "mzj.jiandu",
    ),
    Shot(
        "sign-form",
        "office",
        "会签意见",
        "Signing with an opinion",
        ("/sign-off/", Link(ROUND.address, ADAPTED), Link(rf"^/sign-off/signatures/{KEY}/sign/$")),
        "mzj.jiandu",
    ),
    Shot(
        "round-returned",
        "office",
        "退回送审人",
        "Sent back to the sender",
        ("/sign-off/", Link(ROUND.address, HOTLINE)),
        "sfj.jingban",
    ),
    Shot(
        "round-done",
        "office",
        "审签完毕并已办理",
        "Signed by all and carried out",
        ("/sign-off/", Link(ROUND.address, HELP)),
        "ngcz.shenhe",
    ),
    Shot("posts", "office", "人员与科室", "People and sections", ("/accounts/unit/",), "mzj.lingdao"),
    Shot("deputies", "office", "代理", "Deputies", ("/accounts/deputies/",), "sfj.lingdao"),
    Shot(
        "deputyship",
        "office",
        "一次代理",
        "A deputyship",
        ("/accounts/deputies/", Link(rf"^/accounts/deputies/{KEY}/$")),
        "ngcz.guoku",
    ),
    Shot(
        "deputy-form",
        "office",
        "指定代理人",
        "Appointing a deputy",
        ("/accounts/deputies/appoint/",),
        "mzj.jingban",
    ),
    Shot(
        "hand-over",
        "office",
        "交接",
        "A hand-over",
        ("/accounts/deputies/", Link(rf"^/accounts/hand-overs/{KEY}/$")),
        "mzj.lingdao",
    ),
    Shot("loans", "office", "人员借调", "Loans of people", ("/accounts/loans/",), "ngtw.lingdao"),
    Shot(
        "loan",
        "office",
        "一次借调",
        "A loan",
        ("/accounts/loans/", Link(rf"^/accounts/loans/{KEY}/$")),
        "ngtw.lingdao",
    ),
    Shot("numbers", "office", "发文字号", "Document numbers", ("/documents/numbers/",), "mzj.lingdao"),
    Shot(
        "number-void",
        "office",
        "作废的文号",
        "A void number",
        ("/documents/numbers/", Link(LETTER.address, "作废")),
        "sfj.lingdao",
    ),
    Shot(
        "paper-signed",
        "office",
        "合同与签章件",
        "A contract and its signed copy",
        (CONTRACTS, Link(rf"^/contracts/{KEY}/$"), PAGE_OF_PAPER),
        "mzj.jingban",
    ),
    Shot(
        "paper-sealed",
        "office",
        "带电子签章的通知书",
        "A letter with its seal",
        ("/documents/numbers/", LETTER, PAGE_OF_PAPER),
        "mzj.lingdao",
    ),
    Shot("board", "office", "办理情况", "How the work stands", ("/worklist/board/",), "mzj.lingdao"),
    Shot("corrections", "office", "更正", "Corrections", ("/corrections/",), "mzj.jingban"),
    Shot(
        "correction",
        "office",
        "一件更正",
        "One correction",
        ("/corrections/", Link(rf"^/corrections/{KEY}/$")),
        "mzj.jingban",
    ),
    Shot(
        "security", "office", "登录与设备", "Signing in and devices", ("/accounts/security/",), "mzj.jingban"
    ),
]
