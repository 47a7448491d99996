"""What must hold before an entry is corrected: two people, the value that was proposed on, the law of the entry."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.models import Membership, Organisation
from accounts.roles import Role
from corrections.declaring import Change, kept, text_of
from disclosure.personal import no_number_unless_meant
from workflow.obstacles import Mend, Obstacle, collect, stop

if TYPE_CHECKING:
    from workflow.act import Act


def entry_is_open_to_correction(act: Act) -> Iterator[Obstacle]:
    """What the entry's own app says: not yet, not any more, or not in this way."""
    correction = act.subject
    if correction.entry is not None:
        yield from correction.entry.in_the_way(correction.target, correction.row)


def reason_names_nobody(act: Act) -> Iterator[Obstacle]:
    """Where a notice is corrected, the new one repeats why."""
    if act.subject.original() is not None:
        yield from no_number_unless_meant("reason")(act)


def no_other_is_under_way(act: Act) -> Iterator[Obstacle]:
    other = act.subject.waiting()
    if other is not None:
        yield stop(
            _("Another correction of this entry waits for confirmation."),
            mend=Mend(other.get_absolute_url(), _("See that correction")),
        )


def somebody_else_can_confirm(act: Act) -> Iterator[Obstacle]:
    """Said before anything is typed: two people are needed, and who the second one would be."""
    correction = act.subject
    if correction.entry is None:
        return
    decider = correction.entry.decider(correction.target, act.actor)
    holders = Membership.objects.filter(organisation_id=decider.organisation_id).current()
    others = holders.filter(roles__contains=[decider.role]).exclude(user_id__in=_not_by(act))
    if others.exists():
        return
    unit = Organisation.objects.filter(pk=decider.organisation_id).first()
    own = act.actor.belongs_to(decider.organisation_id)
    yield stop(
        _("A second person confirms a correction, and in %(unit)s nobody else holds the post “%(role)s”.")
        % {"unit": unit or "—", "role": Role(decider.role).label},
        "A7.12",
        mend=Mend(reverse("accounts:unit"), _("See the posts of the unit")) if own else None,
    )


def _not_by(act: Act) -> set[UUID]:
    """Who may not be the second person."""
    correction = act.subject
    barred = set(act.persons)
    if correction.entry.not_by_who_entered:
        barred |= correction.who_entered()
    return barred


def another_than_who_entered(act: Act) -> Iterator[Obstacle]:
    """That who proposes doesn't confirm stands in the table of duties to be separated; this is said by the entry."""
    correction = act.subject
    if correction.entry.not_by_who_entered and act.persons & correction.who_entered():
        yield stop(_("You made this entry yourself. Another person must confirm its correction."), "A7.12")


def value_is_still_the_same(act: Act) -> Iterator[Obstacle]:
    """What is confirmed is what was proposed: from this value to that."""
    correction = act.subject
    if kept(correction.current) != correction.before:
        yield stop(
            _("The entry reads “%(now)s” by now, not “%(before)s” any more. Refuse this correction.")
            % {"now": text_of(correction.current), "before": text_of(correction.value_before)},
        )


def something_changes(act: Act) -> Iterator[Obstacle]:
    if kept(act.data["value"]) == kept(act.subject.current):
        yield stop(_("This is what the entry reads already."), field="value")


def new_value_is_lawful(act: Act) -> Iterator[Obstacle]:
    """As for the entry itself: what no step would have taken, no correction brings in."""
    yield from _lawful(act, act.data["value"])


def new_value_is_still_lawful(act: Act) -> Iterator[Obstacle]:
    """Things may have happened since it was proposed."""
    yield from _lawful(act, act.subject.value_after)


def _lawful(act: Act, value: Any) -> Iterator[Obstacle]:
    correction = act.subject
    change = Change(correction.target, correction.row, correction.current, value, act.today)
    for check in correction.entry.checks:
        yield from collect(check(change))


def proof_is_there(act: Act) -> Iterator[Obstacle]:
    """What was copied from a paper is proved by that paper; of some entries the form asks for it anyway."""
    if act.data["ground"] == "copying" and not act.data["proof"]:
        yield stop(_("Attach the scan of the paper from which the right value is taken."), field="proof")


def correction_is_confirmed(act: Act) -> Iterator[Obstacle]:
    """The value is put right by the act that confirmed this very correction, and by nothing else."""
    correction = act.data["correction"]
    if correction.subject_id != act.subject.pk or correction.state != "corrected":
        yield stop(_("This correction hasn't been confirmed."), "A7.12")


def put_right(subject: Any, act: Act) -> None:
    """The confirmed value in the subject's own field. Both values, and why, go into the event."""
    correction = act.data["correction"]
    entry, row = correction.entry, correction.row
    act.reason, act.corrects = correction.reason, correction.entered_in
    act.facts["corrected"] = correction.as_fact()
    act.facts["correction"] = str(correction.pk)
    if entry.holder_of(subject, row) is subject:
        setattr(subject, entry.column, correction.value_after)
