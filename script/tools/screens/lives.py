"""Projects of the demonstration city at every stage, and who looks at each of them."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Life:
    """A project of the demonstration that stands at some stage, with the people who look at it."""

    stage: str
    name: str
    title: str
    zh: str
    en: str
    people: tuple[str, ...]


CARE = "失能老年人居家养老上门服务"
LIVES = [
    Life("application", "draft", f"{CARE}（2027年）", "起草", "being drafted",
         ("mzj.jingban", "mzj.lingdao", "mzj.yanshou")),
    Life("application", "returned", "残疾人职业技能培训服务", "退回补正", "returned",
         ("cl.jingban", "cl.lingdao", "czj.shenhe")),
    Life("application", "submitted", "垃圾分类公益宣传与入户指导服务", "已申报", "submitted",
         ("jysw.jingban", "jysw.lingdao", "jycz.shenhe")),
    Life("budget", "granted", "公共图书馆夜间开放服务（二次）", "已批复", "granted",
         ("wgl.jingban", "czj.shenhe", "sjj.shenji")),
    Life("sourcing", "tendering", "南关区社区矫正社工服务", "征集中", "open for bids",
         ("ngsf.jingban", "ngcz.shenhe", "ngsf.kaibiao")),
    Life("sourcing", "opened", "商事调解专业化服务", "已开标", "opened",
         ("sfj.jingban", "czj.shenhe", "sjj.shenji")),
    Life("sourcing", "awarded", "未成年人保护热线与个案服务", "已定标", "awarded",
         ("mzj.lingdao", "czj.shenhe", "yixin.faren")),
    Life("supervision", "signed", "社区文化活动策划与组织服务", "已签约", "contracted",
         ("jysw.jingban", "jycz.shenhe", "wenyi.jingban")),
    Life("supervision", "delivering", f"{CARE}（2026年）", "履约中", "being delivered",
         ("mzj.jingban", "czj.guoku", "zhaohui.jingban")),
    Life("supervision", "late", "老年人认知障碍筛查服务", "进度滞后", "behind schedule",
         ("wjw.jingban", "czj.shenhe", "yiliao.jingban")),
    Life("acceptance", "accepted", "农村公益电影放映服务（2026年）", "已验收", "accepted",
         ("wgl.yanshou", "czj.shenhe", "dianying.jingban")),
    Life("evaluation", "evaluated", f"{CARE}（2025年）", "已评价", "evaluated",
         ("mzj.jingban", "czj.shenhe", "zhaohui.jingban")),
    Life("evaluation", "poor", "残疾儿童康复训练服务（2024年）", "评价为差", "graded poor",
         ("cl.lingdao", "cl.jingban", "czj.shenhe")),
]  # fmt: skip
