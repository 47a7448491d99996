"""The application comes out as form and approval sheet, the requirement as a document; the short form is one page."""

from __future__ import annotations

import re
from decimal import Decimal

import pypdfium2
import pytest

from documents import docx, pdf
from documents.completion import complete
from documents.services import latest_paper
from procurement import demo
from tests.procurement.test_requirements import costing


def text_of(paper) -> str:
    return re.sub(r"<[^>]+>|\s+", "", complete(paper))


def pages_of(paper) -> int:
    return len(pypdfium2.PdfDocument(pdf.render(complete(paper))))


@pytest.fixture
def small(city):
    one = {"service_class": 1, "title": "机关档案整理服务", **costing("48000.00")}
    return demo.granted_project(city.hand, city.line, granted=Decimal("46000.00"), **one)


def test_the_short_form_is_one_page_and_says_what_falls_away(small):
    form = latest_paper(small, "application_form")
    said = text_of(form)
    assert "申报表（简表）" in said and "不需办理" in said and "肆万捌仟元整" in said
    assert pages_of(form) == 1 and docx.render(complete(form))


def test_the_approval_sheet_says_what_was_decided_on_one_page(small):
    sheet = latest_paper(small, "approval_sheet")
    said = text_of(sheet)
    assert "46,000.00" in said and "肆万陆仟元整" in said and small.grant_number in said
    assert sheet.issuer == small.finance and pages_of(sheet) == 1


def test_the_full_form_has_its_tables(city):
    project = demo.submitted_project(city.hand, city.line)
    said = text_of(latest_paper(project, "application_form"))
    assert "简表" not in said and "一、成本测算" in said and "实际完成率" in said


def test_the_requirement_comes_out_with_survey_opinion_and_reviews(city):
    requirement = demo.fixed_requirement(city.hand, demo.granted_project(city.hand, city.line))
    said = text_of(latest_paper(requirement, "requirement"))
    for text in (requirement.goal, *demo.requirements.ASKED, "均已采纳", "高洁"):
        assert re.sub(r"\s+", "", text) in said
