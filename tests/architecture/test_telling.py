"""What people are told is put together when its reader is known: no text is finished before, in another's language."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from tests.architecture.source import Module, modules

TELLING = {"notify", "send", "tell"}
"""By the last part of their names. Subject and body are their second and third value."""
WORDS = slice(1, 3)


def test_no_text_is_finished_before_its_reader_is_known():
    found = [where for module in modules() for where in finished_in(module)]
    assert not found, f"use core.phrases.said and gettext_lazy: {found}"


def test_what_is_finished_too_early_is_found():
    early = ['_("A") % values', 'f"{a} {b}"', "said", 'gettext("A")', 'str(_("A"))', "text[:300]"]
    late = ['said(_("A"), a=b)', "text", 'later(lambda: gettext("A") % values)', '"A"']
    for text, wrong in [(text, True) for text in early] + [(text, False) for text in late]:
        source = f"def f():\n    said = _('A') % 1\n    notify(unit, {text}, '', url)"
        assert bool(list(finished_in(Module("x", ast.parse(source))))) == wrong, text


def finished_in(module: Module) -> Iterator[str]:
    eager = {"gettext", "ngettext", "pgettext", *_renamed(module)}
    for function in ast.walk(module.tree):
        if not isinstance(function, ast.FunctionDef):
            continue
        local = dict(_assigned(function))
        for call in ast.walk(function):
            if isinstance(call, ast.Call) and ast.unparse(call.func).split(".")[-1] in TELLING:
                texts = call.args[WORDS]
                texts += [local[text.id] for text in texts if isinstance(text, ast.Name) and text.id in local]
                if any(_is_finished(text, eager) for text in texts):
                    yield f"{module.name}:{call.lineno}"


def _renamed(module: Module) -> Iterator[str]:
    """The names under which this module knows Django's translations of the moment."""
    for node in ast.walk(module.tree):
        if isinstance(node, ast.ImportFrom) and node.module == "django.utils.translation":
            yield from (one.asname for one in node.names if one.asname and not one.name.endswith("_lazy"))


def _assigned(function: ast.FunctionDef) -> Iterator[tuple[str, ast.expr]]:
    for node in ast.walk(function):
        if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
            yield node.targets[0].id, node.value


def _is_finished(text: ast.expr, eager: set[str]) -> bool:
    """Whether the outermost thing that is done gives a text at once."""
    if isinstance(text, ast.IfExp):
        return _is_finished(text.body, eager) or _is_finished(text.orelse, eager)
    if isinstance(text, ast.Call):
        return ast.unparse(text.func) in eager | {"str"}
    cut = isinstance(text, ast.Subscript) and isinstance(text.slice, ast.Slice)
    return cut or isinstance(text, ast.BinOp | ast.JoinedStr)
