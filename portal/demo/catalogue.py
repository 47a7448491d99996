"""Next year's catalogue is being made: the public and the departments are heard on its draft just now."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from accounts import demo as people
from catalog.models import Comment, Edition
from catalog.standard import first_edition
from portal.demo.scenes import on
from workflow.clock import legal_date
from workflow.play import Opening, Play, Story

EDITOR = "czj.mulu"
ASKED = ("mzj", "sfj", "wjw", "wgl", "shzz", "scjg")
"""The units that are asked; the last of them have not answered yet."""
BEGAN_BEFORE, LASTS = timedelta(days=9), timedelta(days=16)
CHILDCARE = {
    "code": "A19",
    "level": 2,
    "parent": "A",
    "name": "托育服务",
    "name_en": "Childcare",
    "description": "面向3岁以下婴幼儿的普惠托育、入户指导。",
    "department": "长春市卫生健康委员会",
}
RENAMED = {
    "A09": ("卫生健康", "Health services"),
    "D07": ("检验检疫检测及认证", "Testing and certification"),
}
WHY: dict[str, dict[str, Any]] = {
    "A19": {
        "why_marketable": "服务内容和质量标准清楚，可以按人次计价，多地已有成熟市场。",
        "why_providers": "全市备案托育机构中有能力承接的超过40家，其中社会组织12家。",
        "why_public": "面向双职工家庭和多子女家庭，普惠价格，受益面广。",
        "benefit_function": "由直接举办转为制定标准、补贴和监管，不新增机构编制。",
        "benefit_cost": "利用现有机构，每个托位年成本比新建公办托位低约三成。",
        "benefit_quality": "按照出勤和满意度付费，质量可以核验。",
        "livelihood": True,
        "basic_service": True,
        "standard": "《托育机构质量评估标准》（WS/T 821—2023）",
    },
    "A07": {
        "why_marketable": "上门照护、助餐、助浴等可以按次计价，市场竞争充分。",
        "why_providers": "全市在册养老服务机构和社会组织中有能力承接的超过60家。",
        "why_public": "保障失能、高龄、独居老年人的基本生活。",
        "benefit_function": "街道由直接组织服务转为评估和监督。",
        "benefit_cost": "单次服务成本低于街道自行组织。",
        "benefit_quality": "服务人员持证上岗，按照满意度付费。",
        "livelihood": True,
        "basic_service": True,
        "standard": "《国家基本公共服务标准（2023年版）》",
    },
}


def openings(today: date) -> list[Opening]:
    return [(on(today - BEGAN_BEFORE), "catalogue", consultation)]


def items() -> list[dict[str, Any]]:
    """The items in force with two names brought up to date, and one that is new."""
    rows = []
    for row in first_edition():
        name, name_en = RENAMED.get(row["code"], (row["name"], row["name_en"]))
        rows.append({**row, "name": name, "name_en": name_en})
    return [*rows, CHILDCARE]


def consultation(play: Play) -> Story:
    """Drafted, assessed where it is new, put up for comment; two departments have answered, one meeting was held."""
    editor, today = people.actor(EDITOR), legal_date(play.now)
    edition = play.make(
        Edition,
        "draft",
        editor,
        year=today.year + 1,
        effective_from=date(today.year + 1, 1, 1),
        contact="市财政局政府采购监督管理科，0431-88770000",
        items=items(),
    )
    for code, why in WHY.items():
        edition = play.do(edition, "assess", editor, item=edition.items.get(code=code), **why)
    edition = play.do(
        edition,
        "open_consultation",
        editor,
        comments_until=today + LASTS,
        departments=[people.organisation(key) for key in ASKED],
        publication_reviewed=True,
    )
    yield play.after(days=3)
    yield from answers(play, edition)
    held = {
        "kind": "meeting",
        "held_on": legal_date(play.now),
        "participants": "社区、养老机构和托育机构代表15人",
    }
    play.do(
        edition, "record_hearing", editor, **held, summary="赞成增加托育服务；建议养老服务写明认知症照护。"
    )
    yield from comments(play, edition)
    play.do(_of(edition, "wgl"), "remind", editor)


def answers(play: Play, edition: Edition) -> Story:
    said = "A07养老服务建议在说明中写明认知症照护和助浴服务。"
    opinion = play.do(_of(edition, "mzj"), "answer", people.actor("mzj.lingdao"), stance="remarks", text=said)
    yield play.after(hours=3)
    play.do(_of(edition, "sfj"), "answer", people.actor("sfj.lingdao"), stance="agrees", text="")
    yield play.after(days=1)
    play.do(
        opinion,
        "treat",
        people.actor(EDITOR),
        treatment="taken",
        treatment_text="公开征求意见结束后写入说明。",
    )


def comments(play: Play, edition: Edition) -> Story:
    """One is shown and answered, one has come in and waits to be read."""
    first = {"text": "A19托育服务建议写明支持社区嵌入式托育点。", "writer": "康乐社会工作服务中心"}
    comment = play.make(Comment, "submit", people.actor("kangle.jingban"), edition=edition, **first)
    yield play.after(days=1)
    play.do(comment, "show", people.actor(EDITOR))
    reply = {"treatment": "partly", "answer": "在说明中写明社区托育服务，建设支持另行研究。"}
    play.do(comment, "reply", people.actor(EDITOR), **reply)
    yield play.after(days=1)
    second = {"text": "建议B04法律援助写明农民工讨薪案件。", "writer": ""}
    play.make(Comment, "submit", people.actor("zhaohui.jingban"), edition=edition, **second)


def _of(edition: Edition, key: str) -> Any:
    return edition.opinions.get(department=people.organisation(key))
