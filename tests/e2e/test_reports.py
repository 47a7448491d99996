"""A monthly report goes up two levels: the district's to the city, the city's sum to the province outside the portal.

The superior's Excel is handed in once; its cells are proposed, one is got wrong and mended; two people stand behind
every figure; what comes out is the superior's own sheet.
"""

from __future__ import annotations

from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import load_workbook

from reporting import demo
from tests.e2e.axe import assert_accessible
from tests.e2e.people import Desk, People

CITY, CITY_HEAD, DISTRICT, DISTRICT_HEAD = "czj.shenhe", "czj.juzhang", "ngcz.shenhe", "ngcz.juzhang"
TITLE = "购买服务情况月报表"
FILL, FREEZE, SUBMIT, ACCEPT = "从平台取数填报", "审核并冻结", "报送", "审核通过"
NOTE = "本月未签订新合同。"
MISSING = "净月高新区报表尚未报送，下月补报。"


@pytest.fixture
def people(visit):
    return People(visit)


@pytest.fixture
def form(tmp_path: Path) -> Path:
    path = tmp_path / "月报表.xlsx"
    path.write_bytes(demo.drawn_up())
    return path


def test_a_months_report_goes_up_two_levels(people, form):
    upload(people[CITY], form)
    get_one_cell_wrong(people[CITY])
    people[CITY_HEAD].take_up("启用报表", TITLE).do("启用报表")
    fill_and_freeze(people[DISTRICT], people[DISTRICT_HEAD])
    people[DISTRICT].take_up(SUBMIT, TITLE).do(SUBMIT)
    people[CITY].take_up(ACCEPT, "南关区").do(ACCEPT)
    fill_and_freeze(people[CITY], people[CITY_HEAD], lacking=MISSING)
    dispatch(people[CITY])
    read_it(people[CITY])


def today(desk: Desk) -> date:
    """By the demonstration bar."""
    return date.fromisoformat(desk.page.locator(".p-demo time").first.get_attribute("datetime")[:10])


def upload(desk: Desk, form: Path) -> None:
    desk.go("统计报表", "新增报表")
    first = demo.month_before(today(desk))
    desk.fill(title=TITLE, issuer="吉林省财政厅", number="吉财采〔2025〕8号", span="month", due_days="8")
    desk.fill(since=first.isoformat(), includes_below=True, workbook=form).send("新增报表")


def get_one_cell_wrong(desk: Desk) -> None:
    """What stands in a cell already is said beside the row that would write over it."""
    right = desk.press("对应单元格").main.locator("[name=cells-1-cell]").input_value()
    desk.fill(**{"cells-1-cell": "A5"})._submit("对应单元格").sees("A5 中已有“公共服务类”")
    desk.fill(**{"cells-1-cell": right}).send("对应单元格")


def fill_and_freeze(reviewer: Desk, head: Desk, lacking: str = "") -> None:
    """By one person, then by another."""
    reviewer.take_up(FILL, TITLE).do(FILL, note=NOTE).sees(demo.NAME, NOTE)
    head.take_up(FREEZE, TITLE).press(FREEZE).sees(demo.NAME)
    if lacking:
        head.sees("净月高新区").fill(**{"overrides-A0.3": lacking})
    head.send(FREEZE).sees("已冻结")


def dispatch(desk: Desk) -> None:
    desk.take_up(SUBMIT, TITLE).do(SUBMIT, sent_how="exchange", sent_note="长财办发〔2025〕21号")
    desk.sees("已报送", "长财办发〔2025〕21号", "南关区")


def read_it(desk: Desk) -> None:
    """The page for everybody, the superior's Excel for the province, the paper for the file."""
    assert_accessible(desk.page)
    with desk.page.expect_download() as found:
        desk.main.get_by_role("link", name="填好数据的原表").click()
    sheet = load_workbook(BytesIO(Path(found.value.path()).read_bytes())).active
    assert (sheet["B2"].value, sheet["B20"].value) == ("长春市财政局", NOTE)
    assert isinstance(sheet["C5"].value, int) and sheet["C4"].value == "=SUM(C5:C10)"
    assert desk.main.locator(".p-papers a").count()
