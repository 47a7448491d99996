"""The written matrix: one file for each app, one row for each method and route, one column for each person.

Codes: A allowed (any answer that isn't a refusal), L sent to sign in, D refused (403), N hidden (404), M no such
method (405). No wildcards. `why` says by which rule, and `object` which sample the address names.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

FOLDER = Path(__file__).parent / "rows"
COLUMNS = {
    "anonymous": "",
    "provider_a": "kangle.jingban",
    "provider_b": "diaocha.jingban",
    "handler_a": "mzj.jingban",
    "head_a": "mzj.lingdao",
    "handler_b": "sfj.jingban",
    "reviewer": "czj.shenhe",
    "finance_head": "czj.juzhang",
    "district": "ngcz.shenhe",
    "expert": "zjk.zj1",
    "evaluator": "mz3.pingjia",
    "regulator": "shzz.jianguan",
    "auditor": "sjj.shenji",
    "admin": "yyzx.admin",
}
"""Column → account of the demonstration city. Objects belong to A (mzj, kangle, city finance)."""
METHODS = ("GET", "POST")
CODES = set("ALDNM")


@dataclass(frozen=True)
class Row:
    method: str
    route: str
    object: str
    expected: dict[str, str]
    why: str

    @property
    def key(self) -> tuple[str, str]:
        return self.method, self.route


def rows() -> list[Row]:
    return [row for path in sorted(FOLDER.glob("*.csv")) for row in _read(path)]


def _read(path: Path) -> Iterator[Row]:
    with open(path, encoding="utf-8", newline="") as file:
        for line in csv.DictReader(file):
            expected = {column: line[column] for column in COLUMNS}
            wrong = set(expected.values()) - CODES
            if wrong:
                raise AssertionError(f"{path.name}: {line['route']} has codes {wrong}")
            yield Row(line["method"], line["route"], line["object"], expected, line["why"])
