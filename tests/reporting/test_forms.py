"""A superior's form: read, proposed for, mapped cell by cell, put to use by a second person."""

from __future__ import annotations

from datetime import date
from io import BytesIO
from typing import Any

import pytest
from django.urls import reverse
from django.utils.html import strip_tags
from openpyxl import Workbook

from accounts import demo as people
from reporting import demo, proposing, sheets
from reporting.models import Report, Template
from tests.contracts.world import sign_in
from tests.reporting.conftest import NOW
from workflow import clock
from workflow.engine import create, execute
from workflow.obstacles import Refused

ROW = {
    "sheet": "统计表",
    "cell": "C5",
    "measure": "contracts.count",
    "part": "",
    "over": "period",
    "unit": "yuan",
}


NOT_BEGUN = [
    ("quarter", "2026-02-15", ("2026年第1季度", "2026年1月1日", "2026年4月1日")),
    ("month", "2026-03-02", ("2026年3月", "2026年3月1日", "2026年4月1日")),
    ("year", "2026-04-01", ("2026年度", "2026年1月1日", "2027年1月1日")),
]


@pytest.fixture
def template(city) -> Template:
    return demo.drafted(city.hand)


def errors(subject: Any, step: str, **data: Any) -> dict[str, list[str]]:
    with pytest.raises(Refused) as found:
        execute(subject, step, people.actor("czj.shenhe"), data)
    return found.value.errors


def test_the_portal_proposes_what_the_headings_say(template) -> None:
    by_cell = {cell.cell: cell for cell in template.cells.all()}
    said = {name: (c.measure, c.part, c.over, c.unit) for name, c in by_cell.items()}
    assert said["C5"] == ("contracts.count", "category:A", "period", "yuan")
    assert said["D6"] == ("contracts.amount", "category:B", "period", "wan")
    assert said["G9"] == ("payments.amount", "category:E", "year", "wan")
    assert said["F12"] == ("contracts.amount", "provider:PRO-1", "year", "wan")
    assert said["E16"] == ("contracts.count", "method:open", "year", "yuan")
    assert said["D18"] == ("social.amount", "", "period", "yuan")
    assert said["C19"] == ("contracts.count", "place:below", "period", "yuan")
    assert {name: by_cell[name].measure for name in ("B2", "F2", "F20", "B20")} == {
        "B2": "text.unit", "F2": "text.period", "F20": "text.day", "B20": "text.note",
    }  # fmt: skip
    assert not {"C4", "B18", "G18", "D2"} & set(by_cell)


def test_a_row_that_the_portal_doesnt_know_is_left_unmapped(city, tmp_path) -> None:
    """Satisfaction under a column of contracts is not the number of all contracts."""
    path = tmp_path / "form.xlsx"
    path.write_bytes(
        _book(
            A1="项目", B1="序号", C1="签订合同个数", A2="满意度", B2=1, A3="公共服务类", B3=2, A4="南关区", B4=3,
            A5="购买服务满意度评价", B5=4, A6="合计", B6=5, A7="本期", B7="个", A8="受益人数（个）", B8=7, C8=None,
        )
    )  # fmt: skip
    book = sheets.read(path)
    rows = proposing.proposals(book, "220100")
    assert {row["cell"]: row["part"] for row in rows} == {
        "C3": "category:A", "C4": "place:220102", "C6": "", "C7": "",
    }  # fmt: skip
    mapped = {(row["sheet"], row["cell"]) for row in rows}
    assert proposing.unmapped_rows(book, mapped) == ["满意度", "购买服务满意度评价", "受益人数（个）"]


def test_a_column_that_asks_for_something_else_has_no_proposal(template, tmp_path, client) -> None:
    """Evaluations with the best grade are fewer than all: no figure is better than a wrong one."""
    (tmp_path / "form.xlsx").write_bytes(
        _book(
            A2="项目", B2="绩效评价个数", C2="评价为优的项目（个）", D2="社会组织承接合同金额", E2="金额（元）",
            F2="备注", A3="公共服务类", A4="评价为优的项目", A5="合计", B1="省财政厅制", E1="单位：元",
        )
    )  # fmt: skip
    book = sheets.read(tmp_path / "form.xlsx")
    rows = proposing.proposals(book, "220100")
    assert {(row["cell"], row["measure"]) for row in rows} == {
        ("B3", "evaluated.count"), ("B5", "evaluated.count"), ("E3", "contracts.amount"), ("E5", "contracts.amount"),
    }  # fmt: skip
    mapped = {(row["sheet"], row["cell"]) for row in rows}
    assert proposing.unmapped_columns(book, mapped) == ["评价为优的项目（个）", "社会组织承接合同金额"]
    assert proposing.unmapped_rows(book, mapped) == ["评价为优的项目"]
    assert set(proposing.guesses(book, "220100").values()) == {"金额（元）"}
    assert proposing.guesses(template.book, "220100") == {}, "the superior's headings say what they count"


def test_what_is_only_guessed_looks_so_until_somebody_has_mapped_it(city, client) -> None:
    content = _book(A1="项目", B1="金额（元）", C1="评价为优的项目（个）", A2="公共服务类")
    actor = people.actor("czj.shenhe")
    form = demo.drafted(city.hand, workbook=[demo.workbook(actor, content)])
    sign_in(client, "czj.shenhe")
    for url in (form.get_absolute_url(), form.step_url("map")):
        page = client.get(url).content.decode()
        said = strip_tags(page)
        assert "1列没有对应的平台指标，将留空：评价为优的项目（个）" in said
        assert "1列的表头没有写明统计的内容：金额（元）" in said
        assert page.count("own guess") == 1
    demo.mapped(city.hand, form)
    page = client.get(form.get_absolute_url()).content.decode()
    assert "own guess" not in page and "评价为优的项目（个）。" in strip_tags(page)


def test_who_maps_is_told_which_rows_stay_empty(template, client) -> None:
    assert template.unmapped_rows == []
    template.cells.filter(cell__in=["C5", "D5", "E5", "F5", "G5", "F20"]).delete()
    sign_in(client, "czj.shenhe")
    for url in (template.get_absolute_url(), template.step_url("map")):
        assert "表中有1行没有对应的平台指标，将留空：公共服务类" in strip_tags(
            client.get(url).content.decode()
        ), url


@pytest.mark.parametrize(
    ("row", "field", "said"),
    [
        ({"cell": "C4"}, "cell", "C4"),
        ({"cell": "A5"}, "cell", "公共服务类"),
        ({"cell": "C2"}, "cell", "B2"),
        ({"cell": "H40"}, "cell", "G20"),
        ({"cell": "5C"}, "cell", "C7"),
        ({"measure": "social.count", "part": "provider:PRO-1"}, "part", ""),
        ({"measure": "budget.amount", "part": "method:open"}, "part", ""),
        ({"sheet": "别的表"}, "sheet", "别的表"),
        ({"measure": "wishes"}, "measure", "wishes"),
        ({"part": "category:Z"}, "part", "category:Z"),
    ],
)
def test_each_bad_cell_has_a_message_of_its_own(template, row, field, said) -> None:
    found = errors(template, "map", cells=[ROW, ROW | {"cell": "D5"} | row])
    assert list(found) == [f"cells-1-{field}"]
    assert said in found[f"cells-1-{field}"][0]


def test_no_cell_twice(template) -> None:
    found = errors(template, "map", cells=[ROW, ROW | {"cell": "$c$5"}])
    assert "C5" in found["cells-1-cell"][0]


def test_a_second_person_puts_it_to_use_and_then_it_stays(city, template) -> None:
    """A7.12."""
    execute(template, "map", people.actor("czj.shenhe"), cells=[])
    assert city.refused(template, "issue", "czj.juzhang") == {"A0.3"}
    used = demo.mapped(city.hand, demo.drafted(city.hand))
    Template.objects.filter(pk=used.pk).update(mapped_by=people.actor("czj.juzhang").user_id)
    assert city.refused(city.made.fresh(used), "issue", "czj.juzhang") == {"A7.12"}


def _book(**cells: Any) -> bytes:
    book = Workbook()
    for name, value in cells.items():
        book.active[name] = value
    out = BytesIO()
    book.save(out)
    return out.getvalue()


@pytest.mark.parametrize(
    ("content", "cell"),
    [
        (b"PK\x05\x06" + b"\0" * 18, ""),
        (_book(A1="合计", B2="#REF!"), "B2"),
        (_book(A1="合计", B2="=SUM(#REF!)"), "B2"),
        (_book(A1="合计", B2="=[2]Sheet1!A1", C3=None), "B2"),
        (_book(A300="合计"), ""),
        (_book(A1="合计"), ""),
    ],
)
def test_a_workbook_that_cant_be_used_says_where(tmp_path, content, cell) -> None:
    path = tmp_path / "form.xlsx"
    path.write_bytes(content)
    faults = sheets.read(path).faults
    assert [fault.cell for fault in faults] == [cell]


def test_only_what_excel_alone_can_work_out_is_left_open(tmp_path) -> None:
    path = tmp_path / "form.xlsx"
    path.write_bytes(
        _book(A1=2, A2=3, B1="=SUM(A1:A2)*2", B2="=B1-A1%", C1="=IF(A1>1,1,0)", C2="=C1+1", D1="=D1+1")
    )
    book = sheets.read(path)
    assert [fault.cell for fault in book.unreckoned] == ["C1"]
    shown = sheets.worked_out(book.pages[0], {})
    assert (shown["B1"], float(shown["B2"])) == (10, 9.98)
    assert (shown["C1"], shown["C2"], shown["D1"]) == (None, None, None)


def test_reports_fall_due_with_the_form_for_all_below_and_once_only(city) -> None:
    template = demo.used(city.hand, since="2026-03-01")
    places = sorted(
        Report.objects.filter(template=template).values_list("jurisdiction__code", "starts_on__month")
    )
    assert places == [(code, month) for code in ("220100", "220102", "220172") for month in (3, 4)]
    assert demo.open_all() == 0
    report = Report.objects.filter(template=template, starts_on__month=4).first()
    assert report.due_day.isoformat() == "2026-05-14", "eight days after it was asked for, on 6 May"
    from_outside = {row.receiver_id for row in Report.objects.filter(jurisdiction__code="220100")}
    assert from_outside == {None}


@pytest.mark.parametrize(("span", "since", "said"), NOT_BEGUN)
def test_a_form_begins_with_a_whole_period(city, span, since, said) -> None:
    actor = people.actor("czj.shenhe")
    with pytest.raises(Refused) as found:
        create(Template, "draft", actor, demo.given(actor, span=span, since=since))
    (message,) = found.value.errors["since"]
    assert all(part in str(message) for part in said)


def test_who_puts_a_form_to_use_reads_what_is_asked_for_at_once(city, client) -> None:
    """Nobody is late with what nobody had asked for."""
    mapped = demo.mapped(city.hand, demo.drafted(city.hand, span="quarter", since="2025-07-01"))
    sign_in(client, "czj.juzhang")
    page = strip_tags(client.get(mapped.step_url("issue")).content.decode())
    for part in ("2025年第3季度、2025年第4季度", "2026年第1季度", "2026年5月14日", "3个政府"):
        assert part in page, part
    used = city.hand.do(mapped, "issue", people.actor("czj.juzhang"))
    reports = Report.objects.filter(template=used)
    assert {report.due_day.isoformat() for report in reports} == {"2026-05-14"}
    assert not any(report.is_late(clock.legal_now()) for report in reports)
    client.get(used.step_url("issue"))


def test_a_period_that_ends_later_is_due_after_its_end(city) -> None:
    used = demo.used(city.hand, since="2026-05-01")
    clock.set_legal_now(NOW.replace(month=6, day=1))
    assert {demo.report_of(used, key, date(2026, 5, 1)).due_day for key in ("czj", "ngcz")} == {
        date(2026, 6, 8)
    }


def test_the_list_of_reports_marks_what_is_overdue(city, client) -> None:
    used = demo.used(city.hand, since="2026-04-01")
    sign_in(client, "czj.shenhe")
    assert "逾期" not in strip_tags(client.get(reverse("reporting:report-list")).content.decode())
    demo.submitted(city.hand, demo.report_of(used, "ngcz", date(2026, 4, 1)), "ngcz")
    clock.set_legal_now(NOW.replace(day=20))
    page = client.get(reverse("reporting:report-list")).content.decode()
    assert page.count("逾期 4 个工作日") == page.count('class="p-due late"') == 2, (
        "the city's own and one district's"
    )


def test_only_amounts_have_a_unit(template, client) -> None:
    sign_in(client, "czj.shenhe")
    rows = client.get(template.step_url("map")).context["form"].parts["cells"].forms
    units = {(row.initial["measure"], row.initial["unit"]) for row in rows if row.initial}
    assert ("contracts.count", "") in units and ("contracts.amount", "wan") in units
    assert {
        unit for measure, unit in units if not measure.endswith(".amount") or measure == "social.amount"
    } == {""}
    amount = ROW | {"measure": "contracts.amount", "unit": ""}
    assert list(errors(template, "map", cells=[amount])) == ["cells-0-unit"]
    execute(template, "map", people.actor("czj.shenhe"), cells=[ROW | {"unit": ""}])
    assert "元" not in template.cells.get().meaning
