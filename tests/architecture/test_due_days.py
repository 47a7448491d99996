"""By when something is due is told in one way: a period that ends at midnight would else end a day later in a mail
than on the page."""

from __future__ import annotations

import ast
import re

from tests.architecture.source import modules, templates

PLAIN = re.compile(r"(long|short)_date(time)?$")
IN_A_TEMPLATE = re.compile(r"\{%-?\s*(?:legal|short)_date(?:time)?\s+\S*due_at\b")


def test_no_code_tells_a_due_moment_as_a_plain_date():
    """`core.dates.end_text` tells it."""
    found = [
        f"{module.name}:{call.lineno}"
        for module in modules()
        for call in ast.walk(module.tree)
        if isinstance(call, ast.Call) and _tells_plainly(call)
    ]
    assert not found


def test_no_template_does():
    """`legal_end`, `short_end` and `due` tell it."""
    assert [name for name, text in templates().items() if IN_A_TEMPLATE.search(text)] == []


def test_what_is_told_plainly_is_found():
    for text in (
        "long_date(duty.due_at)",
        "dates.short_date(d.due_at, now)",
        "later(long_date, duty.due_at)",
    ):
        assert _tells_plainly(ast.parse(text, mode="eval").body), text
    assert not _tells_plainly(ast.parse("end_text(duty.due_at)", mode="eval").body)
    assert IN_A_TEMPLATE.search("{% short_date duty.due_at now %}")


def _tells_plainly(call: ast.Call) -> bool:
    """`later(long_date, x)` calls it as well."""
    told = [call.func, *call.args]
    plain = any(
        PLAIN.search(ast.unparse(part)) for part in told[:2] if isinstance(part, ast.Name | ast.Attribute)
    )
    return plain and any(isinstance(part, ast.Attribute) and part.attr == "due_at" for part in call.args)
