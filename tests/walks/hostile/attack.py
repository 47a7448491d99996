"""Hostile posts to the page of one step, each taken back afterwards."""

from __future__ import annotations

import traceback
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import date, datetime
from itertools import islice
from typing import Any
from urllib.parse import quote
from zlib import crc32

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.core.signals import got_request_exception
from django.db import transaction
from django.http import HttpResponse, QueryDict
from django.test import Client
from django.utils import translation

from documents.forms import FilesField
from tests.walks.hostile import values
from tests.walks.hostile.page import ShownForm, lost
from tests.walks.stops import Stop
from workflow import engine
from workflow.clock import SHANGHAI
from workflow.forms import flatten

REFUSED, DONE = {409, 422}, {302}
OTHERWISE = {
    "sourcing.tender.contribute": ({302}, DONE, "refusals stand on the page of the ceremony"),
    "evaluation.evaluation.issue_links": (REFUSED, {200}, "the answer is the sheet with the links"),
}
"""Steps that answer in their own way: to what they refuse, to what they do, and why."""
SETS = 3
"""So many sets of refused values are posted to a form at night; at each commit one of them."""
NOT_ODD = (FilesField, forms.BooleanField)
ALONE = 2
"""So many odd values, each of another field, are posted by themselves at each commit; at night all."""
ODD = {"idempotency_key": "\x00🎉" * 50, "draft_version": "9" * 40}
"""Passed along with other hostile input: keys that no browser of ours sends."""


class Attack:
    """All that is tried on one form. `faults` says what went wrong, one line each."""

    refusing, done = REFUSED, DONE
    thorough = False
    """Everything; else of each kind one, or a few: others for each form, so that all of them have their turn."""

    def __init__(self, label: str, address: str, client: Client, form: Any, faults: list[str]) -> None:
        self.label, self.address, self.faults = label, address, faults
        self.client, self.form = client, form
        self.client.raise_request_exception = False
        self.good = plain(flatten(form.data))
        self.seen: set[str] = set()  # fields of which the page that comes after has shown an odd value
        self.parts = getattr(form, "parts", {})
        self.fields = dict(inputs(form, self.parts))
        self.tries = {name: self._tried(name, found) for name, found in self.fields.items()}
        unseen = {name for name, found in self.fields.items() if found.widget.is_hidden}
        self.hidden = {name: answer for name, answer in self.tries.items() if name in unseen}
        self.shown = {name: answer for name, answer in self.tries.items() if name not in unseen}

    def run(self, *, known: bool = False) -> None:
        """Refused values of all fields together, then odd values that a field takes, then a broken request.

        Of a kind of form that is `known`, from the page of another step, one of each: what stands around it is new.
        """
        for chosen in self.some(islice(values.rounds(self.shown), SETS), 1):
            self.refused(chosen)
        for chosen in self.some(islice(values.rounds(self.hidden), SETS), 1):
            self.answered_in_order(chosen)
        for changed in islice(self.odd(), 1 if known and not self.thorough else None):
            self.taken(changed)
        for body in self.some(self.broken(), 1):
            self.answered(body)

    @classmethod
    def on_step(cls, stop: Stop, faults: list[str]) -> Attack:
        """On the page of a step, from the good input of the story."""
        form = engine.form_of(stop.step, stop.subject, stop.actor, plain(flatten(stop.raw)), None)
        form._introduce_actor()
        made = cls(stop.step.id, stop.address, stop.client(), form, faults)
        made.refusing, made.done, _why = OTHERWISE.get(stop.step.id, (REFUSED, DONE, ""))
        return made

    def _tried(self, name: str, found: forms.Field) -> values.Tried:
        try:
            with translation.override("zh-hans"), taken_back():
                return values.tried(found)
        except Exception:
            self.fault(f"{name} ({type(found).__name__}) breaks: {last_line()}")
            return values.Tried()

    def refused(self, chosen: dict[str, Any]) -> None:
        """Every refused value stays, and each field says what is wrong with it."""
        answer = self.post({**self.good_values(), **chosen}, f"refused {short(chosen)}")
        if answer is None:
            return
        if answer.status_code not in self.refusing:
            self.fault(f"{short(chosen)} was answered with {answer.status_code}")
            return
        shown = ShownForm(answer.content.decode())
        for name, value in chosen.items():
            if not self._is_left_empty(name, chosen):
                self._check_refusal(shown, name, value)
        for name, typed in self.good_values().items():
            if name in self.fields and name not in chosen and typed and lost_any(shown, name, typed):
                self.fault(f"{name}: the good {typed[:1]!r} was lost")

    def _check_refusal(self, shown: ShownForm, name: str, value: Any) -> None:
        if name not in shown.controls:
            self.fault(f"{name} isn't on the page any more")
            return
        said = shown.said_beside(name)
        if lost_any(shown, name, value):
            self.fault(f"{name}: {short(value)} was lost, {short(shown.values(name))} stands there")
        if not any("\u4e00" <= letter <= "\u9fff" for letter in said):
            self.fault(f"{name}: nothing is said beside {short(value)} ({said[:60]!r})")
        elif not any(c.invalid for c in shown.controls[name]):
            self.fault(f"{name}: not marked as wrong with {short(value)}")

    def _is_left_empty(self, name: str, chosen: dict[str, Any]) -> bool:
        """A row of which nothing is filled in is no row."""
        row = name.rpartition("-")[0]
        sent = {**self.good_values(), **chosen}
        return bool(row) and not any(
            value for key, each in sent.items() if key.startswith(f"{row}-") for value in listed(each)
        )

    def answered_in_order(self, chosen: dict[str, Any]) -> None:
        """What no person can type: a hidden field that was tampered with is refused, or not found."""
        answer = self.post({**self.good_values(), **chosen}, f"hidden {short(chosen)}")
        if answer is not None and answer.status_code not in self.refusing | {404}:
            self.fault(f"hidden {short(chosen)} was answered with {answer.status_code}")

    def odd(self) -> Iterator[dict[str, Any]]:
        """Values that the fields take and the database may not: one set for each."""
        texts = {n: f for n, f in self.fields.items() if values.is_text(f)}
        if texts:
            yield {n: values.longest(f, values.NASTY) for n, f in texts.items()}
            yield {n: values.longest(f, values.LONG[:4000]) for n, f in texts.items() if f.max_length}
        rest = [
            name for name in self.tries if name not in texts and not isinstance(self.fields[name], NOT_ODD)
        ]
        for name in self.some(rest, ALONE):
            yield from ({name: value} for value in self.some(extremes(self.tries[name].taken), 1, name))
        yield {name: "" for name, found in self.fields.items() if not found.required}

    def taken(self, changed: dict[str, Any]) -> None:
        """Done or refused, never broken; and what was written down is shown as text."""
        with taken_back():
            answer = self._post({**self.good_values(), **changed}, f"taken {short(changed)}")
            if answer is None or answer.status_code in self.refusing | {404}:
                return
            if answer.status_code not in self.done:
                self.fault(f"{short(changed)} was answered with {answer.status_code}")
            page = answer
            if "Location" in answer.headers and (self.thorough or not self.seen.issuperset(changed)):
                self.seen.update(changed)
                ahead = answer.headers["Location"]
                page = self.watched(lambda: self.client.get(ahead), f"page after {short(changed)}")
            if page is not None and values.SCRIPT.encode() in page.content:
                self.fault(f"{short(changed)} is shown as markup")

    def some(self, found: Iterable[Any], count: int, name: str = "") -> list[Any]:
        """So many of them, others for each form and name; all of them where the attack is thorough."""
        found = list(found)
        if self.thorough or len(found) <= count:
            return found
        turn = crc32(f"{self.label} {name}".encode()) % len(found)
        return (found[turn:] + found[:turn])[:count]

    def broken(self) -> Iterator[bytes]:
        """Bytes that are no text, names sent twice, and counts of rows that can't be."""
        names = [*self.fields, *self.good]
        yield "&".join(f"{quote(name)}=%ED%A0%80%FF%00" for name in names).encode()
        yield "&".join(f"{quote(n)}={quote(v)}" for n in names for v in ("x", "y", values.SCRIPT)).encode()
        for count in ("x", "99999999999") if self.parts else ():
            rows = (f"{part}-TOTAL_FORMS={quote(count)}&{part}-INITIAL_FORMS=7" for part in self.parts)
            yield "&".join(rows).encode()
        yield ("add_row=nothing&save_draft=1&" + "&".join(f"{n}={quote(v)}" for n, v in ODD.items())).encode()

    def answered(self, body: bytes) -> None:
        with taken_back():
            kind = "application/x-www-form-urlencoded"
            self.watched(
                lambda: self.client.post(self.address, body, content_type=kind), f"body {body[:80]!r}"
            )

    def good_values(self) -> dict[str, list[str]]:
        return {name: [str(value) for value in self.good.getlist(name)] for name in self.good}

    def post(self, data: dict[str, Any], what: str) -> HttpResponse | None:
        with taken_back():
            return self._post(data, what)

    def _post(self, data: dict[str, Any], what: str) -> HttpResponse | None:
        return self.watched(
            lambda: self.client.post(self.address, {k: listed(v) for k, v in data.items()}), what
        )

    def watched(self, ask: Any, what: str) -> HttpResponse | None:
        """The answer; None after a server error, which is a fault."""
        raised: list[str] = []

        def note(**_signal: Any) -> None:
            raised.append(last_line())

        got_request_exception.connect(note)
        try:
            answer = ask()
        finally:
            got_request_exception.disconnect(note)
        if raised or answer.status_code >= 500:
            self.fault(f"{what}: {raised[:1]}")
            return None
        return answer

    def fault(self, what: str) -> None:
        self.faults.append(f"{self.label}: {what}")


def inputs(form: forms.BaseForm, parts: dict[str, Any]) -> Iterator[tuple[str, forms.Field]]:
    """Every field under the name it has in the browser; of repeated rows the first."""
    yield from ((form.add_prefix(name), found) for name, found in form.fields.items())
    for part in parts.values():
        for row in part.forms[:1]:
            yield from (
                (row.add_prefix(name), found) for name, found in row.fields.items() if name != "DELETE"
            )


def plain(data: Any) -> QueryDict:
    """Good input as a browser would send it."""
    made = QueryDict(mutable=True)
    for name in data:
        made.setlist(name, [_typed(value) for value in data.getlist(name)])
    return made


def _typed(value: Any) -> str:
    if isinstance(value, datetime):
        return value.astimezone(SHANGHAI).strftime("%Y-%m-%dT%H:%M")
    return value.isoformat() if isinstance(value, date) else str(value)


def extremes(taken: list[Any]) -> list[Any]:
    """The largest, the smallest and the oddest that a field takes."""
    return taken[:1] + taken[-1:] if len(taken) > 2 else taken


def listed(value: Any) -> Any:
    return value if isinstance(value, list) else [value]


def lost_any(shown: ShownForm, name: str, value: Any) -> bool:
    return any(lost(shown, name, typed) for typed in listed(value) if isinstance(typed, str))


def short(value: Any) -> str:
    if isinstance(value, dict):
        return "{" + ", ".join(f"{k}: {short(v)}" for k, v in list(value.items())[:3]) + "}"
    return repr(value.name if isinstance(value, UploadedFile) else value)[:50]


def last_line() -> str:
    """What was raised, and where in the project."""
    lines = traceback.format_exc().strip().splitlines()
    own = [
        line.strip()
        for line in lines
        if "/words/" in line or ("site-packages" not in line and "File" in line)
    ]
    return f"{lines[-1][:200]} at {own[-1:]}"


@contextmanager
def taken_back() -> Iterator[None]:
    with transaction.atomic():
        yield
        transaction.set_rollback(True)
