"""The next year's catalogue: departments and the public are heard, the head approves, it is published."""

from __future__ import annotations

from datetime import date, timedelta

from accounts import demo as people
from accounts.models import Organisation
from catalog.demo import WITHOUT_ASSESSMENTS
from catalog.models import Comment, Edition
from catalog.standard import first_edition
from documents import services
from tests.catalog.books import catalogue_workbook
from tests.walks.story.hand import HAND, aside, at, do, fresh
from workflow import clock

EDITOR, HEAD, DEPARTMENT = "czj.mulu", "czj.juzhang", "mzj.lingdao"
WHY = {
    "why_marketable": "可以按次计价，市场竞争充分。",
    "why_providers": "全市有能力承接的机构超过60家。",
    "why_public": "保障失能老年人的基本生活。",
    "benefit_function": "街道由直接组织转为监督。",
    "benefit_cost": "单次服务成本降低。",
    "benefit_quality": "按照满意度付费。",
    "livelihood": True,
    "basic_service": True,
    "standard": "《国家基本公共服务标准》",
    "upper_code": "",
}
EARLY = {"overrides-A3.4": "按三年滚动规划提前编制。"}
SUMMARY = "2026年12月公开征求意见，征求1个部门意见，召开座谈会1次，采纳1条。"
DOCUMENT = {
    "number": "长财采购〔2026〕30号",
    "issued_on": date(2026, 12, 20),
    "effective_from": date(2027, 1, 1),
}


def play() -> None:
    edition = Edition.objects.get(state=Edition.State.DRAFT)
    with aside():
        elsewhere(edition)
    items(edition)
    today = clock.legal_date()
    department = Organisation.objects.get(pk=people.actor(DEPARTMENT).organisation_id)
    edition = do(
        edition, "open_consultation", EDITOR,
        comments_until=today + timedelta(days=10), departments=[department], publication_reviewed=True,
    )  # fmt: skip
    opinion = edition.opinions.get()
    do(opinion, "remind", EDITOR)
    do(opinion, "answer", DEPARTMENT, stance="remarks", text="A07应当写明失能照护。")
    do(opinion, "treat", EDITOR, treatment="taken", treatment_text="已写入说明。")
    do(
        edition, "record_hearing", EDITOR,
        kind="meeting", held_on=today, participants="社区居民代表8人", summary="建议增加助浴服务。",
    )  # fmt: skip
    comments(edition)
    at(clock.legal_now() + timedelta(days=11))
    do(edition, "close_consultation", EDITOR, consultation=SUMMARY, publication_reviewed=True)
    do(edition, "approve", HEAD, **DOCUMENT, **WITHOUT_ASSESSMENTS)
    with aside():
        do(edition, "send_back", HEAD, reason="调整幅度较大，重新征求意见。")
    do(fresh(edition), "publish", EDITOR, publication_reviewed=True)
    following(edition)


def items(edition: Edition) -> None:
    """The list read from a workbook, and one of its items assessed."""
    editor = people.actor(EDITOR)
    file = services.stage(catalogue_workbook(edition), editor)
    do(edition, "import_items", EDITOR, workbook=[file])
    do(edition, "assess", EDITOR, item=edition.items.get(code="A07"), **WHY)


def comments(edition: Edition) -> None:
    """One that is shown and answered, one that isn't shown."""
    said = {"edition": edition, "text": "A07应当写明认知症照护。", "writer": "社区居民"}
    comment = HAND.make(Comment, "submit", people.actor("zhaohui.jingban"), **said)
    with aside():
        do(comment, "withhold", EDITOR, reason="含他人隐私。")
    do(comment, "show", EDITOR)
    do(comment, "reply", EDITOR, treatment="taken", answer="已写入说明。")
    with aside():
        do(comment, "take_down", EDITOR, reason="含他人隐私。")


def following(edition: Edition) -> None:
    """Two years more are begun, ahead of their time: one lies on the desk of who decides, the other is put up for
    comment."""
    elsewhere(_draft(edition, 2028))
    today = clock.legal_date()
    do(
        _draft(edition, 2029), "open_consultation", EDITOR,
        comments_until=today + timedelta(days=10), departments=[], publication_reviewed=True,
        **EARLY, **{"overrides-O102-13": "各部门已在座谈会上发表意见。"},
    )  # fmt: skip


def _draft(edition: Edition, year: int) -> Edition:
    return HAND.make(
        Edition, "draft", people.actor(EDITOR),
        year=year, effective_from=date(year, 1, 1), contact=edition.contact, items=first_edition()[:3],
        **EARLY,
    )  # fmt: skip


def elsewhere(edition: Edition) -> None:
    """A consultation that was held on paper."""
    today = clock.legal_date()
    held = {"held_from": today - timedelta(days=40), "held_until": today - timedelta(days=10)}
    do(edition, "record_consultation", EDITOR, consultation=SUMMARY, **held)
