"""What tenders demand of steps in lower rooms. Registered when the portal starts; the diagrams show it."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from sourcing.models import Tender
from workflow.act import Act
from workflow.obstacles import Mend, Obstacle, stop
from workflow.registry import add_guard
from workflow.standing import acting

S = Tender.State
ENDED_BY = {
    S.PUBLISHED: "cancel",
    S.CLOSED: "cancel",
    S.OPENED: "fail",
    S.EVALUATED: "fail",
    S.DECIDED: "announce",
}
"""The states in which bidders wait for an answer, and by which step they get it."""
SAID = {
    "cancel": (
        _(
            "The tender “%(tender)s” has been announced. Only a major change that cancels the task ends it, with a "
            "notice and word to all bidders. The head of the purchasing unit cancels the tender first."
        ),
        "B6.4",
    ),
    "fail": (
        _(
            "Bids for “%(tender)s” have been opened. If its task is cancelled by a major change, the head of the "
            "purchasing unit declares the tender failed first, and all bidders are told why."
        ),
        "B6.1",
    ),
    "announce": (
        _(
            "The award of “%(tender)s” is decided. The head of the purchasing unit announces the result first."
        ),
        "B2.15",
    ),
}


def no_tender_runs(act: Act) -> Iterator[Obstacle]:
    """B6.4: bidders learn from the tender's own notice that it is over, and get back what they gave."""
    running = Tender._base_manager.filter(project=act.subject, state__in=ENDED_BY)
    for tender in running.order_by("round"):
        step = ENDED_BY[tender.state]
        text, rule = SAID[step]
        yield stop(text % {"tender": tender.title}, rule, mend=_way_to(step, tender, act))


def _way_to(step: str, tender: Tender, act: Act) -> Mend:
    """To the step that ends it; for those who may not take it, to the tender."""
    declared = Tender.steps()[step]
    if acting(declared, act.caller or act.actor, tender) is None:
        return Mend(tender.get_absolute_url(), _("See the tender"))
    return Mend(tender.address_of(step), declared.label)


add_guard("procurement.project.terminate", no_tender_runs)
