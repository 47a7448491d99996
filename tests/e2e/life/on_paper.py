"""What was done on paper: an act entered with its scan, and the printed contract that came back signed."""

from __future__ import annotations

from io import BytesIO

import pypdfium2
from PIL import Image, ImageDraw
from playwright.sync_api import expect

from tests.e2e.life.application import HANDLER, TITLE
from tests.e2e.papers import pdf, picture
from tests.e2e.people import Desk, People

WHY = "分管领导出差，纸质签署后补录。"


def entered(desk: Desk, step: str, day: str) -> Desk:
    """The step, as it was done on paper that day."""
    desk.press(step).page.locator("details.p-on-paper summary").click()
    desk.fill(paper_on=day, paper_reason=WHY)._submit(step).sees("请添加文件")
    return desk.fill(paper_scan=pdf("签署页")).send(step).sees("纸质办理")


def came_back(people: People) -> None:
    """Printed, signed and sealed, scanned: known by its code. A copy without one waits for a second person."""
    handler = people[HANDLER].go("合同", TITLE)
    handler.until(lambda: handler.main.get_by_role("link", name="DOCX").count() > 0)
    handler.follow("签章")
    printed = handler.page.request.get(_pdf(handler)).body()
    paper_page = handler.page.url
    handler.follow("上传签章件").fill(scan=scanned(printed)).send("上传签章件")
    handler.sees("已匹配", "二维码匹配")
    handler.page.goto(paper_page)
    handler.follow("上传签章件").fill(scan=picture("无码页")).send("上传签章件")
    handler.sees("待第二人核对", "未识别到二维码", "您本人上传")


def _pdf(desk: Desk) -> str:
    link = desk.main.get_by_role("link", name="PDF", exact=True)
    expect(link).to_be_visible()
    return str(link.get_attribute("href"))


def scanned(printed: bytes) -> dict[str, object]:
    """The first page, which bears the mark, as a scanner gives it: a little askew, with a signature and a seal."""
    page = pypdfium2.PdfDocument(printed)[0].render(scale=150 / 72).to_pil().convert("RGB")
    pen = ImageDraw.Draw(page)
    width, height = page.size
    pen.ellipse((width * 0.55, height * 0.5, width * 0.8, height * 0.68), outline="#b3261e", width=6)
    pen.line((width * 0.2, height * 0.6, width * 0.4, height * 0.55), fill="#23407a", width=5)
    out = BytesIO()
    page.rotate(1.5, Image.Resampling.BILINEAR, fillcolor="white").save(out, "JPEG", quality=70)
    return {"name": "合同签章页.jpg", "mimeType": "image/jpeg", "buffer": out.getvalue()}
