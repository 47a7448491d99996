"""axe finds no barrier (WCAG 2.1 AA) on any page that the matrix grants.

Each row that answers GET with a page is read as the first person whom it grants it, and each kind of form once more as
it refuses to be empty; at each commit in one language, half of the rows in either, and at night in both. Seen to fail:
`test_a_barrier_is_found_wherever_it_stands`.
"""

from __future__ import annotations

import logging
from dataclasses import dataclass
from typing import Any

import pytest

from tests import figures
from tests.security.matrix.asking import ROWS
from tests.security.matrix.barriers.pages import Pages, allowed
from tests.security.matrix.barriers.reading import barriers
from tests.security.matrix.table import Row

pytestmark = [pytest.mark.django_db, pytest.mark.e2e]  # the former lets them run before a browser is started
WORKBOOK, PAPER = "?export=xlsx", "?export=pdf"
FILE = "a file"
MACHINES = "for machines"
NO_PAGE = {
    WORKBOOK: "the list as a workbook",
    PAPER: "the page on paper",
    "catalog:edition-workbook": FILE,
    "disclosure:csv": FILE,
    "disclosure:workbook": FILE,
    "documents:file": FILE,
    "documents:sealed": FILE,
    "documents:word": FILE,
    "evaluation:result-answers": FILE,
    "evaluation:result-card": FILE,
    "evaluation:result-excel": FILE,
    "evaluation:result-scores": FILE,
    "procurement:budgetline-export": FILE,
    "procurement:budgetproposal-workbook": FILE,
    "procurement:budgetround-export": FILE,
    "procurement:project-summary": FILE,
    "reporting:blank": FILE,
    "reporting:workbook": FILE,
    "rulebook:download": FILE,
    "rulebook:verifier": FILE,
    "sourcing:receipt-file": FILE,
    "disclosure:feed": MACHINES,
    "disclosure:release": MACHINES,
    "disclosure:releases": MACHINES,
    "healthz": MACHINES,
    "portal:robots": MACHINES,
    "rulebook:heads": MACHINES,
    "sourcing:clock": MACHINES,
    "sourcing:ceremony-status": "a part of a page that is read: sourcing:ceremony",
    "accounts:message": "leads on to what the message is about",
    "accounts:telling_code": "leads back to the settings while no code is awaited",
    "accounts:identity-link": "leads on where no answer of the service waits: tests/accounts/identity",
    "mfa_authenticate": "leads on, without a second factor: tests/accounts/test_second_factor.py",
    "mfa_login_webauthn": "leads on who is signed in already",
    "portal:preferences": "leads back to where one was",
    "providers:mine": "leads to one's own entry: providers:provider",
    "rulebook:parameterchange-propose": "leads to the choice of a rule: rulebook:choose",
    "sourcing:document": "leads to the paper itself: documents:file",
    "sourcing:tender-contribute": "leads to the ceremony: sourcing:ceremony",
}
"""Routes, or what an address asks, that are granted and answer with no page that a person reads; and why."""


@dataclass
class Reading:
    """`rows` are those whose page was read, `silent` those that answered with none."""

    rows: list[Row]
    silent: list[Row]
    found: dict[str, list[str]]


@pytest.fixture(scope="module")
def reading(ground: Any, django_db_blocker: Any) -> Reading:
    return read(Pages(ground), django_db_blocker)


def read(pages: Pages, django_db_blocker: Any) -> Reading:
    """Everything, rendered and read at the same time."""
    with django_db_blocker.unblock(), pytest.MonkeyPatch.context() as patch:
        patch.setattr(logging.getLogger("django.request"), "disabled", True)  # refusals are asked for
        found = barriers(pages.all())
    figures.tell("pages read by axe", len(pages.seen))
    return Reading(pages.read, pages.silent, found)


def test_axe_finds_no_barrier_on_any_page(reading):
    assert not reading.found


@pytest.mark.nightly
def test_axe_finds_no_barrier_in_either_language(ground, django_db_blocker):
    reading = read(Pages(ground, in_both=True), django_db_blocker)
    assert not reading.found
    assert len(reading.rows) > len(ROWS) / 4


def test_every_page_of_the_matrix_was_read(reading):
    granted = [row for row in ROWS if row.method == "GET" and allowed(row)]
    assert len(reading.rows) + len(reading.silent) == len(granted)
    assert {said_of(row) for row in reading.silent} == NO_PAGE.keys()


def test_a_barrier_is_found_wherever_it_stands():
    """The tab is reused: what was read before hides nothing, and nothing stays of it."""
    page = '<!doctype html><html lang="zh"><head><title>页</title></head><body><main><h1>页</h1>{}</main></body></html>'
    good, bare = page.format("<p>文</p>"), page.format("<input>")
    pale = page.format('<p style="color:#ccc;background:#fff">看不清的文字</p>')
    found = barriers(
        [("1", good), ("2", bare), ("3", good), ("4", pale), ("5", good), ("6", bare), ("7", good)]
    )
    assert {name: wrong[0].partition(":")[0] for name, wrong in found.items()} == {
        "2": "label", "4": "color-contrast", "6": "label",
    }  # fmt: skip


def said_of(row: Row) -> str:
    """What `NO_PAGE` would name it by."""
    return next((asked for asked in (WORKBOOK, PAPER) if row.object.endswith(asked)), row.route)
