"""Nothing that a person reads is unmarked, and every message asked for is translated."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from dataclasses import dataclass, field
from io import BytesIO

import pytest
from django.utils.translation import trans_real
from django.utils.translation.trans_real import CONTEXT_SEPARATOR
from openpyxl import load_workbook

from accounts.models import MailboxMessage, Message
from accounts.telling import post
from disclosure.models import Notice
from documents.models import Paper
from tests import figures
from tests.walks import stops
from tests.walks.words import crawl, pseudo, visible
from tests.walks.words.data import Data, strings
from workflow import outbox, registry

pytestmark = pytest.mark.django_db
PLACEHOLDER = re.compile(r"%\(\w+\)[a-z]|%[sd]|\{\w*\}")
UNCHANGED = {"OCDS", "PDF", "DOCX", "CSV", "JSON", "XLSX", "RSS", "English"}
"""Messages that are the same in Chinese."""
IN_CHINESE = {"letter_of_acceptance": "a letter under the unit's seal, in the words that the form prescribes"}
"""Kinds of papers that exist in one language only, and why."""


@dataclass
class Walk:
    """What was read, by where it stood; which messages were asked for; what had been typed."""

    said: dict[str, list[tuple[str, str]]] = field(default_factory=dict)
    asked: set[tuple[str, str]] = field(default_factory=set)
    typed: set[str] = field(default_factory=set)

    def read(self, where: str, response: object) -> None:
        kind = response.headers.get("Content-Type", "")
        if kind.startswith("text/html"):
            self.said[where] = visible.said(response.content.decode())
        elif "spreadsheet" in kind:
            book = load_workbook(BytesIO(response.content), read_only=True)
            self.said[where] = [
                ("cell", str(cell.value)) for cell in next(book.active.rows) if cell.value is not None
            ]
        elif kind.startswith("text/csv"):
            heads = b"".join(response).decode("utf-8-sig").splitlines()[:1]
            self.said[where] = [("csv", head) for head in heads]

    def visit(self, stop: stops.Stop) -> None:
        """The page of a step as it opens, as it refuses an empty form, and the page that led to it."""
        self.typed.update(strings({name: stop.raw[name] for name in stop.raw}))
        if isinstance(inner := stop.raw.get("typed"), str):
            self.typed.update(strings(json.loads(inner)))
        if not stop.step.first:
            self.typed.update(strings({n: v for n, v in vars(stop.subject).items() if isinstance(v, str)}))
        client = stop.client()
        self.read(f"GET {stop.step.id}", client.get(stop.address))
        self.read(f"POST {stop.step.id}", client.post(stop.address, {}))
        if not stop.step.first:
            self.read(f"before {stop.step.id}", client.get(stop.subject.get_absolute_url()))

    def wrong(self, known: Data) -> dict[str, list[str]]:
        """Unmarked words and where they stand."""
        found = defaultdict(list)
        for where, texts in self.said.items():
            for place, text in texts:
                for part in visible.unmarked(text):
                    if rest := known.rest(part):
                        found[f"<{place}> {rest[:160]}"].append(where)
        return {text: sorted(set(places))[:2] for text, places in found.items()}


@pytest.fixture(scope="module")
def walk(held, patch):
    """The story with its steps, and then every page that each person can reach."""
    walk = Walk(asked=pseudo.speak(patch))
    assert stops.walk(patch, walk.visit) == stops.steps_of_people()
    crawler = crawl.Crawler()
    for who in crawl.VISITORS:
        for page in crawler.crawl(who):
            assert page.response.status_code < 500
            walk.read(f"{page.address} {who}", page.response)
    return walk


@pytest.fixture(scope="module")
def sample():
    """What the tests' own lifecycle says, which no catalogue holds: lists of steps name it too."""
    steps = [s for s in registry.lifecycles.all_steps() if s.model.__module__.startswith("tests.")]
    names = {str(s.model._meta.verbose_name) for s in steps}
    return {str(s.label) for s in steps} | names | {name.capitalize() for name in names}


@pytest.fixture(scope="module")
def known(walk, sample):
    return Data(walk.typed | sample)


def test_no_page_says_anything_unmarked(walk, known):
    figures.tell("pages read for unmarked words", len(walk.said))
    assert not walk.wrong(known)


def test_no_mail_paper_or_notice_says_anything_unmarked(walk, known):
    outbox.sweep(kinds=post.ALL)
    made = Walk()
    for mail in MailboxMessage.objects.all():
        made.said[f"mail {mail.subject}"] = [("mail", mail.subject), ("mail", mail.body)]
    for message in Message.objects.all():
        made.said[f"message {message.title}"] = [("message", message.title), ("message", message.text)]
    for page in [*Paper._base_manager.exclude(kind__in=IN_CHINESE), *Notice._base_manager.all()]:
        made.said[f"{type(page).__name__} {page.title}"] = visible.said(page.html)
    assert len(made.said) > 20
    assert not made.wrong(known)


def test_every_message_asked_for_is_translated(walk, sample):
    """Those of Django and of the libraries too, which no catalogue of ours holds."""
    chinese = trans_real.DjangoTranslation("zh-hans")
    missing = sorted(one for one, many in walk.asked if said_in(chinese, one, many) == one and speaks(one))
    assert not set(missing) - sample


def said_in(catalogue: trans_real.DjangoTranslation, one: str, many: str) -> str:
    return catalogue.ngettext(one, many, 1) if many else catalogue.gettext(one)


def speaks(message: str) -> bool:
    """Whether a message holds words of its own, and isn't a stored text that is said again."""
    plain = PLACEHOLDER.sub("", message.rpartition(CONTEXT_SEPARATOR)[2])
    return plain not in UNCHANGED and pseudo.OPEN not in plain and any(map(str.isalpha, plain))
