"""Items as a workbook: out, changed, in again; one bad cell, and nothing changes."""

from __future__ import annotations

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from openpyxl import Workbook, load_workbook

from accounts import demo as people
from accounts.models import User
from catalog.demo import city_catalogue
from catalog.models import Edition
from documents import services
from tests.catalog.books import upload
from tests.catalog.test_edition import draft
from workflow.engine import execute
from workflow.obstacles import Refused

EDITOR = "czj.mulu"
HEADS = [
    "代码", "级次", "上级代码", "名称", "英文名称", "说明", "主管部门",
    "适合市场化方式提供的理由", "具备条件的承接主体", "受益对象和公共性",
    "有利于转变政府职能", "有利于降低服务成本", "有利于提升质量和效益",
    "民生事项", "基本公共服务", "国家标准", "上级目录代码",
]  # fmt: skip


@pytest.fixture
def edition(hand) -> Edition:
    return draft()


@pytest.fixture
def editor(hand, client):
    client.force_login(User.objects.get(username=EDITOR))
    return client


def exported(client, edition: Edition) -> Workbook:
    answer = client.get(reverse("catalog:edition-workbook", args=[edition.pk]))
    return load_workbook(io.BytesIO(answer.content))


def post(client, edition: Edition, book: Workbook, **more):
    address = reverse("catalog:edition-import-items", args=[edition.pk])
    return client.post(address, {"workbook": upload(book), **more})


def written(rows: list[list]) -> Workbook:
    book = Workbook()
    page = book.active
    page.title = "目录事项"
    page.append(HEADS)
    for row in rows:
        page.append(row)
    return book


def as_it_is(edition: Edition) -> list[tuple]:
    return list(edition.items.values_list("code", "name", "parent__code", "description", "why_public"))


def test_what_is_exported_is_read_back_without_a_change(editor, edition):
    before = as_it_is(edition)
    page = post(editor, edition, exported(editor, edition), preview="1").content.decode()
    assert "没有变化" in page
    assert post(editor, edition, exported(editor, edition)).status_code == 302
    assert as_it_is(edition) == before


def test_export_change_import(editor, edition):
    book = exported(editor, edition)
    page = book.active
    rows = {page.cell(number, 1).value: number for number in range(2, page.max_row + 1)}
    heads = {cell.value: cell.column for cell in page[1]}
    page.cell(rows["A07"], heads["说明"]).value = "含失能照护"
    page.cell(rows["A07"], heads["民生事项"]).value = "是"
    page.cell(rows["A09"], heads["名称"]).value = "卫生健康"
    page.delete_rows(rows["E12"])
    page.append(["A0701", 3, "A07", "上门照护"])
    answer = post(editor, edition, book, preview="1")
    shown = answer.content.decode()
    assert answer.status_code == 200
    for part in ("A0701", "卫生健康", "E12", "含失能照护"):
        assert part in shown
    assert not edition.items.filter(code="A0701").exists(), "a preview changes nothing"
    assert post(editor, edition, book).status_code == 302
    item = edition.items.get(code="A07")
    assert (item.description, item.livelihood) == ("含失能照护", True)
    assert edition.items.get(code="A0701").parent == item
    assert not edition.items.filter(code="E12").exists()


FULL = ["适合", "3家以上", "老年人", "转变", "降低", "提升"]
LONG = "长" * 2001


def faulty() -> Workbook:
    """Twenty rows that are each wrong in another way, among good ones."""
    none = [""] * 6
    rows = [
        ["A", 1, "", "甲类", "", "", "", *none],
        ["A01", 2, "A", "好的", "", "", "", *FULL],
        ["", 2, "A", "无代码"],
        ["a-1", 2, "A", "代码不对"],
        ["A01", 2, "A", "代码重复"],
        ["A02", "", "A", "无级次"],
        ["A03", 4, "A", "级次不对"],
        ["A04", "二", "A", "级次不是数"],
        ["A05", 2, "", "无上级"],
        ["A06", 2, "Z", "上级不存在"],
        ["A0601", 3, "A", "上级级次不对"],
        ["B", 1, "A", "大类有上级"],
        ["A08", 2, "A08", "自己的下级"],
        ["A09", 2, "A", ""],
        ["A10", 2, "A", "名" * 201],
        ["A11", 2, "A", "好的"],
        ["A12", 2, "A", "英文太长", "e" * 201],
        ["A13", 2, "A", "说明太长", "", LONG],
        ["A14", 2, "A", "部门太长", "", "", "部" * 201],
        ["A15", 2, "A", "公式错误", "", "#REF!"],
        ["A16", 2, "A", "公式没有结果", "", "=1+1"],
        ["A17", 2, "A", "论证不全", "", "", "", "适合", *none[1:]],
        ["A18", 2, "A", "是否不清", "", "", "", *none, "也许"],
        ["A19", 2, "A", "标准不配", "", "", "", *none, "否", "否", "GB/T 1"],
    ]
    return written(rows)


CELLS = [
    "A4", "A5", "A6", "B7", "B8", "B9", "C10", "C11", "C12", "C13", "C14", "D15", "D16", "D17",
    "E18", "F19", "G20", "F21", "F22", "I23", "N24", "P25",
]  # fmt: skip


def test_twenty_faults_give_twenty_clear_messages_and_change_nothing(editor, edition):
    before = as_it_is(edition)
    with pytest.raises(Refused) as refused:
        form_of(edition, faulty())
    faults = refused.value.form.faults
    assert [fault.cell for fault in faults] == CELLS
    assert len(faults) >= 20
    said = {str(fault.text) for fault in faults}
    assert len(said) >= 16, "each kind of fault has words of its own"
    for keep in ({}, {"preview": "1"}):
        answer = post(editor, edition, faulty(), **keep)
        assert answer.status_code == 422
        assert all(f"<b>{cell}</b>" in answer.content.decode() for cell in CELLS)
    assert as_it_is(edition) == before


def form_of(edition: Edition, book: Workbook):
    actor = people.actor(EDITOR)
    file = services.stage(upload(book), actor)
    return execute(edition, "import_items", actor, {"workbook": [file]})


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 broken", b"<html>"])
def test_what_is_no_workbook_is_refused(editor, edition, content):
    file = SimpleUploadedFile("目录.xlsx", content)
    address = reverse("catalog:edition-import-items", args=[edition.pk])
    assert editor.post(address, {"workbook": file}).status_code == 422
    assert edition.items.exists()


def test_a_workbook_without_assessments_leaves_them_as_they_are(editor, edition):
    edition.items.filter(code="A07").update(why_public="老年人")
    book = exported(editor, edition)
    for column in range(17, 7, -1):
        book.active.delete_cols(column)
    assert post(editor, edition, book).status_code == 302
    assert edition.items.get(code="A07").why_public == "老年人"


def test_a_published_edition_takes_no_workbook(editor, hand):
    edition = city_catalogue(hand)
    book = exported(editor, edition)
    assert post(editor, edition, book).status_code in {302, 409}
    assert edition.items.count() == 58
