"""The repository holds what every machine can use, and nothing of the one that it was written on."""

import re

from tests.architecture.source import ROOT, texts, tracked

MACHINE_PATHS = re.compile(r"(?<![\w.])/(?:work|root|home|Users)/\w+")
REGISTRIES = re.compile(
    r"pypi\.org|pythonhosted\.org|registry\.npmjs|npmmirror|(?:mirrors?|pypi)\.\w+\.\w+|tuna\.tsinghua|\"resolved\":",
    re.I,
)
UNFINISHED = re.compile(r"\b(TODO|FIXME|XXX|HACK)\b")
NOT_SOURCE = (".mo", ".pyc", ".sqlite3", ".log")
HERE = "tests/architecture/test_portable.py"


def _lines(pattern: re.Pattern, *suffixes: str) -> list[str]:
    return [
        f"{name}:{number}: {line.strip()[:80]}"
        for name, text in texts(*suffixes)
        if name != HERE
        for number, line in enumerate(text.splitlines(), 1)
        if pattern.search(line)
    ]


def test_no_path_of_somebodys_machine():
    assert _lines(MACHINE_PATHS) == []


def test_no_registry_is_named():
    assert _lines(REGISTRIES) == []


def test_nothing_is_left_unfinished():
    assert _lines(UNFINISHED, ".py", ".html", ".css", ".js", ".sql", ".md") == []


def test_no_links_and_nothing_generated():
    links = [name for mode, name in tracked() if mode == "120000"]
    generated = [name for _mode, name in tracked() if name.endswith(NOT_SOURCE) or name == "uv.lock"]
    assert links + generated == []


def test_the_development_lock_holds_the_other_one():
    """`script/test` must prove what `script/server` installs."""
    pins = {name: set(re.findall(r"^([\w.-]+==\S+)", (ROOT / name).read_text(), re.M)) for name in LOCKS}
    assert pins["requirements.lock"] <= pins["requirements-dev.lock"]


LOCKS = ("requirements.lock", "requirements-dev.lock")
