"""The table of rules that nobody sees at work stays true: `elsewhere.toml`."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from pathlib import Path

from django.conf import settings

from tests.law import elsewhere
from workflow import law, registry

ROOT = Path(settings.BASE_DIR)
COMPUTED = re.compile(r"threshold\.(quota|open)_goods_services|NEG-\d+|PRO-\d|sme\.deduct|count\..*|ELG-\d")
"""Ids that the code puts together: by kind, by data, or within the counting of periods."""


@cache
def at_work() -> frozenset[str]:
    """The rules that steps cite, count or declare."""
    steps = (s for s in registry.lifecycles.all_steps() if s.model._meta.app_label in settings.PORTAL_APPS)
    return frozenset().union(*(law.rules_of(step) for step in steps))


@cache
def named() -> frozenset[str]:
    """The rules that the portal's own code names anywhere."""
    source = "".join(
        path.read_text(encoding="utf-8")
        for app in settings.PORTAL_APPS
        for path in sorted((ROOT / app).rglob("*.py"))
        if "law" not in path.relative_to(ROOT).parts
    )
    return frozenset(rule_id for rule_id in law.ids() if f'"{rule_id}"' in source)


def test_every_rule_is_named_by_the_portal_or_stands_in_the_table() -> None:
    listed = {line.rule for line in elsewhere.lines()}
    lost = [
        rule_id
        for rule_id in law.ids()
        if rule_id not in listed | at_work() | named() and not COMPUTED.fullmatch(rule_id)
    ]
    assert not lost, "enter in tests/law/elsewhere.toml where these will be seen, or why not"


def test_no_rule_that_steps_cite_is_put_off() -> None:
    assert not [line for line in elsewhere.lines() if line.rule in at_work()]


def test_each_rule_stands_there_once_and_exists() -> None:
    kinds = (*elsewhere.KINDS, elsewhere.MET_ONLY)
    counted = Counter([*(line.rule for line in elsewhere.lines(*kinds)), *elsewhere.reported_as()])
    assert not [rule for rule, times in counted.items() if times > 1]
    assert all(law.known(rule) for rule in counted)


def test_each_line_says_in_words_why() -> None:
    """A reason that a stranger understands: a phrase, no number of a task, no name of a person or machine."""
    table = elsewhere.read()
    assert set(table) == {*elsewhere.KINDS, elsewhere.MET_ONLY, elsewhere.REPORTED_AS}
    for kind in (*elsewhere.KINDS, elsewhere.MET_ONLY):
        reasons = table[kind]
        for said, rules in reasons.items():
            assert len(said.split()) >= 3, said
            assert not re.search(r"#\d|\bTODO\b|\bissue\b|https?:", said), said
            assert rules, f"{said}: no rule stands there any more, strike the line"


def test_what_stops_must_be_seen_violated_and_met() -> None:
    seen = {"A4.1": {"violated": {"x"}, "met": set()}, "record.retention": {"violated": set(), "met": {"x"}}}
    assert not elsewhere.is_observed("A4.1", seen)
    assert elsewhere.is_observed("A4.1", {"A4.1": {"violated": {"x"}, "met": {"y"}}})


def test_figure_is_seen_violated_by_the_rule_that_stands_for_it() -> None:
    met = {"met": {"x"}}
    assert not elsewhere.is_observed("open.committee_min", {"open.committee_min": met})
    assert elsewhere.is_observed(
        "open.committee_min", {"open.committee_min": met, "B2.7": {"violated": {"y"}}}
    )
    assert set(elsewhere.reported_as().values()) <= set(law.ids()) - set(elsewhere.reported_as())


def test_rule_with_nothing_to_refuse_must_be_met_and_never_violated() -> None:
    (rule, *_more) = [line.rule for line in elsewhere.lines(elsewhere.MET_ONLY)]
    wrong = [f for f in elsewhere.faults({}) if f.startswith(f"{rule} ")]
    assert wrong == [f"{rule} is not observed at all, though elsewhere.toml says that a step meets it"]
    seen = {rule: {"met": {"x"}, "violated": {"y"}}}
    assert f"{rule} is observed violated: strike it from elsewhere.toml" in list(elsewhere.faults(seen))
    assert not [f for f in elsewhere.faults({rule: {"met": {"x"}}}) if f.startswith(f"{rule} ")]


def test_rule_that_is_seen_after_all_and_rule_that_is_lost_are_faults() -> None:
    put_off = next(line.rule for line in elsewhere.lines() if not elsewhere.stops_or_warns(line.rule))
    faults = list(elsewhere.faults({put_off: {"violated": set(), "met": {"x"}}}))
    assert any(fault.startswith(f"{put_off} is observed") for fault in faults)
    assert any("stands nowhere" in fault for fault in faults)
