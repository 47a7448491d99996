"""Who is a purchaser (rules A1): three kinds, each with marks of its own; since 2020-03-01 also organs by reference."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from workflow import law
from workflow.act import Act
from workflow.obstacles import Obstacle, stop

MARKS: dict[str, tuple[tuple[str, Any], ...]] = {
    "PUR-1": (),
    "PUR-2": (
        (
            "civil_servant_law_managed",
            _("A unit of this kind is managed by reference to the Civil Servant Law."),
        ),
        ("has_admin_function", _("A unit of this kind has functions of public administration.")),
    ),
    "PUR-3": (
        ("admin_headcount", _("An organisation of this kind is on administrative headcount.")),
        ("fiscal_funded", _("An organisation of this kind is paid for from the public budget.")),
    ),
    "PUR-REF": (("reference_basis", _("Name the document by which the organ follows the rules.")),),
}


def registers_once(act: Act) -> Iterator[Obstacle]:
    if act.subject.exists_for(act.actor.organisation_id):
        yield stop(_("This unit is already registered. Correct the registration instead."))


def kind_has_its_marks(act: Act) -> Iterator[Obstacle]:
    """PUR-1 … PUR-3: the marks that make a unit a purchaser of its kind."""
    yield from lawful(act.data, act.today)


def profile_is_lawful(act: Act) -> Iterator[Obstacle]:
    yield from lawful(vars(act.subject), act.today)


def lawful(marks: Mapping[str, Any], on: date) -> Iterator[Obstacle]:
    """What keeps a unit with these marks from being a purchaser on that day."""
    kind = marks["kind"]
    if not law.applies(kind, on=on):
        yield stop(_("Units of this kind are not purchasers on this day."), kind, field="kind")
    for name, text in MARKS[kind]:
        if not marks[name]:
            yield stop(text, kind, field=name)
    if marks["public_welfare_class_one"] and law.applies("O102-8", on=on):
        yield stop(
            _("A class I public-welfare institution may not be a purchaser."),
            "O102-8",
            field="public_welfare_class_one",
        )
