"""What finance's decision must respect."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from django.db.models import F
from django.utils.translation import gettext_lazy as _

from core.figures import amount_text as money
from workflow import law
from workflow.act import Act
from workflow.obstacles import Obstacle, stop


def within_request(act: Act) -> Iterator[Obstacle]:
    if act.data["amount"] > act.subject.requested_amount:
        text = _("The unit asked for %(asked)s yuan: no more than that can be granted.")
        yield stop(text % {"asked": money(act.subject.requested_amount)}, "A5.1", field="amount")


def within_grant(act: Act) -> Iterator[Obstacle]:
    """A5.4: award and contract stay within what was granted."""
    granted = act.subject.granted_amount
    if act.data["amount"] > granted:
        text = _("Only %(granted)s yuan were granted for this project.")
        yield stop(text % {"granted": money(granted)}, "A5.4", field="amount")


def grade_is_acknowledged(act: Act) -> Iterator[Obstacle]:
    """A6.4: the last evaluation is taken into account when money is granted again."""
    if act.subject.grades().exists() and not act.data.get("grade_acknowledged"):
        text = _("Confirm that you have taken the last evaluation under this catalogue item into account.")
        yield stop(text, "A6.4", field="grade_acknowledged")


def residual_is_confirmed(act: Act) -> Iterator[Obstacle]:
    """A3.5: “other services” need the confirmation of finance."""
    if act.subject.item.is_residual and not act.data.get("residual_confirmed"):
        text = _("Confirm that this service is fit to be purchased: it is not named in the catalogue.")
        yield stop(text, "A3.5", field="residual_confirmed")


def cited_law_is_confirmed(act: Act) -> Iterator[Obstacle]:
    """NEG: where an exclusion applies and the unit cites a law, finance confirms that it allows the purchase."""
    cited = [rule for rule, answer in act.subject.exclusion_answers().items() if answer.applies]
    if cited and not act.data.get("law_confirmed"):
        text = _(
            "The unit cites a law for a point of the negative list. Confirm that it allows this purchase."
        )
        yield stop(text, cited[0], field="law_confirmed")


def nothing_is_under_contract(act: Act) -> Iterator[Obstacle]:
    """What is under contract ends with the contract first; the portal follows when that has happened.

    What a contract had paid before it was ended stays drawn and binds nobody.
    """
    if not act.actor.is_system and act.subject.commitments.filter(contracted__gt=F("paid")).exists():
        yield stop(_("A contract draws on this project. End the contract first."), "B8.8")


def kept_until(act: Act) -> date:
    """RC-1: the day until which the papers are kept at least."""
    place, on = act.subject.jurisdiction_code(), act.today
    return law.earliest("record.retention", act.now, jurisdiction=place, on=on).raw_day
