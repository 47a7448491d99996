"""The next year's catalogue: departments and the public are heard, the head approves, it is published."""

from __future__ import annotations

from datetime import date, timedelta

from accounts import demo as people
from accounts.models import Organisation
from catalog.models import Edition
from catalog.standard import first_edition
from tests.walks.story.hand import HAND, aside, at, do, fresh
from workflow import clock

EDITOR, HEAD, DEPARTMENT = "czj.mulu", "czj.juzhang", "mzj.lingdao"
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
    at(clock.legal_now() + timedelta(days=11))
    do(edition, "close_consultation", EDITOR, consultation=SUMMARY, publication_reviewed=True)
    do(edition, "approve", HEAD, **DOCUMENT)
    with aside():
        do(edition, "send_back", HEAD, reason="调整幅度较大，重新征求意见。")
    do(fresh(edition), "publish", EDITOR, publication_reviewed=True)
    following(edition)


def following(edition: Edition) -> None:
    """The year after is begun, and lies on somebody's desk: who decides on it has colleagues to hand it to."""
    following = HAND.make(
        Edition, "draft", people.actor(EDITOR),
        year=edition.year + 1, effective_from=date(2028, 1, 1), contact=edition.contact,
        items=first_edition()[:3],
    )  # fmt: skip
    elsewhere(following)


def elsewhere(edition: Edition) -> None:
    """A consultation that was held on paper."""
    today = clock.legal_date()
    held = {"held_from": today - timedelta(days=40), "held_until": today - timedelta(days=10)}
    do(edition, "record_consultation", EDITOR, consultation=SUMMARY, **held)
