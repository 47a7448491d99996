"""Budget lines from a workbook: all of it or nothing, and a message for each bad cell."""

from __future__ import annotations

from decimal import Decimal
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils.translation import override
from openpyxl import Workbook, load_workbook

from documents.services import stage
from procurement import demo
from procurement.importing import LINES
from procurement.models import BudgetLine, BudgetTable, LineImport
from tests.procurement.refusals import guard_rules, refusal
from workflow.engine import create, execute
from workflow.models import Duty, Event

NAMES = [column.name for column in LINES.columns]
NEW = {
    "purchaser": "长春市民政局",
    "year": 2026,
    "code": "2026-新-01",
    "title": "社会救助入户核查",
    "category": "A07",
    "source": "一般公共预算",
    "amount": 300000,
    "approval_number": "长财预〔2026〕9号",
    "next": 100000,
    "after": None,
}


def book(*rows) -> bytes:
    made, out = Workbook(), BytesIO()
    with override("zh-hans"):
        made.active.title = str(LINES.title)
        made.active.append(LINES.heads())
    for row in rows:
        made.active.append([row[name] for name in NAMES])
    made.save(out)
    return out.getvalue()


def file(actor, content: bytes):
    return stage(SimpleUploadedFile("指标.xlsx", content), actor)


@pytest.fixture
def finance(city):
    return city.actor("czj.shenhe")


@pytest.fixture
def handed_in(finance):
    def hand_in(*rows):
        return create(LineImport, "read", finance, workbook=[file(finance, book(*rows))]).subject

    return hand_in


def standing(line, **changes):
    """A row for a line that stands already."""
    own = {name: getattr(line, name) for name in NAMES if hasattr(line, name)}
    return {**own, "purchaser": line.purchaser.name, "next": None, "after": None, **changes}


def fresh(line) -> BudgetLine:
    return BudgetLine.objects.get(pk=line.pk)


def test_a_workbook_is_looked_at_first_and_then_entered_line_by_line(city, finance, handed_in):
    before = BudgetLine.objects.count()
    found = handed_in(NEW, {**NEW, "code": "2026-新-02"})
    assert BudgetLine.objects.count() == before
    assert Duty.objects.open().filter(subject_id=found.pk).exists()
    done = execute(found, "enter", finance)
    line = BudgetLine.objects.get(code=NEW["code"])
    assert (line.amount, line.category, line.planned_years()) == (Decimal("300000.00"), "A07", {2027})
    event = Event.objects.get(subject_id=line.pk)
    assert event.content["cause"] == str(done.event_id)
    assert event.content["on_behalf_of"]["user_id"] == str(finance.user_id)
    assert not Duty.objects.open().filter(subject_id=found.pk).exists()


def test_a5_2_a_changed_amount_is_an_increase_with_its_approval_or_a_cut_with_its_reason(
    city, finance, handed_in
):
    line = fresh(city.line)
    more = handed_in(standing(line, amount=line.amount + 5, approval_number="长财预〔2026〕77号"))
    execute(more, "enter", finance)
    assert fresh(line).entries.get(kind="increase").note == "长财预〔2026〕77号"
    less = handed_in(standing(fresh(line), amount=line.amount - 5))
    assert "reason" in refusal(less, "enter", finance).errors or refusal(less, "enter", finance).obstacles
    execute(less, "enter", finance, reason="压减一般性支出")
    assert fresh(line).entries.get(kind="cut").note == "压减一般性支出"
    assert fresh(line).amount == line.amount - 5


def test_what_doesn_t_differ_is_not_entered(city, finance, handed_in):
    found = handed_in(standing(fresh(city.line)))
    assert refusal(found, "enter", finance).obstacles
    execute(found, "discard", finance)
    assert LineImport.objects.get().state == "discarded"


FAULTS = {
    "A2": {"purchaser": "长春市没有的局"},
    "A3": {"purchaser": None},
    "B4": {"year": "二〇二六"},
    "B5": {"year": 2013},
    "C6": {"code": None},
    "C7": {"code": "0" * 41},
    "D8": {"title": None},
    "D9": {"title": "长" * 201},
    "E10": {"category": "甲"},
    "E11": {"category": "F98"},
    "F12": {"source": "小金库"},
    "F13": {"source": None},
    "G14": {"amount": None},
    "G15": {"amount": "1,5"},
    "G16": {"amount": -5},
    "G17": {"amount": "1.005"},
    "G18": {"amount": "=1/0"},
    "H19": {"approval_number": None},
    "I20": {"next": "许多"},
    "C21": {"code": "2026-新-1999"},
}


def test_twenty_faults_give_twenty_messages_and_nothing_changes(city, finance, sign_in):
    rows = [{**NEW, "code": f"2026-新-{n}", **fault} for n, fault in enumerate(FAULTS.values())]
    rows[-1]["code"] = rows[6]["code"]
    before = (BudgetLine.objects.count(), LineImport.objects.count(), BudgetTable.objects.count())
    client = sign_in("czj.shenhe")
    upload = SimpleUploadedFile("指标.xlsx", book(*rows))
    page = client.post(reverse("procurement:lineimport-read"), {"workbook": upload})
    assert page.status_code == 422
    found = page.context["form"].faults
    assert [fault.cell for fault in found] == list(FAULTS)
    text = page.content.decode()
    assert all(str(fault.text) in text for fault in found)
    assert "staged" not in text
    said = {fault.cell: str(fault.text) for fault in found}
    assert "A07" in said["E10"] and "甲" in said["E10"]
    assert "现行目录中没有“F98”" in said["E11"]
    after = (BudgetLine.objects.count(), LineImport.objects.count(), BudgetTable.objects.count())
    assert after == before


def test_a_line_that_stands_keeps_what_it_is_and_what_is_committed(city, finance):
    demo.granted_project(city.hand, city.line)
    line = fresh(city.line)
    wrong = [
        standing(line, title="别的名称"),
        standing(line, source="政府性基金"),
        standing(line, amount=line.committed - 1),
        standing(line, amount=line.amount + 1),
    ]
    cells = []
    for row in wrong:
        refused = refusal(LineImport, "read", finance, workbook=[file(finance, book(row))])
        cells += [fault.cell for fault in refused.form.faults]
    assert cells == ["D2", "F2", "G2", "H2"]


def test_what_was_right_when_it_was_read_is_asked_again_when_it_is_entered(city, finance, handed_in):
    found = handed_in(NEW, standing(fresh(city.line), amount=5))
    demo.granted_project(city.hand, city.line)
    assert guard_rules(LineImport.objects.get(), "enter", finance) == {"A5.1"}
    assert refusal(found, "enter", finance, reason="压减").rules == {"A5.1"}
    assert not BudgetLine.objects.filter(code=NEW["code"]).exists()


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_what_is_exported_is_changed_and_read_again(city, finance, sign_in, language):
    line = fresh(city.line)
    execute(line, "plan", finance, plan_years=[{"year": 2027, "amount": "5"}], reason="服务延续")
    with override(language):
        answer = sign_in("czj.shenhe").get(reverse("procurement:budgetline-export"), {"year": "2026"})
    exported = load_workbook(BytesIO(answer.content))
    page, out = exported.active, BytesIO()
    assert page.max_row == 2
    again = create(LineImport, "read", finance, workbook=[file(finance, answer.content)]).subject
    assert again.changes() == 0
    page["G2"], page["H2"], page["J2"] = 12345678, "长财预〔2026〕90号", 700
    exported.save(out)
    found = create(LineImport, "read", finance, workbook=[file(finance, out.getvalue())]).subject
    execute(found, "enter", finance, reason="年中调整")
    assert fresh(line).amount == Decimal("12345678.00")
    assert fresh(line).planned_years() == {2027, 2028}


def test_only_finance_reads_and_exports_its_own_lines(city, sign_in):
    for name, expected in (("mzj.lingdao", 403), ("czj.guoku", 403), ("czj.shenhe", 200)):
        assert sign_in(name).get(reverse("procurement:budgetline-export")).status_code == expected, name
    answer = sign_in("ngcz.shenhe").get(reverse("procurement:budgetline-export"))
    assert load_workbook(BytesIO(answer.content)).active.max_row == 1


def test_the_preview_says_what_each_row_does(city, finance, handed_in, sign_in):
    found = handed_in(NEW, standing(fresh(city.line)))
    text = sign_in("czj.shenhe").get(found.get_absolute_url()).content.decode()
    for said in ("新增指标", "无变化", NEW["title"], "300,000.00"):
        assert said in text
    assert sign_in("mzj.lingdao").get(found.get_absolute_url()).status_code == 404
