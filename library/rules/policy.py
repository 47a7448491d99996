"""What must hold before a document stands on the shelf."""

from __future__ import annotations

import re
from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from core.dates import long_date
from library.kinds import OF_GOVERNMENT, UNDER_ANOTHER
from workflow.act import Act
from workflow.obstacles import Obstacle, stop, warn

ENTRY, COPY, FOUR_EYES = "A0.1", "A7.1", "A7.12"


def has_its_number(act: Act) -> Iterator[Obstacle]:
    """A policy is cited by its number: without one nobody finds it again."""
    if act.data["kind"] in OF_GOVERNMENT and not act.data["number"]:
        yield stop(
            _(
                "A policy and its implementing rules have a document number. Enter it as 长府办发〔2014〕18号."
            ),
            ENTRY,
            field="number",
        )


def stands_under_another(act: Act) -> Iterator[Obstacle]:
    """What is carried out or explained: on the shelf already, or named by title and number. Not both."""
    data = act.data
    named = data["parent_title"] or data["parent_number"]
    if data["parent"] and named:
        yield stop(
            _("The parent stands on the shelf: leave its title and number empty."),
            ENTRY,
            field="parent_title",
        )
    if data["kind"] in UNDER_ANOTHER and not (data["parent"] or named):
        yield stop(
            _("Say which document it carries out or explains: choose it, or give its title and number."),
            ENTRY,
            field="parent",
        )


def is_not_its_own_parent(act: Act) -> Iterator[Obstacle]:
    """Nor stands above what it stands under."""
    above = act.data["parent"]
    while above is not None:
        if above.pk == act.subject.pk:
            yield stop(_("A document can't stand under itself."), ENTRY, field="parent")
            return
        above = above.parent


def has_text_or_file(act: Act) -> Iterator[Obstacle]:
    if not act.data["text"] and not act.data["files"] and not act.subject.has_files():
        yield stop(_("Enter the text, or add it as a file."), ENTRY, field="text")


def days_follow_each_other(act: Act) -> Iterator[Obstacle]:
    """Signed, then on the web; in force until no earlier than from."""
    data = act.data
    if data["signed_on"] > act.today:
        yield stop(_("It can't have been signed in the future."), ENTRY, field="signed_on")
    if data["web_on"] and data["web_on"] < data["signed_on"]:
        yield stop(
            _("It can't have been on the web before it was signed (%(day)s).")
            % {"day": long_date(data["signed_on"])},
            ENTRY,
            field="web_on",
        )
    if data["in_force_from"] and data["in_force_until"] and data["in_force_until"] < data["in_force_from"]:
        yield stop(_("Its last day lies before its first."), ENTRY, field="in_force_until")


def replaces_what_is_its_own(act: Act) -> Iterator[Obstacle]:
    old = act.data["replaces"]
    if old is not None and old.publisher_id != act.actor.organisation_id:
        yield stop(_("Only documents of your own department can be replaced."), field="replaces")
    elif old is not None and not issuers_of(old.issuer) & issuers_of(act.data["issuer"]):
        text = _("“%(title)s” was issued by %(issuer)s. Say by what right another body replaces it.")
        yield warn(text % {"title": old.title, "issuer": old.issuer}, ENTRY, field="replaces")


def issuers_of(names: str) -> set[str]:
    """Several bodies issue a document together: 长春市财政局、长春市民政局."""
    return {name.strip() for name in re.split(r"[、，,;；]", names) if name.strip()}


def another_publishes(act: Act) -> Iterator[Obstacle]:
    """Whoever enters a document does not review it."""
    if act.actor.user_id == act.subject.entered_by:
        yield stop(_("You entered this yourself. Another head of finance must review it."), FOUR_EYES)


def what_it_replaces_still_stands(act: Act) -> Iterator[Obstacle]:
    old = act.subject.replaces
    if old is not None and old.state != type(old).State.PUBLISHED:
        yield stop(
            _("“%(title)s” is no longer in force: return the entry, so that it replaces another or none.")
            % {"title": old.title}
        )


def must_be_copied_up(act: Act) -> Iterator[Obstacle]:
    """Only what a government lays down, and only where there is a level above."""
    if not act.subject.is_to_be_copied:
        yield stop(_("Only policies and implementing rules are copied to finance above."), COPY)


def copied_after_it_was_signed(act: Act) -> Iterator[Obstacle]:
    day = act.data["copied_on"]
    if day > act.today:
        yield stop(
            _("Enter the day on which the copy was sent; it can't lie ahead."), COPY, field="copied_on"
        )
    if day < act.subject.signed_on:
        yield stop(
            _("The copy can't have been sent before the document was signed (%(day)s).")
            % {"day": long_date(act.subject.signed_on)},
            COPY,
            field="copied_on",
        )


def copy_is_wholly_told(act: Act) -> Iterator[Obstacle]:
    """Entered together with the document: day and way, both or neither, and only where one is owed."""
    day, way = act.data["copied_on"], act.data["copied_how"]
    if bool(day) != bool(way):
        yield stop(
            _("Enter both the day and the way of the copy, or leave both empty."), COPY, field="copied_on"
        )
    if day and act.data["kind"] not in OF_GOVERNMENT:
        yield stop(
            _("Only policies and implementing rules are copied to finance above."), COPY, field="copied_on"
        )
    if day and not act.data["signed_on"] <= day <= act.today:
        yield stop(_("The copy was sent between the day of signing and today."), COPY, field="copied_on")


def last_day_is_known(act: Act) -> Iterator[Obstacle]:
    if act.data["repealed_on"] < act.subject.signed_on:
        yield stop(_("It can't have ended before it was signed."), ENTRY, field="repealed_on")
