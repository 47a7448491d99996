"""The written matrix: one file for each app, one row for each method and route, one column for each person.

Codes: A allowed, and what `shows` names is really there; E allowed, and nothing of A's is there; L sent to sign in,
D refused (403), N hidden (404), M no such method (405). No wildcards. `why` says by which rule, `object` which sample
the address names (see `samples.py`). `shows` is what proves that an A was reached:

    (nothing)   GET: the sample's own number or title. POST of a step: the event of this step by this person
    →/address   a redirect there
    other       these words in the answer
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from zlib import crc32

FOLDER = Path(__file__).parent / "rows"
COLUMNS = {
    "anonymous": "",
    "agent_a": "zhaohui.jingban",
    "legal_a": "zhaohui.faren",
    "loser": "kangle.jingban",
    "stranger": "huanbao.jingban",
    "handler_a": "mzj.jingban",
    "head_a": "mzj.lingdao",
    "acceptor_a": "mzj.yanshou",
    "cashier_a": "mzj.caiwu",
    "official_a": "mzj.kaibiao",
    "handler_b": "sfj.jingban",
    "head_b": "sfj.lingdao",
    "authority": "wjw.lingdao",
    "reviewer": "czj.shenhe",
    "finance_head": "czj.juzhang",
    "treasurer": "czj.guoku",
    "editor": "czj.mulu",
    "official_f": "czj.kaibiao",
    "district": "ngcz.shenhe",
    "district_head": "ngcz.juzhang",
    "chair": "",
    "seated": "",
    "unseated": "",
    "evaluator": "mz3.pingjia",
    "evaluator_b": "ggfw.pingjia",
    "regulator": "shzz.jianguan",
    "regulator_b": "scjg.jianguan",
    "auditor": "sjj.shenji",
    "admin": "yyzx.admin",
}
"""Column → account of the demonstration city. Objects belong to A (mzj, zhaohui, city finance). Who of the experts
chairs, is seated or wasn't drawn is known once the world is built; the payment officer represents A on the panel."""
CORE = (
    "anonymous",
    "agent_a",
    "loser",
    "handler_a",
    "head_a",
    "handler_b",
    "reviewer",
    "district",
    "unseated",
    "auditor",
)
"""The nearest: who belongs to what the rows are about, and who almost does."""
METHODS = ("GET", "POST")
CODES = set("AEDLNM")
FIELDS = ["method", "route", "object", "shows", *COLUMNS, "why"]


@dataclass(frozen=True)
class Row:
    method: str
    route: str
    object: str
    shows: str
    expected: dict[str, str]
    why: str

    @property
    def key(self) -> tuple[str, str, str]:
        return self.method, self.route, self.object

    @property
    def app(self) -> str:
        return self.route.partition(":")[0]

    @property
    def core(self) -> dict[str, str]:
        """The part that is asked first: of each answer two of the nearest people, in turn by row; of an answer that
        none of them gets, the first other person."""
        if not set(self.expected.values()) - {"L", "M"}:
            return {column: self.expected[column] for column in ("anonymous", "handler_a")}
        chosen: dict[str, str] = {}
        for column in (*self._in_turn(), *COLUMNS):
            code = self.expected[column]
            if list(chosen.values()).count(code) < (2 if column in CORE else 1):
                chosen[column] = code
        return chosen

    def _in_turn(self) -> tuple[str, ...]:
        turn = crc32(" ".join(self.key).encode()) % len(CORE)
        return (*CORE[turn:], *CORE[:turn])


def rows() -> list[Row]:
    return [row for path in sorted(FOLDER.glob("*.csv")) for row in _read(path)]


def _read(path: Path) -> Iterator[Row]:
    with open(path, encoding="utf-8", newline="") as file:
        for line in csv.DictReader(file):
            expected = {column: line[column] for column in COLUMNS}
            wrong = set(expected.values()) - CODES
            if wrong:
                raise AssertionError(f"{path.name}: {line['method']} {line['route']} has codes {wrong}")
            yield Row(line["method"], line["route"], line["object"], line["shows"], expected, line["why"])
