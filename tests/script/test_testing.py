"""The table at the end of `script/test` tells the truth."""

import sys

import pytest
from tools.paths import ROOT
from tools.testing import __main__ as testing
from tools.testing import browser, house, options, outcome
from tools.testing.parts import PLACES, Part

from tests import figures

SUITE = '<testsuites><testsuite tests="{run}" failures="{failed}" errors="{errors}" skipped="{skipped}"/></testsuites>'


@pytest.mark.parametrize(
    ("run", "failed", "errors", "skipped", "fault"),
    [
        (12, 0, 0, 0, ""),
        (12, 1, 2, 0, "3 failed, 0 skipped, of 12 tests"),
        (12, 0, 0, 1, "0 failed, 1 skipped, of 12 tests"),
        (0, 0, 0, 0, "no tests were found"),
    ],
)
def test_what_fails_or_does_not_run_is_a_fault(tmp_path, run, failed, errors, skipped, fault):
    results = tmp_path / "results.xml"
    results.write_text(SUITE.format(run=run, failed=failed, errors=errors, skipped=skipped))
    assert outcome.counts(results).fault == fault


def test_without_results_nothing_is_counted(tmp_path):
    assert outcome.counts(tmp_path / "results.xml") is None


def test_figures_of_tests_are_told(tmp_path, monkeypatch):
    monkeypatch.setattr(outcome, "FIGURES", tmp_path)
    monkeypatch.setattr(figures, "FIGURES", tmp_path)
    figures.tell("Pages checked by axe", 63)
    figures.tell("Pages checked by axe", 64)
    figures.tell("Rules shown at work", 212)
    assert list(outcome.figures()) == ["  Pages checked by axe: 64", "  Rules shown at work: 212"]


def test_the_nightly_run_adds_the_long_parts_and_nothing_else_does():
    assert set(options.parse(["--nightly"]).parts) - set(options.parse([]).parts) == set(options.NIGHTLY)


@pytest.mark.parametrize(("part", "mark"), [("browser", "mark." + "e2e"), ("papers", "mark." + "office")])
def test_a_part_that_reads_few_files_leaves_out_none_of_its_own(part, mark):
    marked = [
        path.relative_to(ROOT).as_posix() for path in ROOT.glob("tests/**/*.py") if mark in path.read_text()
    ]
    assert marked and all(path.startswith(PLACES[part]) for path in marked)


@pytest.mark.parametrize(("part", "fault"), [("house", True), ("containers", False)])
def test_what_a_package_could_bring_must_run_in_continuous_integration(monkeypatch, part, fault):
    monkeypatch.setenv("CI", "true")
    told = testing._not_run(part, "nothing here")
    assert (bool(told.fault), told.note) == (fault, "NOT RUN: nothing here")


def test_a_machine_without_the_packages_is_told_what_to_install(monkeypatch):
    monkeypatch.setattr(house, "find", lambda program: None if program == "nginx" else program)
    assert house.missing() == ["nginx-light"]
    assert "apt-get install nginx-light" in testing.missing_program("house")


def test_a_browser_without_its_drivers_library_is_not_enough(monkeypatch):
    """A bare machine has none; the driver then ends without a word."""
    monkeypatch.setattr(browser, "find", lambda: "/usr/bin/chromium")
    monkeypatch.setattr(browser.sys, "platform", "linux")
    monkeypatch.setattr(browser, "DRIVER_LIBRARIES", {"libatomic1": ("libsuch-is-nowhere.so.1",)})
    assert browser.missing() == ["libatomic1"]
    assert "apt-get install libatomic1" in testing.missing_program("browser")


def test_what_runs_beside_others_is_shown_in_its_turn(capfd, tmp_path):
    """One waits for what another writes, so they must run at the same time."""
    there = tmp_path / "there"
    wait = f"import pathlib, time\nwhile not pathlib.Path({str(there)!r}).exists(): time.sleep(.01)\nprint('waited')"
    patient = Part("patient", [sys.executable, "-c", wait], beside=True)
    quick = Part("quick", [sys.executable, "-c", f"open({str(there)!r}, 'w'); print('wrote')"])
    late = Part("late", [sys.executable, "-c", "raise SystemExit(3)"])
    found = list(testing._run_all([quick, patient, late]))
    printed = capfd.readouterr().out
    assert [(o.name, o.fault) for o in found] == [
        ("quick", ""), ("patient", ""), ("late", "see above (exit code 3)"),
    ]  # fmt: skip
    assert (
        printed.index("wrote")
        < printed.index("── patient")
        < printed.index("waited")
        < printed.index("── late")
    )
