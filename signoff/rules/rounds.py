"""Sending round, sending again, withdrawing."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from signoff.rules import RULE
from signoff.rules.takers import left_after, signers_of
from workflow.act import Act
from workflow.obstacles import Mend, Obstacle, stop

LOOK = _("Look at it")


def subject_is_seen(act: Act) -> Iterator[Obstacle]:
    """What one may not see doesn't exist for one."""
    if act.data["subject"] is None:
        yield stop(_("There is nothing here that could be sent round."), RULE)


def a_chain_asks_for_it(act: Act) -> Iterator[Obstacle]:
    if act.data["subject"] is not None and act.data["chain"] is None:
        yield stop(_("Your unit has laid down no chain for this step: it can be taken at once."), RULE)


def step_is_possible(act: Act) -> Iterator[Obstacle]:
    subject = act.data["subject"]
    if subject is not None and not type(subject).steps()[act.data["step"]].is_possible(subject):
        text = _("It is “%(state)s” now. The step can't be taken in that state, so there is nothing to sign.")
        yield stop(text % {"state": subject.get_state_display()}, RULE)


def who_signed_does_not_send(act: Act) -> Iterator[Obstacle]:
    """Nor whoever took it over from the sender: it would be one pair of eyes."""
    if act.actor.is_user and signers_of(act.subject) & act.persons:
        yield stop(_("You have signed this yourself. Somebody else must send it again."), RULE)


def step_is_still_possible(act: Act) -> Iterator[Obstacle]:
    if not act.subject.is_still_possible():
        yield stop(
            _("The step can no longer be taken: the matter has moved on. Withdraw this instead."), RULE
        )


def is_not_on_its_way(act: Act) -> Iterator[Obstacle]:
    subject = act.data["subject"]
    if subject is None:
        return
    rows = type(act.subject).objects.of_step(subject, act.data["step"], act.actor.organisation_id)
    if found := rows.running().first():
        yield stop(_("This has been sent round already."), RULE, mend=Mend(found.get_absolute_url(), LOOK))


def is_filled_in(act: Act) -> Iterator[Obstacle]:
    """What is signed is what will be done: the step's own form must be complete."""
    filled = act.data["filled"]
    for name, said in filled.faults.items():
        label = filled.labels.get(name, "")
        for sentence in said:
            yield stop(f"{label}: {sentence}" if label else sentence, RULE, field=name)


def nobody_has_signed_yet(act: Act) -> Iterator[Obstacle]:
    """Until the next person acts it is the sender's; later only where it can't be brought to its end."""
    circulation = act.subject
    if circulation.state == circulation.State.RETURNED or not circulation.is_still_possible():
        return
    asked = circulation.signatures.filter(state="asked")
    if any(not signature.station.holders().exists() for signature in asked):
        return
    if circulation.state == circulation.State.AGREED and not left_after(circulation).exists():
        return
    if circulation.signatures.filter(state="signed", signed_at__gte=circulation.sent_at).exists():
        yield stop(
            _("Somebody has signed since you sent it. Ask whoever is to sign now to send it back."), RULE
        )
