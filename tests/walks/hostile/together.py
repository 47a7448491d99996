"""What is asked on pages that do the work of steps without being the page of one: several at once, and the bid."""

from __future__ import annotations

from collections.abc import Iterator
from types import SimpleNamespace
from typing import Any
from urllib.parse import quote

from django.test import Client
from django.urls import reverse

from portal import bulk
from portal.handing import colleagues
from portal.several_forms import AssignForm, ReasonsForm
from procurement import demo as procurement
from procurement.reserving import ReserveAllForm, RowForm
from tests.walks.hostile import values
from tests.walks.hostile.attack import Attack, plain
from tests.walks.hostile.page import ShownForm
from tests.walks.stops import Stop, key_of
from tests.walks.story.hand import HAND
from workflow import engine
from workflow.forms import flatten
from workflow.models import Duty
from workflow.steps import Reason

STRANGE = ["", "\x00", "x", "-1", "9" * 5000, values.NASTY, "00000000-0000-0000-0000-000000000000", "[]"]

SEVERAL = ("procurement.project.give_back", "procurement.project.submit")
"""A step that demands a reason, and one that may have one: the form is the same for all others."""


class Together(Attack):
    """The page for several at once: refused with what was typed, done with a page that says what became of each."""

    refusing, done = {422}, {200, 302}
    NAMES = ("duty", "subject", "do", "step", "act", "key", "next")

    def broken(self) -> Iterator[bytes]:
        """Beside what all forms get: names of lines, steps and acts that nobody offered, once and many times."""
        yield from super().broken()
        for name in self.NAMES:
            for strange in STRANGE:
                sent = {**self.good_values(), name: [strange]}
                pairs = [f"{quote(key)}={quote(one)}" for key, given in sent.items() for one in given]
                yield "&".join(pairs).encode()
            yield "&".join([*pairs, *[f"{name}={quote(strange)}"] * 2 * bulk.MOST]).encode()


def of_several(stop: Stop, faults: list[str]) -> Iterator[Attack]:
    """A step that wants nothing but a reason, taken from the list instead of from its page."""
    step, subject = stop.step, stop.subject
    if step.id not in SEVERAL:
        return
    key = f"{subject._meta.label_lower}:{subject.pk}"
    given = {"subject": key, "do": step.id, "key": "k", "reason": "材料不齐", f"reason-{key}": "金额有误"}
    form = ReasonsForm(given, {key: str(subject)}, demanded=step.reason is Reason.REQUIRED)
    yield Together(f"several: {step.id}", reverse("portal:selected"), stop.client(), form, faults)


def of_assigning(duty: Duty, client: Client, faults: list[str]) -> Attack:
    """Who is to handle what was ticked."""
    people = colleagues(duty)
    given = {"duty": str(duty.pk), "act": "give", "to": str(people[0].user_id)}
    return Together("assign", reverse("portal:selected"), client, AssignForm(given, people, [duty]), faults)


class Bidding(Attack):
    """The page of a bid: a refusal says what is wrong, and the upload that waits is still there to be submitted."""

    refusing, done = {409}, {302}

    def answered_in_order(self, chosen: dict[str, Any]) -> None:
        for name, value in chosen.items():
            answer = self.post({**self.good_values(), name: value}, f"hidden {name} {value!r:.40}")
            if answer is None:
                continue
            shown = ShownForm(answer.content.decode())
            if answer.status_code not in self.refusing:
                self.fault(f"hidden {name} {value!r:.40} was answered with {answer.status_code}")
            elif not any("\u4e00" <= letter <= "\u9fff" for letter in shown.on_top()):
                self.fault(f"hidden {name} {value!r:.40}: the page doesn't say what is wrong")
            elif shown.values("upload") != self.good_values()["upload"]:
                self.fault(f"hidden {name} {value!r:.40}: the upload that waits was lost")


def of_bidding(stop: Stop, faults: list[str]) -> Iterator[Attack]:
    """Handing in what was sealed, and withdrawing it."""
    if stop.step.id not in {"sourcing.bid.submit", "sourcing.bid.withdraw"}:
        return
    form = engine.form_of(stop.step, stop.subject, stop.actor, plain(flatten(stop.raw)), None)
    made = Bidding(stop.step.id, stop.address, stop.client(), form, faults)
    made.hidden.pop("tender")  # which tender it is about stands in the address
    if stop.step.name == "withdraw":
        made.good["withdraw"] = "1"
    yield made


class Reserving(Attack):
    """All open grants of a year in one page: shown again with what is wrong, or with what became of each."""

    refusing, done = {422}, {200}


def of_reserving(stop: Stop, faults: list[str]) -> Iterator[Attack]:
    """The page for all of them, while one is about to be reserved by itself. The visit takes the closing back."""
    if stop.step.id != "procurement.budgetline.reserve":
        return
    closing = procurement.year_closing(HAND, stop.subject.year)
    grant = str(key_of(stop.raw["commitment"]))
    given = {"approval_number": stop.raw["approval_number"], f"{grant}-take": "on"}
    given[f"{grant}-target"] = key_of(stop.raw["target"])
    form = ReserveAllForm(plain(flatten(given)))
    row = RowForm(form.data, prefix=grant, targets=stop.subject.lines_of_next_year())
    form.parts = {"rows": SimpleNamespace(forms=[row])}  # type: ignore[attr-defined]
    address = reverse("procurement:yearclosing-reserve", args=[closing.pk])
    yield Reserving("reserve all", address, stop.client(), form, faults)
