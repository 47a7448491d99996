"""Every template is used: what is not, is not maintained either."""

import ast
import re

from tests.architecture.source import modules, templates

FOUND_BY_DJANGO = re.compile(
    r"^(400|403|403_csrf|404|500)\.html$|^(django|registration|rest_framework|axes)/"
)
_IN_TEMPLATES = re.compile(r"""["']([\w./-]+\.(?:html|txt|svg|xml|css))["']""")


def _names_in_code() -> tuple[set[str], list[re.Pattern]]:
    """Literal names, and patterns for names that are put together (f"notices/{kind}.html")."""
    literal, patterns = set(), []
    for module in modules():
        for node in ast.walk(module.tree):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                literal.add(node.value)
            elif isinstance(node, ast.JoinedStr):
                parts = [
                    re.escape(str(p.value)) if isinstance(p, ast.Constant) else r"[\w/-]+"
                    for p in node.values
                ]
                if re.search(r"/.*\\\.(html|txt|svg|xml)$", "".join(parts)):
                    patterns.append(re.compile("".join(parts)))
    return literal, patterns


def test_every_template_is_used():
    literal, patterns = _names_in_code()
    literal |= {name for text in templates().values() for name in _IN_TEMPLATES.findall(text)}
    unused = [
        name
        for name in templates()
        if name not in literal
        and not FOUND_BY_DJANGO.match(name)
        and not any(pattern.fullmatch(name) for pattern in patterns)
    ]
    assert unused == []


def test_every_named_template_is_there():
    named = {
        name
        for text in templates().values()
        for name in re.findall(r"{%\s*(?:extends|include)\s+[\"']([^\"']+)", text)
    }
    assert {name for name in named - set(templates()) if not FOUND_BY_DJANGO.match(name)} == set()
