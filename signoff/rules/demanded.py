"""The guard of every step: where a unit has laid down a chain, it has been gone through, for just this input."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from core.phrases import listed
from signoff.models import Chain, Circulation
from signoff.reading import differing
from signoff.rules import RULE
from signoff.rules.takers import left_after, signers_of
from workflow.act import Act
from workflow.obstacles import Mend, Obstacle, stop

SEND = _("Send it round")
LOOK = _("See who is to sign")
MOST_NAMED = 3


def signed_off(act: Act) -> Iterator[Obstacle]:
    if not act.actor.is_user or act.step.first or act.step.sealed or act.actor.organisation_id is None:
        return
    unit = act.actor.organisation_id
    chain = Chain.objects.for_step(unit, act.step.id, act.subject.amount_at_stake())
    rounds = Circulation.objects.of_step(act.subject, act.step.name, unit).running()
    if chain is None and not rounds.exists():
        return
    running = rounds.first()  # keeps the chain that it began with, also where that has been ended since
    if running is None:
        yield stop(
            _("Your unit's rules ask for signatures first: %(posts)s.") % {"posts": _posts(chain)},
            RULE,
            mend=Mend(send_url(act), SEND),
        )
    elif running.state != Circulation.State.AGREED:
        yield _not_yet(running)
    elif signers_of(running) & act.persons:
        yield _has_signed(running)
    elif act.data and (fields := differing(running, act)):
        yield stop(
            _("This differs from what was signed: %(fields)s. Do it as signed, or withdraw and send it anew.")
            % {"fields": listed(fields)},
            RULE,
            mend=Mend(running.get_absolute_url(), _("See what was signed")),
        )


def _posts(chain: Any) -> str:
    return " → ".join(" + ".join(str(s) for s in position) for position in chain.positions)


def _not_yet(running: Any) -> Obstacle:
    mend = Mend(running.get_absolute_url(), LOOK)
    if running.state == Circulation.State.RETURNED:
        return stop(
            _("A signatory has sent it back. The sender mends it and sends it again."), RULE, mend=mend
        )
    asked = running.signatures.filter(state="asked").select_related("station")
    waits = listed(signature.station for signature in asked)
    return stop(_("Waits for a signature: %(posts)s.") % {"posts": waits}, RULE, mend=mend)


def _has_signed(running: Any) -> Obstacle:
    """Whoever signed has seen it once already; the step is the second look, also where it is taken for a colleague."""
    others = [member.user.name for member in left_after(running).select_related("user")[:MOST_NAMED]]
    mend = Mend(running.get_absolute_url(), _("See what was signed"))
    if others:
        text = _("Whoever has signed this doesn't take the step as well. It is for %(names)s.")
        return stop(text % {"names": listed(others)}, RULE, mend=mend)
    text = _(
        "Whoever has signed this doesn't take the step as well, and nobody else of your unit could: the sender "
        "withdraws it, and the head lays down a chain that leaves somebody for the step."
    )
    return stop(text, RULE, mend=mend)


def send_url(act: Act) -> str:
    subject = act.subject
    query = {"of": subject._meta.label_lower, "subject": str(subject.pk), "step": act.step.name}
    return reverse("signoff:circulation-send", query=query)
