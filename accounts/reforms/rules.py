"""What a change of a unit must respect: its day, names that are free, nothing left behind, nobody with too much."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any

from django.apps import apps
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from accounts.reforms import passing
from accounts.roles import OrganisationKind
from accounts.separation import posts
from core.dates import long_date
from core.figures import amount_text
from workflow.act import Act
from workflow.obstacles import Mend, Obstacle, stop

MOST_NAMED = 10
YEARS_BACK = 3
"""A unit's new name may be entered late; what was published under the old one in years long past stays as it is."""


def nothing_else_is_proposed(act: Act) -> Iterator[Obstacle]:
    found = type(act.subject).objects.filter(organisation=act.data["organisation"], state="proposed").first()
    if found is not None:
        yield stop(_("Another change of this unit waits for a decision."), field="organisation")


def name_is_another(act: Act) -> Iterator[Obstacle]:
    """Another English wording of the same name is no new name."""
    if act.data["organisation"].name == act.data["name"]:
        yield stop(_("The unit bears this name already."), field="name")


def day_is_near(act: Act) -> Iterator[Obstacle]:
    """The names and parties on papers follow that day: one long past would rewrite what bears the old name."""
    day, today = act.data["effective_on"], act.today
    if day.year < today.year - YEARS_BACK:
        text = _("A change takes effect in %(year)s at the earliest. Check the day against the document.")
        yield stop(text % {"year": today.year - YEARS_BACK}, field="effective_on")
    elif day.year > today.year + 1:
        text = _("A change that takes effect after %(year)s is proposed when it is nearer.")
        yield stop(text % {"year": today.year + 1}, field="effective_on")
    elif found := renamed_later(act.data["organisation"], day):
        yield stop(found, field="effective_on")


def renamed_later(unit: Any, day: date) -> Any:
    """What is said where the unit got its name on that day or after it; None where it didn't."""
    last = unit.former_names.first()
    if last is None or last.until < day:
        return None
    text = _("The unit was renamed on %(day)s already; a later change can't take effect before that.")
    return text % {"day": long_date(last.until)}


def name_is_free(act: Act) -> Iterator[Obstacle]:
    if _others_named(act.data["name"], act.data["organisation"]):
        yield stop(_("Another unit bears this name. Merge the two, or choose another name."), field="name")


def _others_named(name: str, unit: Any) -> bool:
    return type(unit).objects.filter(name=name, is_active=True).exclude(pk=unit.pk).exists()


def providers_do_not_split_here(act: Act) -> Iterator[Obstacle]:
    """Each successor would owe and claim all of it: who performs and whom one pays, no portal can decide for them."""
    if act.actor.organisation_kind == OrganisationKind.PROVIDER:
        yield stop(
            _(
                "A provider that splits isn't divided here: by the Civil Code (art. 67) its successors owe and claim "
                "jointly. If your organisation goes on beside a new one, it keeps its code, registration and "
                "contracts, and the new one registers for itself. If it ends, finish its contracts or agree with each "
                "purchaser to end them; or merge it into the one successor that takes over all of them."
            )
        )


def own_affairs_are_settled(act: Act) -> Iterator[Obstacle]:
    """What the unit's own people alone may be told, such as bids under seal, they are told as they propose."""
    unit = act.data["organisation"]
    if act.actor.belongs_to(unit.pk):
        for share in passing.shares():
            yield from share.own_affairs(unit)


def successor_has_agreed(act: Act) -> Iterator[Obstacle]:
    reform = act.subject
    if reform.needs_agreement and reform.agreed_at is None:
        text = _("%(heir)s has not agreed yet. Its head does so on the page of this change.")
        yield stop(text % {"heir": reform.keeper})


def successors_are_fit(act: Act) -> Iterator[Obstacle]:
    """Of the same kind and the same level: money and powers don't pass from one budget to another by this act.
    Providers have no level: they merge across districts."""
    unit = act.data["organisation"]
    for heir in act.data["heirs"]:
        if heir.pk == unit.pk:
            yield stop(_("A unit doesn't succeed itself."), field="heirs")
        elif heir.kind == unit.kind == OrganisationKind.PROVIDER:
            continue
        elif (heir.kind, heir.jurisdiction_id) != (unit.kind, unit.jurisdiction_id):
            text = _("%(heir)s is of another kind or another level of government.")
            yield stop(text % {"heir": heir}, field="heirs")


def nobody_goes_in_circles(act: Act) -> Iterator[Obstacle]:
    """Whoever is to take something over stays; whoever ends hasn't been named as somebody's successor."""
    open_ones = type(act.subject).objects.filter(state="proposed")
    ending = open_ones.exclude(kind="rename").filter(organisation__in=act.data["heirs"]).first()
    if ending is not None:
        text = _("%(heir)s is itself to be closed by a change that waits for a decision.")
        yield stop(text % {"heir": ending.organisation}, field="heirs")
    named = open_ones.filter(heir_rows__organisation=act.data["organisation"]).exclude(kind="rename")
    if found := named.exclude(organisation=act.data["organisation"]).first():
        text = _("%(unit)s waits to become part of this one. Let that be decided first.")
        yield stop(text % {"unit": found.organisation}, field="organisation")


def keeper_is_a_successor(act: Act) -> Iterator[Obstacle]:
    if act.data["keeper"] not in act.data["heirs"]:
        yield stop(_("One of the successors keeps the files."), field="keeper")


def day_has_come(act: Act) -> Iterator[Obstacle]:
    reform = act.subject
    if reform.effective_on > act.today:
        facts = {"day": long_date(reform.effective_on), "basis": reform.basis}
        yield stop(_("%(basis)s takes effect on %(day)s. Confirm the change from that day on.") % facts)


def units_are_as_proposed(act: Act) -> Iterator[Obstacle]:
    """Between proposal and confirmation units may have ended, or a name been taken."""
    reform = act.subject
    for unit in (reform.organisation, *reform.heirs()):
        if not unit.is_active:
            yield stop(_("%(unit)s has been closed meanwhile. Withdraw the proposal.") % {"unit": unit})
    if reform.name and _others_named(reform.name, reform.organisation):
        yield stop(_("Another unit bears this name. Merge the two, or choose another name."))
    if reform.name and (found := renamed_later(reform.organisation, reform.effective_on)):
        yield stop(found)


def nothing_stands_in_the_way(act: Act) -> Iterator[Obstacle]:
    """What can't change hands half-way is finished first."""
    reform = act.subject
    if reform.closes:
        heirs = reform.heirs()
        for share in passing.shares():
            yield from share.hindrances(reform.organisation, heirs)


def everything_is_assigned(act: Act) -> Iterator[Obstacle]:
    reform = act.subject
    if reform.kind != "split":
        return
    missing = reform.missing()
    mend = Mend(reverse("accounts:reform-assign", args=[reform.pk]), _("Say what goes to whom"))
    for item in missing[:MOST_NAMED]:
        facts = {"what": item.what, "name": item.label}
        yield stop(_("No successor has been named for this %(what)s: %(name)s.") % facts, mend=mend)
    more = len(missing) - MOST_NAMED
    if more > 0:
        text = ngettext(
            "And %(number)s more item without a successor.",
            "And %(number)s more items without a successor.",
            more,
        )
        yield stop(text % {"number": more}, mend=mend)


def something_is_divisible(act: Act) -> Iterator[Obstacle]:
    if not passing.divisible_of(act.subject.organisation):
        yield stop(_("This unit has no budget line in use that could be divided."))


def part_is_free(act: Act) -> Iterator[Obstacle]:
    """All parts of a line together are no more than what is free on it; none goes where the line itself goes."""
    reform, item, heir = act.subject, act.data["item"], act.data["heir"]
    others = sum((part.amount for part in reform.parts_of(item.id) if part.heir_id != heir.pk), Decimal(0))
    if others + act.data["amount"] > item.divisible:
        facts = {"free": amount_text(item.divisible - others)}
        text = _(
            "Only %(free)s yuan of this line can still be divided; the rest is committed or given already."
        )
        yield stop(text % facts, "A5.4", field="amount")
    if reform.heir_of().get(item.id) == heir.pk:
        text = _("The line itself goes to %(heir)s. Choose another successor for the part.")
        yield stop(text % {"heir": heir}, field="heir")


def what_was_said_holds(act: Act) -> Iterator[Obstacle]:
    """Money may have been committed since, a contract signed."""
    if act.subject.kind == "split":
        for share in passing.shares():
            yield from share.objections(act.subject)


def posts_stay_separate(act: Act) -> Iterator[Obstacle]:
    """Who has a post in both units would hold the roles of both: what may not go together is settled before."""
    reform = act.subject
    if not reform.closes:
        return
    given, heirs = reform.heir_of(), {heir.pk: heir for heir in reform.heirs()}
    for member in reform.organisation.memberships.current().select_related("user"):
        heir = heirs.get(given.get(member.pk, reform.keeper_id))
        if heir is not None:
            yield from _clashes(member, heir)


def _clashes(member: Any, heir: Any) -> Iterator[Obstacle]:
    held = apps.get_model("accounts.Membership").objects.filter(user=member.user, organisation=heir).current()
    other = held.first()
    if other is None:
        return
    for found in posts.obstacles({*other.roles, *member.roles}, heir):
        facts = {"name": member.user.name, "unit": member.organisation, "heir": heir, "why": found.text}
        text = _(
            "%(name)s has a post in %(unit)s and in %(heir)s. %(why)s Let one of the units change the post first."
        )
        yield stop(text % facts, found.rule)
