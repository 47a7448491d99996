"""Asking a row of the matrix: every cell of it, and what is wrong with the answers."""

from __future__ import annotations

from collections import Counter
from typing import Any

from django.db import transaction

from tests.security.matrix import judge, probe, table
from tests.security.matrix.ground import Ground
from tests.security.matrix.routes import all_routes
from tests.security.matrix.samples import Sample, find

ROUTES = {route.name: route for route in all_routes()}
ROWS = table.rows()


def name_of(row: table.Row) -> str:
    return f"{row.method} {row.route} {row.object}".strip()


def prove(row: table.Row, expected: dict[str, str], ground: Ground) -> None:
    """Each person's answer, in one transaction that is taken back."""
    with transaction.atomic():
        sample, wrong = find(ground.world, row.object, ROUTES[row.route].arguments), []
        counted = probe.writes()
        for column, code in expected.items():
            wrong += _asked(row, column, code, sample, ground, counted)
        transaction.set_rollback(True)
    assert not wrong, "\n".join(wrong)


def _asked(
    row: table.Row, column: str, expected: str, sample: Sample, ground: Ground, counted: dict[str, int]
) -> list[str]:
    route, person = ROUTES[row.route], ground.people[column]
    with transaction.atomic():
        answer = probe.ask(person, row.method, route, sample, counted)
        code = judge.found(answer, row.method, route, sample, row.shows, person)
        transaction.set_rollback(True)
    leaks = ground.leaks(answer.everything, column)
    for reader, text in answer.mails:
        told = [labels for labels in ground.seen_in(text.encode()) if not ground.may_see(labels, reader)]
        leaks |= {f"{labels} (mail to {reader})" for labels in told}
    leaks |= {f"{label} (in the log)" for label in ground.leaks(answer.logged.encode(), "")}
    attempt = row.method == "POST" and judge.step_of(route) is not None
    faults = list(judge.faults(answer, code, expected, attempt))
    ground.tally.update(count(code != expected, leaks, any("wrote" in fault for fault in faults)))
    return [f"{column}: {fault}" for fault in (*faults, *(f"was shown {label}" for label in sorted(leaks)))]


def count(wrong: Any, leaks: Any, writes: Any) -> Counter[str]:
    """One probe, as the figures tell it."""
    return Counter(probes=1, wrong=int(bool(wrong)), leaks=len(leaks), writes=int(bool(writes)))
