"""The layers hold because nothing slips past them: import-linter reads imports at the top of files only."""

import ast
import re

from tests.architecture.source import PACKAGES, calls_of, modules

BY_NAME = re.compile(r"(^|\.)(__import__|import_module)$")
REVIEWED = {
    "core/panels.py": "asks each app for its room `panels`",
}


def _imported(node: ast.AST) -> set[str]:
    if isinstance(node, ast.Import):
        return {alias.name.partition(".")[0] for alias in node.names}
    if isinstance(node, ast.ImportFrom):
        return {"."} if node.level else {(node.module or "").partition(".")[0]}
    return set()


def test_no_function_imports_a_package_of_the_project():
    """`AppConfig.ready` may import its own package: models cannot be imported any sooner."""
    found = [
        f"{module.name}:{inner.lineno}"
        for module in modules()
        for function in ast.walk(module.tree)
        if isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda)
        for inner in ast.walk(function)
        if _imported(inner) & ({*PACKAGES, "."} - _own(module.name, function))
    ]
    assert found == []


def _own(file: str, function: ast.AST) -> set[str]:
    package, _, rest = file.partition("/")
    return {package} if rest == "apps.py" and getattr(function, "name", "") == "ready" else set()


def test_nothing_imports_by_name_what_it_may_not_import():
    found = {file: calls for file, calls in calls_of(BY_NAME).items() if not file.endswith("/apps.py")}
    assert found.keys() == REVIEWED.keys(), found


def test_no_signals():
    found = [
        f"{module.name}:{node.lineno}"
        for module in modules()
        for node in ast.walk(module.tree)
        if isinstance(node, ast.ImportFrom) and (node.module or "").endswith(("dispatch", "signals"))
    ]
    assert found == []


def test_no_admin_site():
    assert [module.name for module in modules() if module.name.endswith("admin.py")] == []
