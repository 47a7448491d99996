"""Which figure a cell probably wants, read from the headings above it and beside it.

Only a proposal: a person looks through it before the form is used. Where the headings don't name a figure, or name
two, nothing is proposed; nor in a row that the portal doesn't know: “满意度” under a column of contracts is no total.
Nor where a heading says more than the portal understands: “评价为优的项目” asks for fewer than “评价项目”.
A column that counts without saying what is taken for contracts, and shown as a guess.
"""

from __future__ import annotations

from collections.abc import Iterator, Set
from typing import Any

from core.workbooks import in_all_languages, plain
from reporting import parts
from reporting.figures import MEASURES, Kind, Over, Unit, fits
from reporting.sheets import Book, Cell, Page

COUNT = ("个数", "数量", "项数", "件数", "(个)", "(项)", "(份)", "个)", "项)", "份)", "number")
MONEY = ("金额", "资金", "万元", "元)", "amount", "yuan")
SHARE = ("占比", "比重", "比例", "share")
TOPICS = (
    ("social", ("社会组织占比", "社会组织比重", "社会组织所占", "shareofsocial")),
    ("budget", ("预算", "budget")),
    ("granted", ("批复", "批准", "立项", "核定", "granted")),
    ("payments", ("支付", "已付", "支出", "拨付", "paid")),
    ("evaluated", ("绩效评价", "评价", "evaluat")),
    ("contracts", ("合同", "签订", "购买服务", "contract")),
)
"""The first that a heading names wins: “支付合同金额” is about payments."""
WHOLE_YEAR = ("累计", "全年", "年初至", "beginningoftheyear", "yeartodate")
WAN = ("万元", "10,000", "tenthousand")
WORDS: dict[str, dict[str, tuple[str, ...]]] = {
    "category": {"F": ("其他",)},
    "method": {"open": ("公开招标",), "invited": ("邀请招标",), "negotiation": ("谈判",), "consultation": ("磋商",),
               "inquiry": ("询价",), "single": ("单一来源",), "framework": ("框架协议",)},
    "provider": {"PRO-1": ("社会组织",), "PRO-2": ("企业",), "PRO-3": ("事业单位",)},
    "class": {"1": ("第一类",), "2": ("第二类",), "3": ("第三类",)},
    "place": {"own": ("本级",), "below": ("各区县", "区县", "县区", "各区", "下级")},
}  # fmt: skip
"""How forms write parts, beside the names that the portal gives them."""
TOTALS = ("合计", "总计", "总数", "共计", "小计", "全部", "总体", "total", "all")
PERIODS = (
    "本期",
    "本月",
    "本季",
    "本年",
    "当期",
    "当月",
    "当季",
    "当年",
    "thisperiod",
    "thismonth",
    "thisyear",
)
FOREIGN = (
    "满意",
    "投诉",
    "质疑",
    "受益",
    "人数",
    "人次",
    "户数",
    "satisf",
    "complain",
    "challenge",
    "beneficiar",
    "excellent",
)
"""What forms ask beside contracts and money: the portal has no such figure, whatever else the heading names."""
FILLERS = ("政府", "购买", "服务", "项目", "签订", "公布", "发布", "开展", "实际", "情况", "其中", "年度", "已", "新",
           "总", "数", "额", "万", "的")  # fmt: skip
"""Words of a heading that ask for nothing else than the words beside them do."""
UNITS = ("个", "项", "件", "份", "家", "次", "元", "万元", "亿元", "%")
"""What stands in a column of its own that says in which unit a row counts."""
NUMBERING = ("序号", "行次", "栏次", "编号", "no.")
"""Heads of columns that number the rows: nothing is proposed under them."""
TEXTS = {
    "text.unit": ("填报单位", "报送单位", "填表单位", "reportingunit"),
    "text.period": ("报告期", "填报期", "所属期", "period"),
    "text.day": ("填报日期", "填表日期", "报送日期", "dateoffilling"),
    "text.note": ("填报说明", "备注", "说明", "notes"),
}
_UNDERSTOOD = sorted(
    {
        plain(word)
        for words in (*(words for _topic, words in TOPICS), COUNT, MONEY, SHARE, WHOLE_YEAR, WAN, TOTALS, PERIODS,
                      UNITS, NUMBERING, FILLERS)
        for word in words
    },
    key=lambda word: (-len(word), word),
)  # fmt: skip
"""The longest first, so that no word is taken apart."""


def proposals(book: Book, place: str) -> list[dict[str, Any]]:
    """Rows of the mapping, sheet by sheet, from the top left."""
    known = _names(place)
    return [row for page in book.pages for row in _of_page(page, known)]


def unmapped_rows(book: Book, mapped: Set[tuple[str, str]]) -> list[str]:
    """What the rows are called into which nothing is to be filled: somebody else has to know what they ask."""
    found: dict[tuple[str, int], str] = {}
    served = {(page.name, page.cells[cell].row) for page in book.pages for sheet, cell in mapped
              if sheet == page.name and cell in page.cells}  # fmt: skip
    for page in book.pages:
        for cell in page.cells.values():
            if cell.is_empty and (page.name, cell.row) not in served and _above(page, cell):
                name = _row_name(_beside(page, cell))
                if name and not _is_text(name):
                    found[page.name, cell.row] = name
    return [found[key] for key in sorted(found)]


def unmapped_columns(book: Book, mapped: Set[tuple[str, str]]) -> list[str]:
    """What the columns are called into which nothing is to be filled, though rows stand beside them."""
    found: dict[tuple[str, int], str] = {}
    served = {(page.name, page.cells[cell].column) for page in book.pages for sheet, cell in mapped
              if sheet == page.name and cell in page.cells}  # fmt: skip
    for page in book.pages:
        for cell in page.cells.values():
            above = _above(page, cell) if cell.is_empty and (page.name, cell.column) not in served else []
            if (
                above
                and _row_name(_beside(page, cell))
                and not _is_text(above[0])
                and plain(above[0]) not in NUMBERING
            ):
                found[page.name, cell.column] = above[0]
    return [found[key] for key in sorted(found)]


def guesses(book: Book, place: str) -> dict[tuple[str, str], str]:
    """The cells whose headings say only that something is counted, and what their columns are called."""
    found: dict[tuple[str, str], str] = {}
    for row in proposals(book, place):
        page = next(page for page in book.pages if page.name == row["sheet"])
        cell = page.cells[row["cell"]]
        left, above = _beside(page, cell), _above(page, cell)
        if MEASURES[row["measure"]].kind is not Kind.TEXT and not _topic(
            [plain(text) for text in (*above, *left)]
        ):
            found[page.name, cell.name] = above[0]
    return found


def _names(place: str) -> dict[str, frozenset[str]]:
    """How each part may be written."""
    found: dict[str, frozenset[str]] = {}
    for dimension, values in parts.all_parts(place).items():
        for value, label in values:
            words = WORDS.get(dimension, {}).get(value, ())
            written = in_all_languages(label) | {plain(word) for word in words}
            found[f"{dimension}:{value}"] = frozenset(map(_stem, written))
    return found


def _of_page(page: Page, known: dict[str, frozenset[str]]) -> Iterator[dict[str, Any]]:
    title = " ".join(cell.text for cell in page.cells.values() if cell.row <= 3)
    for cell in page.cells.values():
        if not cell.is_empty:
            continue
        left, above = _beside(page, cell), _above(page, cell)
        found = _text(_label(page, cell))
        if not found and not any(_says_more(text, known) for text in (_row_name(left), *_heads(page, cell))):
            found = _figure(left, above, title, known)
        if found:
            yield {"sheet": page.name, "cell": cell.name, **found}


def _beside(page: Page, cell: Cell) -> list[str]:
    """Texts to the left in its row, the nearest first; a heading that stretches over several rows counts."""
    row = [
        other
        for other in page.cells.values()
        if other.column < cell.column and other.row <= cell.row < other.row + other.rows and other.text
    ]
    return [other.text for other in sorted(row, key=lambda other: -other.column)]


def _above(page: Page, cell: Cell) -> list[str]:
    """Texts above in its column, the nearest first; titles across the sheet don't count."""
    return [other.text for other in _cells_above(page, cell)]


def _heads(page: Page, cell: Cell) -> list[str]:
    """Of these the heading of its column, and those of the groups that its column belongs to: not what merely stands
    higher up, such as “单位：万元” or who drew up the form."""
    first, *rest = _cells_above(page, cell) or [None]
    groups = [other.text for other in rest if other.columns > 1 and ":" not in plain(other.text)]
    return [first.text, *groups] if first else []


def _cells_above(page: Page, cell: Cell) -> list[Cell]:
    column = [
        other
        for other in page.cells.values()
        if other.row < cell.row
        and other.column <= cell.column < other.column + other.columns
        and other.columns < max(2, page.columns)
        and other.text
    ]
    return sorted(column, key=lambda other: -other.row)


def _label(page: Page, cell: Cell) -> str:
    """What the cell right before it says."""
    before = (o for o in page.cells.values() if o.row == cell.row and o.column + o.columns == cell.column)
    return next((other.text for other in before), "")


def _is_text(label: str) -> bool:
    return _text(label) is not None


def _text(label: str) -> dict[str, Any] | None:
    written = plain(label).rstrip(":")
    measure = next((code for code, words in TEXTS.items() if written in map(plain, words)), "")
    return {"measure": measure, "part": "", "over": Over.PERIOD, "unit": Unit.YUAN} if measure else None


def _figure(
    left: list[str], above: list[str], title: str, known: dict[str, frozenset[str]]
) -> dict[str, Any] | None:
    if not left or not above:
        return None
    headings = [plain(text) for text in (*above, *left)]
    if not _is_known(_row_name(left), known) or _any(headings, FOREIGN):
        return None
    if any(text in NUMBERING for text in headings[: len(above)]):
        return None
    code = _measure(headings)
    measure = MEASURES.get(code)
    if measure is None:
        return None
    part = _part(headings, known)
    if not fits(measure, part):
        return None
    return {
        "measure": code,
        "part": part,
        "over": Over.YEAR if _any(headings, WHOLE_YEAR) or measure.whole_year_only else Over.PERIOD,
        "unit": Unit.WAN if measure.kind is Kind.MONEY and _in_wan(headings, title) else Unit.YUAN,
    }


def _row_name(left: list[str]) -> str:
    """What the row is called: the nearest text that is neither its number nor its unit."""
    return next((text for text in left if not _is_number(text) and plain(text).strip("()") not in UNITS), "")


def _is_number(text: str) -> bool:
    return plain(text).replace(".", "").isdecimal()


def _is_known(name: str, known: dict[str, frozenset[str]]) -> bool:
    """Whether it names a part, a figure, a time or the whole."""
    heading = plain(name)
    topics = [word for _topic, words in TOPICS for word in words]
    words = (*topics, *COUNT, *MONEY, *SHARE, *WHOLE_YEAR, *PERIODS)
    return bool(_part([heading], known)) or _any([heading], words) or _bare(heading) in TOTALS


def _says_more(heading: str, known: dict[str, frozenset[str]]) -> bool:
    """Whether it holds a Chinese word by which it may ask for something else than its other words."""
    rest = plain(heading)
    if _part([rest], known):
        return False
    for word in _UNDERSTOOD:
        rest = rest.replace(word, "")
    return any("\u4e00" <= letter <= "\u9fff" for letter in rest)


def _in_wan(headings: list[str], title: str) -> bool:
    """By the headings, else by what stands above the whole table ("单位：万元")."""
    return _any(headings, WAN) or (not _any(headings, ("元",)) and _any([plain(title)], WAN))


def _measure(headings: list[str]) -> str:
    topic = _topic(headings) or "contracts"
    if topic == "social" or _any(headings, SHARE):
        if any(_any(headings, words) for name, words in TOPICS if name in ("budget", "granted", "payments")):
            return ""  # a share of what isn't contracts
        return "social.count" if _any(headings, COUNT) else "social.amount"
    kind = "count" if _any(headings, COUNT) else "amount" if _any(headings, MONEY) else ""
    return f"{topic}.{kind}"


def _topic(headings: list[str]) -> str:
    return next((topic for topic, words in TOPICS if _any(headings, words)), "")


def _any(headings: list[str], words: tuple[str, ...]) -> bool:
    return any(plain(word) in text for text in headings for word in words)


def _part(headings: list[str], known: dict[str, frozenset[str]]) -> str:
    """The one part that a heading is named after, numbering and brackets set aside."""
    for text in headings:
        found = [part for part, names in known.items() if _stem(_bare(text)) in names]
        if len(found) == 1:
            return found[0]
    return ""


def _bare(text: str) -> str:
    """Without numbering and brackets."""
    return text.split("、")[-1].split(".")[-1].split("(")[0].removeprefix("其中:")


def _stem(text: str) -> str:
    """“公共服务类事项” and “公共服务类” are the same."""
    return text.removesuffix("事项").removesuffix("类")
