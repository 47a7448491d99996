"""Forms and reports of the demonstration. The form is invented; what it asks is what such forms ask."""

from __future__ import annotations

from datetime import date, timedelta
from io import BytesIO
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, Side

from accounts import demo as people
from core.actor import Actor
from core.excel import TYPE
from documents.models import StoredFile
from documents.services import stage
from reporting.models import Report, Template
from reporting.opening import open_all

NAME = "政府购买服务情况统计表"
CATEGORIES = ("公共服务类", "社会管理类", "行业管理与协调类", "技术服务类", "政府履职所需辅助性事项", "其他")
KINDS = ("社会组织", "企业", "事业单位")
HEADS = (
    "本期签订合同（个）",
    "本期合同金额（万元）",
    "本年累计签订合同（个）",
    "本年累计合同金额（万元）",
    "本年累计支付金额（万元）",
)
LAST_ROW = 19
INCOMPLETE = {"overrides-A0.3": "个别下级单位报表尚在审核，汇总数暂不含其数据，下月补报。"}
"""Why a sum is frozen without one of its parts."""
BELOW_TARGET = {"overrides-social.share_target": "本年新增项目以技术服务为主，承接主体多为企业。"}
"""Why a year is frozen below the target; not asked for where it is reached."""


def drawn_up(span: str = "month") -> bytes:
    """An empty form as a finance department above sends it: a title, headings over two rows, a sum, a foot."""
    book = Workbook()
    page = book.active
    page.title = "统计表"
    every = {"month": "月", "quarter": "季", "year": "年"}[span]
    page["A1"] = f"{NAME}（{every}报）"
    page.merge_cells("A1:G1")
    page["A2"], page["E2"] = "填报单位：", "报告期："
    page.merge_cells("B2:C2")
    page.merge_cells("F2:G2")
    page["A3"], page["B3"] = "项目", "序号"
    for column, head in zip("CDEFG", HEADS, strict=True):
        page[f"{column}3"] = head
    _rows(page)
    page["A18"], page["A19"] = "社会组织占比（%）", "其中：各区县"
    page["E20"], page["A20"] = "填报日期：", "备注"
    page.merge_cells("F20:G20")
    page.merge_cells("B20:D20")
    _set(page)
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def _rows(page: Any) -> None:
    names = ["合计", *CATEGORIES, "按承接主体", *KINDS, "按采购方式", "公开招标", "竞争性磋商"]
    for number, name in enumerate(names, 1):
        row = number + 3
        page[f"A{row}"], page[f"B{row}"] = name, number
        if name == "合计":
            for column in "CDEFG":
                page[f"{column}{row}"] = f"=SUM({column}5:{column}10)"
        if name.startswith("按"):
            page.merge_cells(f"A{row}:G{row}")


def _set(page: Any) -> None:
    line = Side(style="thin")
    for row in page.iter_rows(min_row=1, max_row=20, max_col=7):
        for cell in row:
            cell.border = Border(line, line, line, line) if 3 <= cell.row <= LAST_ROW else Border()
            cell.alignment = Alignment(horizontal="center", vertical="center", wrap_text=True)
    page["A1"].font = Font(bold=True, size=16)
    page.row_dimensions[1].height, page.row_dimensions[3].height = 30, 32
    page.column_dimensions["A"].width = 30
    for column in "CDEFG":
        page.column_dimensions[column].width = 16


def workbook(actor: Actor, content: bytes | None = None, name: str = f"{NAME}.xlsx") -> StoredFile:
    """The empty form, as somebody uploads it."""
    upload = SimpleUploadedFile(name, content or drawn_up(), content_type=TYPE)
    return stage(upload, actor)


def given(actor: Actor, **changed: Any) -> dict[str, Any]:
    """What is entered with a form."""
    span = changed.get("span", "month")
    every = {"month": "月报", "quarter": "季报", "year": "年报"}[span]
    return {
        "title": f"{NAME}（{every}）",
        "issuer": "吉林省财政厅",
        "number": "吉财采〔2026〕31号",
        "span": span,
        "due_days": 8,
        "since": date(2026, 10, 1),
        "includes_below": True,
        "workbook": [workbook(actor, drawn_up(span))],
        **changed,
    }


def drafted(hand: Any, key: str = "czj", **changed: Any) -> Template:
    """Uploaded: the portal has proposed the cells."""
    actor = people.actor(f"{key}.shenhe")
    return hand.make(Template, "draft", actor, **given(actor, **changed))


def mapped(hand: Any, template: Template, key: str = "czj") -> Template:
    """The proposal, looked through and saved."""
    names = ("sheet", "cell", "measure", "part", "over", "unit")
    rows = [dict(row) for row in template.cells.values(*names)]
    return hand.do(template, "map", people.actor(f"{key}.shenhe"), cells=rows)


def used(hand: Any, key: str = "czj", **changed: Any) -> Template:
    """A form in use; the reports of periods that are over have fallen due."""
    template = mapped(hand, drafted(hand, key, **changed), key)
    return hand.do(template, "issue", people.actor(f"{key}.juzhang"))


def month_before(today: date) -> date:
    """The first day of the month that is over."""
    return (today.replace(day=1) - timedelta(days=1)).replace(day=1)


def report_of(template: Template, key: str, starts_on: date) -> Report:
    """The standing report of that finance department."""
    open_all()
    unit = people.organisation(key)
    return Report.objects.standing().get(template=template, organisation=unit, starts_on=starts_on)


def filled(hand: Any, report: Report, key: str, note: str = "") -> Report:
    return hand.do(report, "fill", people.actor(f"{key}.shenhe"), note=note)


def frozen(hand: Any, report: Report, key: str, note: str = "", **given: Any) -> Report:
    """`given`: reasons for what is missing."""
    return hand.do(filled(hand, report, key, note), "freeze", people.actor(f"{key}.juzhang"), **given)


def submitted(hand: Any, report: Report, key: str, **given: Any) -> Report:
    """To the finance department above, or with `given` to a superior outside."""
    return hand.do(frozen(hand, report, key), "submit", people.actor(f"{key}.shenhe"), **given)


def accepted(hand: Any, report: Report, key: str, by: str = "czj") -> Report:
    return hand.do(submitted(hand, report, key), "accept", people.actor(f"{by}.shenhe"))


def dispatch(day: date) -> dict[str, Any]:
    """How a report goes to the province."""
    return {"sent_on": day, "sent_how": "exchange", "sent_note": f"长财办发〔{day.year}〕216号", "files": []}
