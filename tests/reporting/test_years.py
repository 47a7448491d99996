"""A0.3, A3.1: the years beside each other, and one of them divided, on the page, as a workbook and in the paper."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from io import BytesIO

from openpyxl import load_workbook
from pypdfium2 import PdfDocument

from documents.services import latest_paper
from reporting import demo
from reporting.breakdown import breakdowns, years_of
from reporting.facts import gather
from tests.contracts.world import sign_in
from tests.reporting.conftest import NOW
from workflow import clock

JANUARY = date(2026, 1, 1)


def test_the_whole_is_divided_without_remainder(city) -> None:
    facts = gather(["220100"], JANUARY, date(2026, 12, 31))
    found = {one.code: one for one in breakdowns(facts, "220100")}
    assert set(found) == {"category", "method", "provider", "class"}
    for one in found.values():
        assert sum(row.amount for row in one.rows) == one.total.amount == Decimal("800000.00")
    assert [(row.count, row.share) for row in found["provider"].rows] == [
        (1, Decimal("62.5")),
        (1, Decimal("37.5")),
    ]
    year, *_ = years_of(facts, 2025, 2026)
    assert (year.social_count, year.social_amount, year.more) == (50, Decimal("62.5"), Decimal("800000.00"))


def test_page_and_workbook_say_the_same(city, client) -> None:
    sign_in(client, "czj.shenhe")
    page = client.get("/reports/years/?year=2026").content.decode()
    assert "800,000.00" in page and "62.5" in page
    book = load_workbook(BytesIO(client.get("/reports/years/?year=2026&export=xlsx").content)).active
    rows = [row for row in book.iter_rows(min_row=2, values_only=True)]
    assert (rows[0][1], rows[0][2], rows[0][3]) == (2026, 2, 800000)
    assert [row[1:5] for row in rows if row[1] == "社会组织"] == [("社会组织", 1, 500000, 62.5)]


def test_the_paper_says_the_same_as_the_page(city, client) -> None:
    sign_in(client, "czj.shenhe")
    answer = client.get("/reports/years/?year=2026&export=pdf")
    assert answer["Content-Type"] == "application/pdf" and ".pdf" in answer["Content-Disposition"]
    pages = PdfDocument(answer.content)
    text = "".join("".join(page.get_textpage().get_text_range() for page in pages).split())
    assert all(said in text for said in ("2026年购买服务情况", "800,000.00", "社会组织", "62.5"))


def test_purchasers_have_no_business_here(city, client) -> None:
    sign_in(client, "mzj.lingdao")
    assert client.get("/reports/years/").status_code == 403


def test_the_years_paper_holds_charts_and_tables(city) -> None:
    template = demo.used(city.hand, span="year", since="2026-01-01", includes_below=False)
    clock.set_legal_now(NOW.replace(year=2027, month=1))
    report = demo.frozen(city.hand, demo.report_of(template, "czj", JANUARY), "czj")
    clock.set_legal_now(NOW)
    html = latest_paper(report, "report").html
    assert html.count('class="bars"') == 4
    assert "800,000.00" in html and "社会组织" in html
