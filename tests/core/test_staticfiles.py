"""Of `node_modules`, only the listed files can be fetched."""

import pytest

from core.staticfiles import NpmFinder


@pytest.fixture
def finder(settings, tmp_path):
    for name in ("pkg/dist/a.js", "pkg/dist/b.js", "pkg/dist/sub/c.css", "pkg/package.json", "secret.js"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(name)
    settings.NPM_ROOT = tmp_path
    settings.NPM_STATIC = {"pkg": ("pkg/dist", ["a.js", "sub/*.css"])}
    return NpmFinder()


@pytest.mark.parametrize("name", ["vendor/pkg/a.js", "vendor/pkg/sub/c.css"])
def test_listed_files_are_found(finder, name, tmp_path):
    assert finder.find(name) == str(tmp_path / "pkg/dist" / name.removeprefix("vendor/pkg/"))


@pytest.mark.parametrize(
    "name",
    [
        "vendor/pkg/b.js",
        "vendor/pkg/../package.json",
        "vendor/pkg/sub/../../../secret.css",
        "vendor/pkg//a.js/../b.js",
        "vendor/pkg/",
        "vendor/other/a.js",
        "a.js",
    ],
)
def test_nothing_else_is_found(finder, name):
    assert finder.find(name) == []
    assert finder.find(name, find_all=True) == []


def test_collecting_takes_the_same_files(finder):
    assert [name for name, _storage in finder.list(None)] == ["a.js", "sub/c.css"]


def test_a_missing_package_is_named(finder, settings):
    settings.NPM_STATIC = {"gone": ("gone/dist", ["a.js"])}
    assert "gone" in NpmFinder().check()[0].msg
