"""From the officials' keys to the published notice."""

from __future__ import annotations

from tests.e2e.life.application import HANDLER, HEAD, TITLE
from tests.e2e.people import People

OFFICIALS = ("mzj.kaibiao", "czj.kaibiao")
PASSPHRASE = "开标 六个词 长春 伊通河 净月 南湖"
TENDER = {
    "service_place": "长春市市区",
    "sme_choice": "不预留：面向社会组织、事业单位等采购",
    "sme_reason": "鼓励社会组织参与竞争",
    "opening_place": "长春市公共资源交易中心第三开标室（线上同步）",
    "contact_name": "周静",
    "contact_phone": "0431-88770000",
}
CRITERIA = [
    {"weight": 10},
    {"kind": "技术部分", "name": "服务方案", "standard": "齐全得30～50分；有缺项得0～29分。", "weight": 50},
    {
        "kind": "商务部分",
        "name": "项目团队",
        "standard": "持证人员占比100%得40分；每低5个百分点扣4分。",
        "weight": 40,
    },
]


def play(people: People) -> None:
    draft(people)
    for username in OFFICIALS:
        enrol(people, username)
    publish(people)


def draft(people: People) -> None:
    handler = people[HANDLER]
    handler.take_up("组织采购", TITLE).press("编制招标文件")
    handler.fill(**TENDER).rows("criteria", *CRITERIA).send("编制招标文件")


def enrol(people: People, username: str) -> None:
    """An official makes a key in the browser; the passphrase stays there."""
    desk = people[username].go("我的开标密钥", "登记密钥")
    desk.page.get_by_label("口令", exact=True).fill(PASSPHRASE)
    desk.page.get_by_label("再次输入口令").fill(PASSPHRASE)
    desk.send("登记密钥")


def publish(people: People) -> None:
    """The head names the pair of officials and publishes."""
    head = people[HEAD].take_up("发布招标公告", TITLE).follow("指定人员")
    for name in ("孙立", "马丽"):
        head.page.get_by_label(name).check()
    head.send("指定开标人员").press("发布招标公告").fill(publication_reviewed=True).send("发布招标公告")
