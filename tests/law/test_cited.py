"""Every rule that the code cites exists: obstacles, warnings, clocks and lookups name ids of `workflow.law`."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings

from workflow import law

ROOT = Path(settings.BASE_DIR)
SECOND = {"stop", "warn", "Obstacle"}
FIRST = {"Clock"}
OF_LAW = {"find", "applies", "due", "earliest", "latest_before", "history", "required_fields"}
KEYWORDS = {"rule", "within"}


def cited(tree: ast.AST) -> Iterator[tuple[int, str]]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            yield from _in_call(node)


def _in_call(call: ast.Call) -> Iterator[tuple[int, str]]:
    name, of_law = _name(call.func)
    places = [arg for arg in call.args]
    wanted = []
    if name in SECOND:
        wanted = places[1:2]
    elif name in FIRST or (of_law and name in OF_LAW):
        wanted = places[:1]
    if name in SECOND | FIRST | {"Await"}:
        wanted += [k.value for k in call.keywords if k.arg in KEYWORDS]
    for value in wanted:
        if isinstance(value, ast.Constant) and isinstance(value.value, str) and value.value:
            yield value.lineno, value.value


def _name(function: ast.expr) -> tuple[str, bool]:
    if isinstance(function, ast.Attribute):
        return function.attr, isinstance(function.value, ast.Name) and function.value.id == "law"
    return (function.id, False) if isinstance(function, ast.Name) else ("", False)


def test_every_cited_rule_exists() -> None:
    missing = []
    for app in settings.PORTAL_APPS:
        for path in sorted((ROOT / app).rglob("*.py")):
            for line, rule_id in cited(ast.parse(path.read_text(encoding="utf-8"))):
                if not law.known(rule_id):
                    missing.append(f"{path.relative_to(ROOT)}:{line} {rule_id}")
    assert not missing, "\n".join(missing)


def test_the_search_sees_what_it_should() -> None:
    source = 'stop(_("x"), "A"); warn("x", rule="B"); Clock("C", step="s"); law.due("D", now); other("E")'
    assert [rule for _, rule in cited(ast.parse(source))] == ["A", "B", "C", "D"]
