"""What is left of it for everybody: the pages, the papers, and the record that anyone can check."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from io import BytesIO
from pathlib import Path

from pypdf import PdfReader
from tools.paths import ROOT

from tests.e2e.axe import assert_accessible
from tests.e2e.life.application import TITLE
from tests.e2e.people import Desk, People
from tests.e2e.site import Site

NOTICES = {
    "招标公告": ("ZB-220100-2025-0001", "268,000.00"),
    "中标（成交）结果公告": ("CJ-220100-2025-0001", "255,000.00"),
    "合同公告": ("HT-220100-2025-0001", "HT-2025-0001"),
    "验收结果公告": ("YSH-220100-2025-0001", "同意通过验收"),
}
RESULT = ("优", "希望节假日也能上门", "结果不具统计意义", "认可评价结果")


def pages(people: People) -> None:
    """From the home page to the published review, and to every notice of the project with its PDF."""
    visitor = (
        people.visitor()
        .follow(f"{TITLE}绩效评价结果")
        .sees("86.67%", "承接主体：长春市朝晖养老服务中心", *RESULT)
    )
    assert_accessible(visitor.page)
    assert "绩效评价结果" in pdf_text(visitor, "PDF")


def notices(people: People) -> None:
    visitor = people.visitor().follow("验收结果公告")
    for link, (number, text) in NOTICES.items():
        if number not in visitor.page.url:
            visitor.follow(link)
        visitor.sees(number, text)
        said = pdf_text(visitor, "PDF")
        assert number in said and text in said, said


def pdf_text(desk: Desk, link: str) -> str:
    """The text of the PDF behind a link, as soon as it has been made."""
    found = desk.main.get_by_role("link", name=link)
    desk.until(lambda: found.count() > 0)
    answer = desk.page.request.get(found.first.get_attribute("href"))
    assert answer.headers["content-type"] == "application/pdf"
    text = "".join(page.extract_text() for page in PdfReader(BytesIO(answer.body())).pages)
    return re.sub(r"\s", "", text)


def published_head(people: People) -> str:
    """The head of the record that everybody sees on the home page; whoever keeps it can check later."""
    visitor = people.visitor()
    head = visitor.page.locator("code").filter(has_text=re.compile("^[0-9a-f]{64}$"))
    return visitor.until(lambda: head.count() > 0).page.locator("code").first.inner_text()


def record(site: Site, kept: str, folder: Path) -> None:
    """The exported record is whole by the outside verifier, and holds the head that was kept at the beginning."""
    site.manage("export_audit", str(folder))
    files = [folder / "events.jsonl", folder / "heads.json"]
    assert kept in {head["hash"] for head in json.loads(files[1].read_text())}
    told = subprocess.run(
        [sys.executable, "-I", str(ROOT / "workflow/verify_chain.py"), *map(str, files)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert told.returncode == 0, told.stdout + told.stderr
    steps = [json.loads(json.loads(line)["body"])["step"] for line in files[0].read_text().splitlines()]
    assert {"grant", "disburse", "conclude", "forward"} <= set(steps)
