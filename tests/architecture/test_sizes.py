"""Small files about one thing, short functions: a reader holds them in the head."""

import ast

from tests.architecture.source import PACKAGES, ROOT, modules

LONGEST_FILE = 400
LONGEST_FUNCTION = 60
FOLDERS = (*PACKAGES, "script/tools", "tests")


def test_no_file_is_too_long():
    lengths = {
        module.name: len((ROOT / module.name).read_text().splitlines()) for module in modules(*FOLDERS)
    }
    assert {name: length for name, length in lengths.items() if length > LONGEST_FILE} == {}


def test_no_function_is_too_long():
    found = [
        f"{module.name}:{node.lineno} {node.name}"
        for module in modules(*FOLDERS)
        for node in ast.walk(module.tree)
        if isinstance(node, ast.FunctionDef) and _length(node) > LONGEST_FUNCTION
    ]
    assert found == []


def _length(function: ast.FunctionDef) -> int:
    """Lines of what it does, without its signature and what is said about it."""
    told = ast.get_docstring(function) is not None and len(function.body) > 1
    return (function.end_lineno or 0) - function.body[1 if told else 0].lineno + 1


def test_no_test_is_skipped():
    """A test that doesn't run proves nothing."""
    marks = {
        "pytest.mark.skip",
        "pytest.mark.skipif",
        "pytest.mark.xfail",
        "pytest.skip",
        "pytest.importorskip",
    }
    found = [
        f"{module.name}:{node.lineno}"
        for module in modules("tests")
        for node in ast.walk(module.tree)
        if isinstance(node, ast.Attribute) and ast.unparse(node) in marks
    ]
    assert found == []
