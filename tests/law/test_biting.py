"""Where rules bite is read out of the guards themselves; what an act showed is observed."""

from collections.abc import Iterator
from functools import partial

import pytest

from tests.sample.models import Paper
from workflow import engine, law
from workflow.obstacles import Refused, stop


def guard(act):
    if helper(act):
        yield stop("Not possible.", "A4.1")


def helper(act):
    return law.find("open.bid_prep", on=act) or "not a rule"


def guard_for(rule):
    def inner(act):
        return stop("Not possible.", rule)

    return inner


def test_ids_are_found_in_a_guard_and_in_what_it_calls() -> None:
    assert law.rules_in(guard) == {"A4.1", "open.bid_prep"}


def test_ids_are_found_in_closures_partials_and_nested_functions() -> None:
    assert law.rules_in(guard_for("NEG-3")) == {"NEG-3"}
    assert law.rules_in(partial(guard, None)) == {"A4.1", "open.bid_prep"}


def test_step_shows_the_rules_of_its_guards_checks_and_clocks() -> None:
    steps = Paper.steps()
    assert law.rules_of(steps["submit"]) == {"A4.1", "CF-9", "challenge.reply"}
    assert law.rules_of(steps["grant"]) == {"A5.1", "challenge.reply"}


@pytest.fixture
def heard() -> Iterator[list]:
    notes: list[tuple[str, bool]] = []

    def note(rule_id: str, violated: bool) -> None:
        notes.append((rule_id, violated))

    law.add_observer(note)
    yield notes
    law.remove_observer(note)


def test_act_that_is_refused_shows_the_rule_violated(heard: list, writer, db) -> None:
    paper = engine.create(Paper, "write", writer, title="甲", pages=0).subject
    with pytest.raises(Refused):
        engine.execute(paper, "submit", writer)
    assert heard == [("A4.1", True)]


def test_act_that_is_done_shows_its_rules_met(heard: list, writer, paper) -> None:
    engine.execute(paper, "submit", writer)
    assert set(heard) == {("A4.1", False), ("CF-9", False), ("challenge.reply", False)}


def test_warning_passed_with_a_reason_counts_as_violated(heard: list, writer, judge, db) -> None:
    paper = engine.create(Paper, "write", writer, title="甲", pages=200, judge=judge.organisation_id).subject
    engine.execute(paper, "submit", writer, overrides={"CF-9": "the council asked for it"})
    assert ("CF-9", True) in heard
    assert ("A4.1", False) in heard
