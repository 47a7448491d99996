"""What must hold for an acceptance (A4.8, B8.13-B8.16, A7.12)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from contracts.rules.shared import to
from core.dates import long_date
from workflow.obstacles import Mend, Obstacle, stop

if TYPE_CHECKING:
    from workflow.act import Act


def service_is_delivered(act: Act) -> Iterator[Obstacle]:
    if act.subject.contract.state != "delivered":
        yield stop(
            _("The provider hasn't reported final delivery."),
            "B8.13",
            mend=to("contract", act.subject.contract, _("See the contract")),
        )


def no_acceptance_under_way(act: Act) -> Iterator[Obstacle]:
    if act.subject.contract.acceptances.filter(state__in=["convened", "examined"]).exists():
        yield stop(_("An acceptance of this contract is already under way."), "B8.13")


def group_is_lawful(act: Act) -> Iterator[Obstacle]:
    """A group, not one person; the purchaser is in it."""
    members = act.data["members"]
    if len(members) < 3:
        yield stop(_("The group has at least three members."), "B8.13", field="members")
    if not any(m["capacity"] == "purchaser" for m in members):
        yield stop(_("The purchaser takes part in the acceptance."), "B8.13", field="members")
    yield from meeting_lies_ahead(act)


def meeting_lies_ahead(act: Act) -> Iterator[Obstacle]:
    if act.data["meets_on"] < act.today:
        yield stop(_("The day of the acceptance lies in the past."), "B8.13", field="meets_on")


def group_has_met(act: Act) -> Iterator[Obstacle]:
    """Nobody finds, signs or concludes what the group hasn't seen yet; on paper the day on the paper counts."""
    if act.done_on < act.subject.meets_on:
        yield stop(_not_met(act), "B8.13", mend=_move(act))


def _not_met(act: Act) -> str:
    return _("The group meets on %(day)s only. If it meets earlier, change the meeting first.") % {
        "day": long_date(act.subject.meets_on)
    }


def _move(act: Act) -> Mend | None:
    """Once it was examined the meeting stays as it is."""
    if act.subject.state != "convened":
        return None
    return to("acceptance-move-meeting", act.subject, _("Change the meeting"))


def recipients_are_invited(act: Act) -> Iterator[Obstacle]:
    """Public services: whom they serve must be invited (B8.14)."""
    if not act.subject.contract.is_public_service:
        return
    if not any(m["capacity"] == "recipient" for m in act.data["members"]):
        yield stop(
            _("This is a service to the public: invite at least one service recipient."),
            "B8.14",
            field="members",
        )


def every_item_is_judged(act: Act) -> Iterator[Obstacle]:
    """Item by item: none left out, and what isn't right is described."""
    rows = {row["number"]: row for row in act.data["items"]}
    if set(rows) != set(act.subject.items.values_list("number", flat=True)):
        yield stop(_("Judge every item of the contract."), "B8.13", field="items")
    for number, row in rows.items():
        if not row["verdict"]:
            yield stop(_("Item %(number)s isn't judged.") % {"number": number}, "B8.13", field="items")
        elif row["verdict"] != "conforms" and not row["found"]:
            yield stop(
                _("Say what is wrong with item %(number)s.") % {"number": number}, "B8.13", field="items"
            )
    if act.data["examined_on"] > act.today:
        yield stop(_("The examination can't lie in the future."), "B8.13", field="examined_on")
    elif act.data["examined_on"] < act.subject.meets_on:
        yield stop(_not_met(act), "B8.13", mend=_move(act), field="examined_on")


def opinion_is_lawful(act: Act) -> Iterator[Obstacle]:
    heard, satisfied = act.data["recipients_heard"], act.data["recipients_satisfied"]
    if heard < 1:
        yield stop(_("At least one recipient must have been heard."), "B8.14", field="recipients_heard")
    if satisfied > heard:
        yield stop(_("More satisfied than heard."), "B8.14", field="recipients_satisfied")


def recipients_were_heard(act: Act) -> Iterator[Obstacle]:
    if act.subject.contract.is_public_service and not act.subject.recipients_opinion:
        yield stop(
            _("The opinion of the service recipients is missing."),
            "B8.14",
            mend=to("acceptance-hear-recipients", act.subject, _("Record their opinion")),
        )


def signatures_are_lawful(act: Act) -> Iterator[Obstacle]:
    if not act.data["signed"]:
        yield stop(_("Choose the members who signed."), "B8.13", field="signed")
    strangers = set(act.data["signed"]) - set(act.subject.members.values_list("number", flat=True))
    if strangers:
        yield stop(_("Only members of the group sign."), "B8.13", field="signed")
    if act.data["signed_on"] > act.today:
        yield stop(_("A signature can't lie in the future."), "B8.13", field="signed_on")
    elif act.data["signed_on"] < act.subject.meets_on:
        yield stop(_not_met(act), "B8.13", field="signed_on")


def all_members_have_signed(act: Act) -> Iterator[Obstacle]:
    for member in act.subject.members.filter(signed_on__isnull=True):
        yield stop(
            _("%(name)s hasn't signed yet.") % {"name": member.name},
            "B8.13",
            mend=to("acceptance-sign", act.subject, _("Record the signatures")),
        )


def result_follows_from_items(act: Act) -> Iterator[Obstacle]:
    """Full acceptance needs every item to conform."""
    wrong = act.subject.items.exclude(verdict="conforms").count()
    if act.data["result"] == "accepted" and wrong:
        text = ngettext(
            "%(number)s item doesn't conform; the service can't be accepted in full.",
            "%(number)s items don't conform; the service can't be accepted in full.",
            wrong,
        )
        yield stop(text % {"number": wrong}, "B8.13", field="result")


def rectification_has_a_deadline(act: Act) -> Iterator[Obstacle]:
    if act.data["result"] == "accepted":
        return
    if not act.data["rectification"]:
        yield stop(_("Say what the provider has to put right."), "A4.8", field="rectification")
    if not act.data["rectify_by"] or act.data["rectify_by"] <= act.today:
        yield stop(_("Set a day to come by which it is put right."), "A4.8", field="rectify_by")
