"""Texts that will stand in public for good hold nothing that points at a person: asked where they are written."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _

from core.personal import found_in, known_in, numbers_in
from core.phrases import listed
from workflow.obstacles import Obstacle, stop, warn

if TYPE_CHECKING:
    from workflow.act import Act
    from workflow.steps import Guard


REASON = "reason"


Known = Callable[[Any], Iterable[tuple[Any, str]]]
"""What the portal knows for certain of the person whom a subject is about: what it is, and the mark itself."""


def nobody(subject: Any) -> Iterable[tuple[Any, str]]:
    return ()


def nothing_personal(
    *fields: str, rows: Mapping[str, Iterable[str]] | None = None, known: Known = nobody
) -> Guard:
    """A check for the input of a step: each of these fields, which a notice will repeat word for word.

    `reason` is the step's written reason. `rows` names the columns of repeated rows. `known` tells of whom the text
    may not speak at all, where the portal has their name.
    """

    def nothing_personal_is_told(act: Act) -> Iterator[Obstacle]:
        marks = list(known(act.subject))
        for field, said in _texts(act, fields, rows or {}):
            if held := [*found_in(said, of_office=True), *known_in(said, marks)]:
                text = _(
                    "This text will be published for good and holds %(what)s. The Personal Information Protection "
                    "Law, art. 25, forbids that: leave it out and write “……” there, or name the office or post "
                    "instead. What must be kept belongs into the papers."
                )
                yield stop(text % {"what": listed(held)}, "FOI.17", field=field)

    return nothing_personal_is_told


def no_number_unless_meant(*fields: str, rows: Mapping[str, Iterable[str]] | None = None) -> Guard:
    """The same for texts that may have to name one, such as whom to call: asked for a reason, not refused.

    Fields that are for contacts aren't named here, and an office's own lines and addresses don't count.
    """

    def no_number_is_told_unless_meant(act: Act) -> Iterator[Obstacle]:
        for field, said in _texts(act, fields, rows or {}):
            if held := list(numbers_in(said, of_office=True)):
                text = _(
                    "This text will be published and holds %(what)s. Leave it out, or name the office's line. If it "
                    "has to stand there for everybody, say why (Personal Information Protection Law, art. 25)."
                )
                yield warn(text % {"what": listed(held)}, "FOI.17", field=field)

    return no_number_is_told_unless_meant


def _texts(act: Act, fields: Iterable[str], rows: Mapping[str, Iterable[str]]) -> Iterator[tuple[str, str]]:
    """Each text with the input beside which its message stands."""
    for field in fields:
        yield field, (act.reason if field == REASON else act.data.get(field)) or ""
    for name, columns in rows.items():
        for row in act.data.get(name) or ():
            yield name, "\n".join(row.get(column) or "" for column in columns)
