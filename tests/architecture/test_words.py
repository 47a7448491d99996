"""What a person reads is a message: no refusal is a bare text, and no message hides where it isn't found."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

from tests.architecture.source import Module, modules

SAYS = re.compile(
    r"^(stop|warn|Mend|ValidationError|forms\.ValidationError|add_error|.*\.add_error"
    r"|messages\.(success|info|warning|error)|Crumb|Fact|Panel|Refused)$"
)
WORDS = {
    "label",
    "help_text",
    "verbose_name",
    "verbose_name_plural",
    "message",
    "empty_label",
    "done",
    "hint",
}
"""Arguments that are shown, whatever is called."""
GETTEXT = {"_", "gettext", "gettext_lazy", "ngettext", "pgettext", "pgettext_lazy", "ngettext_lazy"}
SENTENCE = re.compile(r"[^\W\d_]+\W+[^\W\d_]+")


def test_what_is_said_is_marked_for_translation():
    assert {m.name: found for m in modules() if (found := list(_bare(m)))} == {}


def test_no_message_stands_inside_an_f_string():
    """There it isn't extracted on every Python, and a sentence put together from pieces can't be translated."""
    assert {m.name: found for m in modules() if (found := list(_hidden(m)))} == {}


def test_messages_are_asked_for_under_names_that_the_extraction_knows():
    """Under another name they are found by nobody who translates."""
    renamed = {
        f"{module.name}: {one.name} as {one.asname}"
        for module in modules()
        for node in ast.walk(module.tree)
        if isinstance(node, ast.ImportFrom) and node.module == "django.utils.translation"
        for one in node.names
        if one.asname and one.name in GETTEXT and one.asname not in GETTEXT
    }
    assert renamed == set()


def _bare(module: Module) -> Iterator[str]:
    for call in _calls(module.tree):
        shown = [k.value for k in call.keywords if k.arg in WORDS]
        if SAYS.match(ast.unparse(call.func)):
            shown += call.args
        yield from (f"{each.lineno}: {ast.unparse(each)}" for each in shown if _is_sentence(each))


def _hidden(module: Module) -> Iterator[str]:
    for node in ast.walk(module.tree):
        if isinstance(node, ast.JoinedStr):
            inner = [c for c in _calls(node) if isinstance(c.func, ast.Name) and c.func.id in GETTEXT]
            yield from (f"{call.lineno}: {ast.unparse(call)}" for call in inner)


def _calls(tree: ast.AST) -> list[ast.Call]:
    return [node for node in ast.walk(tree) if isinstance(node, ast.Call)]


def _is_sentence(node: ast.expr) -> bool:
    """A text of more than a word: names of templates, fields and rules have none."""
    if isinstance(node, ast.JoinedStr):
        return any(_is_sentence(part) for part in node.values)
    text = node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else ""
    return (bool(SENTENCE.search(text)) and " " in text.strip()) or any(
        "\u4e00" <= c <= "\u9fff" for c in text
    )
