"""Word documents: the same words as the page, the measures of GB/T 9704, nothing left out in silence."""

import zipfile
from io import BytesIO

import pypdfium2
import pytest
from django.template.loader import render_to_string
from docx import Document
from docx.shared import Mm, Pt

from documents import docx, inspection, pdf, services, storage
from documents.completion import complete
from documents.docx.writing import Unknown
from workflow import outbox

PAGE = '<!doctype html><html lang="zh-Hans"><head><title>甲</title></head><body>{}</body></html>'


def written(markup):
    return Document(BytesIO(docx.render(PAGE.format(markup))))


def texts(document):
    return [p.text for p in document.paragraphs if p.text]


def test_the_page_is_that_of_an_official_document():
    section = written("<p>甲</p>").sections[0]
    assert abs(section.page_width - Mm(210)) < 1000 and abs(section.page_height - Mm(297)) < 1000
    margins = (section.top_margin, section.bottom_margin, section.left_margin, section.right_margin)
    assert [round(m.mm) for m in margins] == [37, 35, 28, 26]
    for footer, side in ((section.footer, "RIGHT"), (section.even_page_footer, "LEFT")):
        line = footer.paragraphs[0]
        assert line.alignment.name == side
        assert line.text == "—  —"  # the field stands between
        assert "PAGE" in line._p.xml


def test_styles_name_the_official_fonts_and_embed_none():
    document = written("<h1>题</h1><h2>一、甲</h2><p>乙</p>")
    fonts = {
        p.style.name: p.style.element.rPr.rFonts.get(
            "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}eastAsia"
        )
        for p in document.paragraphs
    }
    assert fonts == {"Paper title": "方正小标宋简体", "Level 1": "黑体", "Body": "仿宋_GB2312"}
    assert document.styles["Body"].font.size == Pt(16)
    names = zipfile.ZipFile(BytesIO(docx.render(PAGE.format("<p>甲</p>")))).namelist()
    assert not [n for n in names if "fonts/" in n]


def test_a_page_of_the_pdf_takes_22_lines_of_28_characters():
    """GB/T 9704-2012, 5.2.1. One character more needs a second page."""
    page = render_to_string("layout/print.html", {"title": ""}).split("<h1>")[0]
    for characters, pages in ((22 * 28, 1), (22 * 28 + 1, 2)):
        document = pypdfium2.PdfDocument(
            pdf.render(f'{page}<p style="text-indent:0">{"字" * characters}</p></body></html>')
        )
        assert len(document) == pages


@pytest.mark.parametrize(
    "markup, lines",
    [
        ("<p>甲\n  乙</p>", ["甲 乙"]),
        ('<p class="keep">甲\n乙</p>', ["甲\n乙"]),
        ("<p>甲<br>乙 <b>丙</b></p>", ["甲\n乙 丙"]),
        ("<div>散<p>甲</p>文</div>", ["散", "甲", "文"]),
        ('<dl class="p-entry"><dt>甲</dt><dd>乙</dd></dl>', ["甲：乙"]),
        ('<dl class="p-entry"><dt>甲</dt><dd>乙</dd><dd>丙</dd></dl>', ["甲：", "乙", "丙"]),
        ('<dl class="p-entry"><dt>甲</dt><dd class="long">乙</dd></dl>', ["甲：", "乙"]),
        ("<p>&lt;b&gt;甲&amp;乙</p>", ["<b>甲&乙"]),
    ],
)
def test_text_is_what_a_browser_shows(markup, lines):
    assert texts(written(markup)) == lines


def test_a_table_keeps_its_cells_its_head_and_its_spans():
    table = written(
        "<table><thead><tr><th>甲</th><th>乙</th></tr></thead><tbody>"
        '<tr><td>1</td><td class="num">2.00</td></tr><tr><td colspan="2">合计</td></tr></tbody></table>'
    ).tables[0]
    assert [[c.text for c in row.cells] for row in table.rows] == [
        ["甲", "乙"],
        ["1", "2.00"],
        ["合计", "合计"],
    ]
    assert "tblHeader" in table.rows[0]._tr.xml and "tblHeader" not in table.rows[1]._tr.xml
    assert table.rows[1].cells[1].paragraphs[0].alignment.name == "RIGHT"


def test_a_cell_that_reaches_down_pushes_the_next_row_on():
    made = written(
        '<table><tbody><tr><td rowspan="2">项目</td><td colspan="2">本期</td></tr><tr><td>个</td><td>元</td></tr>'
        "<tr><td>合计</td><td>3</td><td>4</td></tr></tbody></table>"
    )
    rows = [[cell.text for cell in row.cells] for row in made.tables[0].rows]
    assert rows == [["项目", "本期", "本期"], ["项目", "个", "元"], ["合计", "3", "4"]]


def test_a_table_of_many_columns_is_set_close_and_keeps_its_figures_whole():
    heads = [
        "项目名称",
        "目录事项",
        "批准金额（元）",
        "增减（元）",
        "现有金额（元）",
        "规划（元）",
        "来源",
        "期限",
    ]
    texts = [
        "政府购买服务专项",
        "养老服务",
        *["24,810,000.00"] * 4,
        "一般公共预算",
        "2026年1月1日至2028年12月31日",
    ]
    num = [' class="num"' if "元" in head else "" for head in heads]
    head = "".join(f"<th{css}>{text}</th>" for text, css in zip(heads, num, strict=True))
    row = "".join(f"<td{css}>{text}</td>" for text, css in zip(texts, num, strict=True))
    table = written(f"<table><thead><tr>{head}</tr></thead><tbody><tr>{row}</tr></tbody></table>").tables[0]
    cells = table.rows[1].cells
    assert {cell.paragraphs[0].style.font.size.pt for cell in cells} == {8.5}
    assert sum(cell.width for cell in cells) <= Mm(156)
    inside = {head: Pt(cell.width.pt - 6) for head, cell in zip(heads, cells, strict=True)}
    assert inside["批准金额（元）"] >= Pt(13 * 0.5 * 8.5), "a figure would be broken"
    assert inside["期限"] >= Pt(5 * 8.5), "a term would run down the page, a character a line"


@pytest.mark.parametrize(
    "markup",
    [
        "<ul><li>甲</li></ul>",
        "<p>甲<sup>2</sup></p>",
        '<p><img src="https://example.org/a.png"></p>',
        "<form></form>",
    ],
)
def test_what_would_be_lost_is_refused(markup):
    with pytest.raises(Unknown):
        written(markup)


def test_the_same_page_gives_the_same_bytes_and_names_nobody():
    page = PAGE.format("<h1>甲</h1><p>乙</p>")
    assert docx.render(page) == docx.render(page)
    said = Document(BytesIO(docx.render(page))).core_properties
    assert (said.title, said.author, said.last_modified_by) == ("甲", "", "")


def test_the_portal_would_accept_what_it_makes(tmp_path):
    """Others will hand the document in again: as an attachment it passes our own inspection."""
    path = tmp_path / "a.docx"
    path.write_bytes(docx.render(PAGE.format("<p>甲</p>")))
    assert inspection.inspect(path, "a.docx") == docx.MEDIA_TYPE


def test_erasing_a_paper_erases_both_forms(paper, in_act_of, django_capture_on_commit_callbacks):
    in_act_of(lambda act: services.request_pdf(act.subject, "note", "layout/print.html", {}, act=act))
    outbox.sweep()
    made = services.latest_paper(paper, "note")
    digests = [made.file.digest, made.word_file.digest]
    assert docx.render(complete(made)) == made.word_file.path.read_bytes()
    with django_capture_on_commit_callbacks(execute=True):
        services.erase(made)
    assert [storage.path_of(d).exists() for d in digests] == [False, False]
