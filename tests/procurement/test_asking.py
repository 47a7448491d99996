"""What a unit asks for comes from Excel: out, changed, looked at, in again; one bad cell, and nothing changes."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils.translation import override
from openpyxl import load_workbook

from procurement import demo
from procurement.asking import SHAPE, What, read
from procurement.models import BudgetQuestion
from tests.procurement.refusals import guard_rules, refusal
from tests.procurement.test_rounds import DATES, FINANCE, HANDLER, HEAD, MEALS, fresh, on
from workflow import drafts
from workflow.engine import execute
from workflow.models import Duty

ADDRESS = "import-requests/"


@pytest.fixture
def compilation(city):
    return demo.budget_round(city.hand, 2027, **DATES)


@pytest.fixture
def mine(city, compilation):
    rows = [demo.request_row(), demo.request_row(MEALS, "12.50", 40000, need="四万份。\r\n单价照旧。")]
    return demo.rounds.filled(city.hand, compilation, rows=rows)


def exported(sign_in, mine):
    return load_workbook(BytesIO(sign_in(HANDLER).get(f"{mine.get_absolute_url()}requests.xlsx").content))


def upload(book) -> SimpleUploadedFile:
    out = BytesIO()
    book.save(out)
    return SimpleUploadedFile("需求.xlsx", out.getvalue())


def said(mine) -> list[tuple]:
    return list(mine.rows.values_list("pk", "title", "quantity", "need", "requested"))


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_what_is_exported_says_what_stands(city, mine, sign_in, language):
    with override(language):
        book = exported(sign_in, mine)
    out = BytesIO()
    book.save(out)
    found = read(BytesIO(out.getvalue()), mine, "220100")
    assert not found.faults
    assert [change.what for change in found.changes] == [What.SAME, What.SAME]


def test_export_change_import(city, mine, sign_in):
    first = mine.rows.first()
    book = exported(sign_in, mine)
    page = book.active
    page["D2"], page["C2"] = 7000, "A07"
    page.delete_rows(3)
    page.append(
        [None, "助浴服务", page["C2"].value, 100, "人次", "80", "general", "新增", "上门助浴。", 9000]
    )
    client = sign_in(HANDLER)
    seen = client.post(f"{mine.get_absolute_url()}{ADDRESS}", {"workbook": upload(book), "preview": "1"})
    assert [change.what for change in seen.context["preview"].changes] == [
        What.CHANGED, What.NEW, What.DROPPED,
    ]  # fmt: skip
    assert "6,000 → 7,000" in seen.content.decode() and mine.rows.count() == 2
    staged = seen.context["form"].data["workbook"]
    done = client.post(f"{mine.get_absolute_url()}{ADDRESS}", {"workbook": staged, "revision": mine.revision})
    assert done.status_code == 302
    now = list(fresh(mine).rows.all())
    assert [(row.title, row.requested) for row in now] == [
        (first.title, Decimal("630000.00")), ("助浴服务", Decimal("8000.00")),
    ]  # fmt: skip
    assert (now[0].pk, now[1].next) == (first.pk, Decimal("9000.00"))
    assert Duty.objects.open().get(subject_id=mine.pk).step.endswith(".send_up")


FAULTS = {
    "A2": {"number": 9},
    "A3": {"number": "甲"},
    "A4": {"number": 0},
    "A5": {"number": 1},
    "B6": {"title": None},
    "B7": {"title": "长" * 121},
    "C8": {"item": None},
    "C9": {"item": "A99"},
    "C10": {"item": "没有的服务"},
    "D11": {"quantity": None},
    "D12": {"quantity": "许多"},
    "D13": {"quantity": 0},
    "D14": {"quantity": "1.005"},
    "D15": {"quantity": "=1+1"},
    "E16": {"unit": None},
    "E17": {"unit": "次" * 21},
    "F18": {"unit_price": None},
    "F19": {"unit_price": "1,5"},
    "F20": {"unit_price": "0.001"},
    "F21": {"unit_price": "999999999999"},
    "G22": {"source": "小金库"},
    "G23": {"source": None},
    "H24": {"kind": "也许"},
    "I25": {"need": None},
    "I26": {"need": "长" * 2001},
    "J27": {"next": "许多"},
    "K28": {"after": -1},
}


def faulty(sign_in, mine):
    """Each row with one fault; the first of all is right, and has the number that another takes too."""
    book, names = exported(sign_in, mine), [column.name for column in SHAPE.columns]
    page = book.active
    right = dict(zip(names, [cell.value for cell in page[2]], strict=True))
    page.delete_rows(2, 2)
    for fault in FAULTS.values():
        page.append([{**right, "number": None, **fault}[name] for name in names])
    page.append([right[name] for name in names])
    return book


def test_twenty_faults_give_a_message_each_and_change_nothing(city, mine, sign_in):
    before = said(mine)
    book = faulty(sign_in, mine)
    for look in ({}, {"preview": "1"}):
        answer = sign_in(HANDLER).post(
            f"{mine.get_absolute_url()}{ADDRESS}", {"workbook": upload(book), **look}
        )
        assert answer.status_code == 422
        faults = answer.context["form"].faults
        twice = len(FAULTS) + 2
        assert [fault.cell for fault in faults] == [c for c in FAULTS if c != "A5"] + [f"A{twice}"]
        text = answer.content.decode()
        assert all(str(fault.text) in text for fault in faults) and "staged" not in text
        assert len({str(fault.text) for fault in faults}) >= 16
    assert (said(mine), fresh(mine).revision) == (before, mine.revision)


def test_questions_stay_with_their_rows(city, mine, sign_in):
    sent = execute(mine, "send_up", city.actor(HEAD)).subject
    second = sent.rows.get(title=MEALS)
    sent = execute(sent, "ask", city.actor(FINANCE), row=second, text="单价为何高于上年？").subject
    until = {"until": date(2026, 3, 25), "reason": "请核对单价。"}
    returned = execute(sent, "return_requests", city.actor(FINANCE), **until).subject
    book = exported(sign_in, returned)
    book.active["F3"] = "11.80"
    book.active.move_range("A2:K2", rows=5)
    client = sign_in(HANDLER)
    assert client.post(f"{mine.get_absolute_url()}{ADDRESS}", {"workbook": upload(book)}).status_code == 302
    assert BudgetQuestion.objects.get().row_id == second.pk
    assert fresh(mine).rows.first().title == MEALS
    assert fresh(mine).rows.get(pk=second.pk).requested == Decimal("472000.00")


def test_a_colleague_s_rows_are_not_overwritten_unseen(city, mine, sign_in):
    book = exported(sign_in, mine)
    book.active.delete_rows(3)
    fill = type(mine).steps()["fill"]
    execute(mine, "fill", city.actor(HANDLER), rows=[demo.request_row("新增服务")])
    drafts.save_draft(mine, "fill", city.actor(HANDLER), {"rows-TOTAL_FORMS": "0"}, 0)
    client, address = sign_in(HANDLER), f"{mine.get_absolute_url()}{ADDRESS}"
    stale = client.post(address, {"workbook": upload(book), "revision": mine.revision})
    assert stale.status_code == 422 and fresh(mine).rows.count() == 1
    again = stale.context["form"].data
    assert stale.context["typed"].user_name in client.get(address).content.decode()
    answer = client.post(address, {"workbook": upload(book), "revision": again["revision"]})
    assert answer.status_code == 302
    assert drafts.find(fill, mine, city.actor(HANDLER)) is None


def test_the_projects_of_the_annual_plan_are_what_one_begins_with(city, compilation, sign_in):
    plan = demo.filled_plan(city.hand, year=2027)
    mine = demo.proposal_of(compilation)
    book = exported(sign_in, mine)
    assert [cell.value for cell in book.active["B"]][1:] == [line.title for line in plan.lines.all()]
    for number in range(2, book.active.max_row + 1):
        book.active[f"G{number}"] = "一般公共预算"
    answer = sign_in(HANDLER).post(f"{mine.get_absolute_url()}{ADDRESS}", {"workbook": upload(book)})
    assert answer.status_code == 302
    assert {row.plan_line_id for row in mine.rows.all()} == {line.pk for line in plan.lines.all()}


def test_a7_6_it_is_read_by_the_unit_while_the_requests_are_on_its_desk(city, mine, sign_in):
    book = demo.rounds.requests_workbook(city.actor(HANDLER), [demo.request_row()])
    assert refusal(mine, "import_requests", city.actor(FINANCE), workbook=[book]).kind == "actor"
    assert sign_in(FINANCE).get(f"{mine.get_absolute_url()}requests.xlsx").status_code == 403
    on(date(2026, 3, 21))
    late = execute(mine, "import_requests", city.actor(HANDLER), workbook=[book]).subject
    assert guard_rules(late, "send_up", city.actor(HEAD)) == {"A7.6"}
