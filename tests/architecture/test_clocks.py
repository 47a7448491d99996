"""Legal time has one source: `legal_now()` in the database, read after the lock."""

import ast
import re

from tests.architecture.source import calls_of, modules, texts

OTHER_CLOCKS = re.compile(
    r"(^|\.)(timezone\.(now|localdate|localtime)|(datetime|date)\.(now|today|utcnow)|time\.(time|time_ns)|Now)$"
)
SQL_CLOCKS = re.compile(
    r"\b(now\(\)|clock_timestamp\(\)|current_timestamp|current_date|localtimestamp|statement_timestamp)", re.I
)
AUTOMATIC = {"auto_now", "auto_now_add"}

WALL_TIME = {
    # Files in which the time of day is meant, not legal time, and why.
    "core/wall.py": "the one way to ask for it: sessions, confirmations, one-time codes and lockouts",
    "workflow/outbox.py": "when to try a delivery again follows the machine, whatever the legal date",
}
SQL_FILES = {"workflow/sql/clock.sql", "workflow/sql/audit.sql"}
"""Where `legal_now()` is made, and where both times of an event are recorded."""


def test_no_domain_code_asks_another_clock():
    found = calls_of(OTHER_CLOCKS)
    assert found.keys() == WALL_TIME.keys(), found


def test_no_column_takes_its_time_from_the_web_server():
    found = [
        f"{module.name}:{node.lineno}"
        for module in modules()
        for node in ast.walk(module.tree)
        if isinstance(node, ast.keyword) and node.arg in AUTOMATIC
    ]
    assert found == []


def test_only_the_clock_itself_reads_the_time_in_sql():
    assert {name for name, text in texts(".sql") if SQL_CLOCKS.search(text)} == SQL_FILES
