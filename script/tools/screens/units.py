"""Pictures of what happens to units and to providers: a new name, a merger, a registration that is renewed."""

from __future__ import annotations

from tools.screens.shots import KEY, Link, Shot

REFORMS, SUCCESSOR = "/accounts/reforms/", "长春市卫生健康委员会"
REFORM = Link(rf"^{REFORMS}{KEY}/$", near=SUCCESSOR)
MINE, PROVIDER = "/providers/mine/", rf"^/providers/{KEY}/"
ASKED = ("/providers/all/?q=长春市健康促进会", Link(rf"{PROVIDER}$"))

UNITS = (
    Shot("reforms", "office", "机构变更", "Changes of units", (REFORMS,), "czj.shenhe"),
    Shot("reform", "office", "一次机构合并", "A merger", (REFORMS, REFORM), "czj.shenhe"),
    Shot("rename-form", "office", "机构更名", "Renaming a unit", (f"{REFORMS}rename/",), "czj.shenhe"),
    Shot("merge-form", "office", "机构合并", "Merging a unit", (f"{REFORMS}merge/",), "czj.shenhe"),
    Shot("split-form", "office", "机构分设", "Splitting a unit", (f"{REFORMS}split/",), "czj.shenhe"),
    Shot(
        "unit",
        "office",
        "一个单位的沿革",
        "What a unit was called",
        (REFORMS, REFORM, Link(rf"^/accounts/units/{KEY}/$", near=SUCCESSOR)),
        "czj.shenhe",
    ),
    Shot("renewal-called", "office", "登记即将到期", "A registration that ends soon", (MINE,), "wenyi.faren"),
    Shot(
        "renewal-form",
        "office",
        "申请延续登记",
        "Applying for renewal",
        (MINE, Link(rf"{PROVIDER}ask-renewal/$")),
        "wenyi.faren",
    ),
    Shot("renewal-asked", "office", "延续审核", "A renewal that waits", ASKED, "shzz.jianguan"),
    Shot(
        "renewal-decide",
        "office",
        "准予延续",
        "Granting a renewal",
        (*ASKED, Link(rf"{PROVIDER}renew/$")),
        "shzz.jianguan",
    ),
)
