"""What a picture of the set is, and the words that stand above the pictures."""

from __future__ import annotations

from dataclasses import dataclass

KEY = r"[0-9a-f]{8}-[0-9a-f-]{27}"
"""A key in an address."""


@dataclass(frozen=True)
class Link:
    """The first link whose address matches, in a row, entry or panel that says `near`."""

    address: str
    near: str = ""

    def __str__(self) -> str:
        return f"a link to {self.address}" + (f" near “{self.near}”" if self.near else "")


@dataclass(frozen=True)
class Shot:
    """A picture: `way` begins at an address that anybody can type and goes on from link to link."""

    name: str
    stage: str
    zh: str
    en: str
    way: tuple[str | Link, ...]
    who: str = ""
    paper: bool = False
    """The end of the way is a PDF."""


STAGES = {
    "public": ("公众看到的", "What the public sees"),
    "desk": ("每天的案头", "The daily desk"),
    "application": ("申报", "Application"),
    "budget": ("预算", "Budget"),
    "sourcing": ("采购", "Sourcing"),
    "supervision": ("监管", "Supervision"),
    "acceptance": ("验收", "Acceptance"),
    "evaluation": ("三方评价", "Evaluation"),
    "office": ("机关办公", "The office"),
    "papers": ("纸面文件", "Papers"),
}

ROLES = {
    "": ("公众", "the public"),
    "jingban": ("经办人", "handler"),
    "lingdao": ("单位领导", "head of the unit"),
    "shenhe": ("财政审核", "finance reviewer"),
    "juzhang": ("财政负责人", "finance head"),
    "guoku": ("国库支付", "treasurer"),
    "yanshou": ("验收", "acceptance officer"),
    "jiandu": ("科室负责人", "chief of a section"),
    "mulu": ("目录编制", "catalogue editor"),
    "kaibiao": ("开标监督", "opening official"),
    "provider": ("承接主体", "provider"),
    "faren": ("承接主体负责人", "provider's head"),
    "shenji": ("审计", "auditor"),
    "jianguan": ("登记管理机关", "regulator"),
    "pingjia": ("第三方评价", "third-party evaluator"),
    "zj": ("评审专家", "expert"),
}
PROVIDERS = (
    "shegong",
    "jiankang",
    "peixun",
    "zhaohui",
    "yiliao",
    "dianying",
    "tiaojie",
    "yixin",
    "wenyi",
    "zhengda",
    "diaocha",
)


def role_of(who: str) -> str:
    """The role of an account, as its name says: `mzj.jingban` is a handler, `yixin.jingban` a provider's."""
    unit, _dot, post = who.partition(".")
    if unit in PROVIDERS and post == "jingban":
        return "provider"
    return post.rstrip("0123456789")
