"""The judgement at the end of a whole run: all processes together must have seen each rule that isn't listed."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings
from tools.testing.parts import all_parts

from tests.law import elsewhere
from workflow import law

TEST = """
from workflow import law

def test_it():
    for rule in {rules!r}:
        law.observe(rule, violated={violated})
"""


def judged(
    folder: Path, violated: list[str], met: list[str], processes: int = 2
) -> subprocess.CompletedProcess[str]:
    """A run of two files, each by a process of its own: one sees rules violated, the other sees them met."""
    for name, rules in (("violated", violated), ("met", met)):
        text = TEST.format(rules=rules, violated=name == "violated")
        (folder / f"test_{name}.py").write_text(text, encoding="utf-8")
    (folder / "conftest.py").write_text('pytest_plugins = ["tests.law.plugin"]\n', encoding="utf-8")
    where = [f"--rootdir={folder}", "-c", str(settings.BASE_DIR / "pyproject.toml")]
    how = [f"--numprocesses={processes}", "--dist=loadfile", "--law-complete"]
    command = [sys.executable, "-m", "pytest", *where, *how, str(folder)]
    clean = {name: value for name, value in os.environ.items() if not name.startswith("PYTEST")}
    return subprocess.run(
        command, cwd=settings.BASE_DIR, env=clean, capture_output=True, text=True, timeout=600
    )


@pytest.fixture
def met() -> list[str]:
    """What the tests of a whole run see met."""
    listed = {line.rule for line in elsewhere.lines()}
    return [rule_id for rule_id in law.ids() if rule_id not in listed]


@pytest.fixture
def violated(met: list[str]) -> list[str]:
    """Of these, what a refusal can name."""
    never = {line.rule for line in elsewhere.lines(elsewhere.MET_ONLY)} | elsewhere.reported_as().keys()
    return [rule_id for rule_id in met if rule_id not in never]


def test_what_two_processes_saw_is_judged_together(tmp_path, violated, met) -> None:
    run = judged(tmp_path, violated, met)
    assert run.returncode == 0, run.stdout + run.stderr


def test_run_that_did_not_see_a_rule_fails_and_names_it(tmp_path, violated, met) -> None:
    stand_ins = set(elsewhere.reported_as().values())
    half, lost, *_more = [r for r in violated if elsewhere.stops_or_warns(r) and r not in stand_ins]
    listed = elsewhere.lines()[0].rule
    run = judged(
        tmp_path,
        [*(rule for rule in violated if rule != lost), listed],
        [*(rule for rule in met if rule not in {half, lost}), listed],
        processes=0,
    )
    assert run.returncode == 1
    assert "2 passed" in run.stdout
    section = run.stdout.partition("law report")[2]
    assert f"{half} is not observed (only violated) and stands nowhere" in section
    assert f"{lost} is not observed and stands nowhere" in section
    assert f"{listed} is observed: strike it" in section
    assert section.count("elsewhere.toml") == 3


def test_the_run_of_all_tests_is_judged() -> None:
    parts = all_parts("2")
    assert [name for name, part in parts.items() if "--law-complete" in part.command] == ["tests"]
