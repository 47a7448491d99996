"""No id opens what is another's: not in a form, not in an address; and what is hidden looks like what isn't there.

The rows of the matrix ask for A's objects as everybody. Here those who are allowed to take a step are given rows of
others: of other organisations, and of their own other projects.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from difflib import unified_diff
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.db import transaction

from accounts import demo as people
from tests import figures
from tests.security.matrix import foreign, judge, probe
from tests.security.matrix.asking import ROUTES, ROWS, name_of
from tests.security.matrix.probe import LOG, Answer
from tests.security.matrix.samples import Sample, find
from tests.security.matrix.table import CORE, Row

pytestmark = pytest.mark.django_db
STEPS = [row for row in ROWS if row.method == "POST" and judge.step_of(ROUTES[row.route])]
HIDDEN = {(row.method, row.route): row for row in ROWS if row.object and "N" in row.expected.values()}
"""One stage of each: it is the same code that finds nothing at any."""
PASSING = re.compile(
    r"""(?i)((?:csrfmiddlewaretoken" value=|nonce=|X-CSRFToken": )"|csrftoken=|nonce-)[^"';\s]*|expires=[^;]*"""
)
"""What is new in every answer."""
EXACTLY = "the check demands exactly the bids and criteria of this tender"
WIDER = {
    "procurement.requirementcomment.submit requirement": "everybody may comment on what is up for comment (RQ-8)",
    "sourcing.tender.check_eligibility rows-0-opened_bid": EXACTLY,
    "sourcing.panelseat.judge rows-0-opened_bid": EXACTLY,
    "sourcing.panelseat.score rows-0-opened_bid": EXACTLY,
    "sourcing.panelseat.score rows-0-criterion": EXACTLY,
    "sourcing.tender.name_officials officials": "who names them sees of a key only whose it is",
}
"""Fields that let pass what belongs to another, and who refuses it or why it may be."""


def allowed(row: Row, ground: Any) -> Iterator[str]:
    """One person of each organisation that may take this step."""
    seen = set()
    for column, code in row.expected.items():
        if code == "A" and column != "anonymous":
            organisation = people.actor(ground.people[column].user.username).organisation_id
            if organisation not in seen:
                seen.add(organisation)
                yield column


def test_no_field_takes_what_is_anothers(ground):
    wrong, tried = set(), 0
    for row in STEPS:
        step = judge.step_of(ROUTES[row.route])
        with transaction.atomic():
            subject = (
                None if step.first else find(ground.world, row.object, ROUTES[row.route].arguments).subject
            )
            for column in allowed(row, ground):
                actor = people.actor(ground.people[column].user.username)
                for asked in foreign.asked(step, subject, actor):
                    keys = list(asked.foreign())
                    tried += len(keys)
                    wrong |= {f"{step.id} {asked.name}" for _key in asked.taken(keys)}
            transaction.set_rollback(True)
    figures.add("ids of others", fields=tried, taken=len(wrong))
    assert tried > 1000
    assert wrong == WIDER.keys()


@pytest.mark.parametrize("row", STEPS, ids=name_of)
def test_a_step_that_is_given_anothers_ids_shows_and_changes_nothing(row, ground):
    """All fields at once, in the address and in the form, by each organisation that may take the step."""
    step, route, wrong = judge.step_of(ROUTES[row.route]), ROUTES[row.route], []
    with transaction.atomic():
        sample = find(ground.world, row.object, route.arguments)
        for column in allowed(row, ground):
            actor = people.actor(ground.people[column].user.username)
            fields = foreign.asked(step, None if step.first else sample.subject, actor)
            given = {f.name: str(key) for f in fields if (key := next(f.foreign(), None))}
            if not given:
                continue
            rows = {f"{name.partition('-')[0]}-TOTAL_FORMS": "1" for name in given if "-0-" in name}
            answers = [
                _asked(
                    ground, column, method, route, replace(sample, query={**sample.query, **given, **rows})
                )
                for method in ("GET", "POST")
            ]
            for answer in answers:
                if leaks := ground.leaks(answer.everything, column):
                    wrong.append(f"{column} was shown {leaks}")
                if answer.status >= 500 or answer.written.keys() - LOG:
                    wrong.append(f"{column}: {answer.status}, wrote {answer.written}")
        transaction.set_rollback(True)
    assert not wrong


@pytest.mark.parametrize("row", HIDDEN.values(), ids=name_of)
def test_what_is_hidden_looks_like_what_is_not_there(row, ground):
    """Status, text and headers: nobody learns from the answer that there is something to be hidden."""
    route = ROUTES[row.route]
    with transaction.atomic():
        sample = find(ground.world, row.object, route.arguments)
        other = replace(sample, arguments=_changed(sample.arguments), query=_changed(sample.query))
        if other == sample:
            return  # it is named by a number or a word, and there is no other to ask for
        for column in nearest_and_farthest(row):
            hidden, nothing = (_asked(ground, column, row.method, route, each) for each in (sample, other))
            told = list(unified_diff(said(hidden, sample), said(nothing, other), lineterm="", n=0))
            assert not told, "\n".join([column, *told])
        transaction.set_rollback(True)


def nearest_and_farthest(row: Row) -> set[str]:
    """Of those from whom it is hidden: who may see what it belongs to, and who sees nothing of that either.

    What is sent is looked up as what is read: there the former suffices.
    """
    hidden = [c for c in CORE if row.expected[c] == "N"] or [
        c for c, code in row.expected.items() if code == "N"
    ]
    return {hidden[0], hidden[0] if row.method == "POST" else hidden[-1]}


def _asked(ground: Any, column: str, method: str, route: Any, sample: Sample) -> Answer:
    with transaction.atomic():
        answer = probe.ask(ground.people[column], method, route, sample)
        transaction.set_rollback(True)
    return answer


def _changed(named: dict[str, Any]) -> dict[str, Any]:
    """The same names with the keys of rows that were never there, written in the same way."""
    return {
        name: (str(uuid4()) if "-" in str(value) else uuid4().hex) if _is_key(value) else value
        for name, value in named.items()
    }


def _is_key(value: Any) -> bool:
    try:
        return bool(UUID(str(value)))
    except ValueError:
        return False


def said(answer: Answer, sample: Sample) -> list[str]:
    """The answer, line by line, without what is new in each and without the keys that were asked for."""
    text = f"{answer.status}\n{answer.heads}\n{answer.body.decode('utf-8', 'replace')}"
    for key in filter(_is_key, (*sample.arguments.values(), *sample.query.values())):
        text = text.replace(str(key), "…")
    return PASSING.sub(r"\1", text).splitlines()
