"""What must hold on a report's way."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from core.figures import percent_text
from core.phrases import listed
from workflow import law
from workflow.act import Act
from workflow.clock import legal_date
from workflow.obstacles import Mend, Obstacle, stop, warn

PROGRESS, FOUR_EYES, SHARE = "A0.3", "A7.12", "social.share_target"


def another_filled_it(act: Act) -> Iterator[Obstacle]:
    """Whoever fills a report in does not freeze it."""
    if act.actor.user_id == act.subject.filled_by:
        yield stop(_("You filled it in yourself. Another head of finance must check it."), FOUR_EYES)


def figures_are_as_they_stand(act: Act) -> Iterator[Obstacle]:
    """What is frozen is what the portal's data say at that moment."""
    changed = act.subject.changed_cells()
    if changed:
        mend = Mend(act.subject.step_url("fill"), _("Fill in again"))
        words = {"cells": listed(changed[:5]), "count": len(changed)}
        text = ngettext(
            "Since it was filled in, the data behind %(count)s cell have changed (%(cells)s).",
            "Since it was filled in, the data behind %(count)s cells have changed (%(cells)s).",
            len(changed),
        )
        yield stop(text % words, PROGRESS, mend=mend)


def all_below_have_reported(act: Act) -> Iterator[Obstacle]:
    """A sum without some of its parts goes up only with the reason on record."""
    missing = act.subject.missing_below()
    if missing:
        mend = Mend(act.subject.template.get_absolute_url(), _("See who is missing"))
        waiting = act.subject.waiting_below()
        sent = _("%(unit)s (handed in, to be accepted)")
        words = {"names": listed(sent % {"unit": unit} if unit in waiting else unit for unit in missing)}
        yield warn(_("No accepted report yet of: %(names)s. Their figures are missing here.") % words, PROGRESS,
                   mend=mend)  # fmt: skip


def social_share_is_reached(act: Act) -> Iterator[Obstacle]:
    """A year's report below the target says why."""
    report = act.subject
    if not report.is_yearly:
        return
    share, target = report.social_share(), law.find(SHARE, on=report.ends_on).value * 100
    if share is not None and share < target:
        words = {"share": percent_text(share), "target": percent_text(target, 0)}
        yield warn(
            _("%(share)s of the money went to social organisations, less than the target of %(target)s.")
            % words,
            SHARE,
        )


def dispatch_is_told(act: Act) -> Iterator[Obstacle]:
    """To a superior outside of the portal: on which day it was sent."""
    day = act.data.get("sent_on")
    if day and not legal_date(act.subject.frozen_at) <= day <= act.today:
        text = _("It was sent between the day on which it was frozen and today.")
        yield stop(text, PROGRESS, field="sent_on")


def is_in_no_frozen_sum(act: Act) -> Iterator[Obstacle]:
    """What stands in a sum that has been frozen can't be taken out from under it."""
    whole = act.subject.frozen_whole()
    if whole is not None:
        mend = Mend(whole.get_absolute_url(), str(whole))
        text = _("Its figures stand in a report that is frozen. That one must be returned first.")
        yield stop(text, PROGRESS, mend=mend)


def not_urged_today(act: Act) -> Iterator[Obstacle]:
    urged = act.subject.urged_at
    if urged is not None and legal_date(urged) == act.today:
        yield stop(_("It has been urged today already."))
