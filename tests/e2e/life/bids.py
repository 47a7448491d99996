"""Three providers bid under seal, and two officials open the bids."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.e2e.life.application import HEAD, TITLE
from tests.e2e.life.tender import OFFICIALS, PASSPHRASE
from tests.e2e.papers import pdf
from tests.e2e.people import People

PRICES = {"zhaohui": "255000", "kangle": "258000", "songhe": "262000"}
PAPERS = ("商务与资格文件", "服务方案")


def play(people: People) -> None:
    for key in PRICES:
        bid(people, key)
    open_bids(people)


def bid(people: People, key: str) -> None:
    """Sealed in the bidder's own browser; what is sent is an envelope."""
    desk = people[f"{key}.jingban"].go("招标", TITLE, "去投标")
    sent: list[str] = []
    desk.page.on("request", lambda request: sent.append(request.post_data_buffer or b""))
    desk.page.get_by_label("报价（元）").fill(PRICES[key])
    for name in PAPERS:
        desk.page.get_by_label(name).set_input_files([pdf(name)])
    desk.press("加密并上传")
    desk.send("正式投标").sees("已正式投标", "密文指纹")
    assert not any(PRICES[key].encode() in body for body in sent)


def open_bids(people: People) -> None:
    """After the deadline, by two officials of different seats, each in their own browser."""
    people[HEAD].move_to("2025-03-25").move("推进 1 小时")
    for username in OFFICIALS:
        desk = people[username].follow_mail("请参加开标")
        desk.page.get_by_label("口令").fill(PASSPHRASE)
        desk.send("参加开标")
    expect(people[OFFICIALS[0]].main).to_contain_text("开标记录", timeout=30_000)
