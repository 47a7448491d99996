"""What a deputyship must not do: reach across a separation of duties, hand on what was handed on, or stay for ever."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from django.utils.translation import gettext_lazy as _

from accounts.deputies import choices
from accounts.deputies.policies import HEADS
from accounts.separation import posts
from workflow.act import Act
from workflow.obstacles import Obstacle, stop

LONGEST = timedelta(days=366)


def appointed_by_who_may(act: Act) -> Iterator[Obstacle]:
    """The one who will be away, or the head of the unit; and nobody takes a colleague's powers by themselves."""
    principal, deputy = act.data["principal"], act.data["deputy"]
    if principal.user_id != act.actor.user_id and not act.actor.has_role(*HEADS):
        yield stop(_("Only the colleague or the head of your unit appoints a deputy."), field="principal")
    if deputy.user_id == act.actor.user_id != principal.user_id:
        yield stop(
            _("You can't make yourself a deputy: the colleague or another head must."),
            "A7.12",
            field="deputy",
        )


def deputy_is_a_colleague(act: Act) -> Iterator[Obstacle]:
    principal, deputy = act.data["principal"], act.data["deputy"]
    for field, one in (("principal", principal), ("deputy", deputy)):
        if not act.actor.belongs_to(one.organisation_id) or not one.user.is_active:
            yield stop(_("Choose somebody of your own organisation whose account is in use."), field=field)
    if principal.user_id == deputy.user_id:
        yield stop(_("Nobody is their own deputy: choose a colleague."), field="deputy")


def steps_are_the_principals(act: Act) -> Iterator[Obstacle]:
    """Nobody passes on what isn't theirs."""
    if set(act.data["steps"]) - choices.ids_for(act.data["principal"]):
        yield stop(_("Choose among the steps that the colleague takes."), field="steps")


def days_lie_ahead(act: Act) -> Iterator[Obstacle]:
    first, last = act.data["first_day"], act.data["last_day"]
    if first < act.today:
        yield stop(_("Begin today or later: nobody is made a deputy backwards."), field="first_day")
    if last < first:
        yield stop(_("The last day lies before the first."), field="last_day")
    if last - first > LONGEST:
        yield stop(
            _("A deputyship lasts a year at most; who does the work for longer needs the role."),
            field="last_day",
        )


def no_chain(act: Act) -> Iterator[Obstacle]:
    """Who is away has no work to take over; who has taken work over passes none of it on."""
    away = _overlapping(act).filter(principal=act.data["deputy"]).first()
    if away is not None:
        yield stop(
            _("%(name)s is away in these days and has a deputy: %(deputy)s.")
            % {"name": away.principal.user.name, "deputy": away.deputy.user.name},
            "A7.12",
            field="deputy",
        )
    taken = _overlapping(act).filter(deputy=act.data["principal"]).first()
    if taken is not None:
        yield stop(
            _("%(name)s stands in for %(other)s in these days. Appoint another deputy for %(other)s first.")
            % {"name": taken.deputy.user.name, "other": taken.principal.user.name},
            "A7.12",
            field="principal",
        )


def no_other_deputy(act: Act) -> Iterator[Obstacle]:
    """One deputy for each step: whose turn it is must be plain."""
    mine = _overlapping(act).filter(principal=act.data["principal"])
    for other in mine.filter(covered__overlap=list(act.data["steps"])):
        yield stop(
            _("For some of these steps %(name)s is the deputy already in these days.")
            % {"name": other.deputy.user.name},
            field="steps",
        )


def duties_stay_separate(act: Act) -> Iterator[Obstacle]:
    """The deputy's own roles and those they would act in must not be a pair that may not coincide."""
    principal, deputy = act.data["principal"], act.data["deputy"]
    if deputy.organisation_id is None:
        return
    asked = choices.roles_of(act.data["steps"]) & set(principal.roles)
    for pair in posts.clashes_between(deputy.roles, asked, deputy.organisation):
        yield stop(
            _("%(name)s can't stand in here: %(pair)s must stay with different people.")
            % {"name": deputy.user.name, "pair": pair},
            pair.rule,
            field="deputy",
        )


def is_not_over(act: Act) -> Iterator[Obstacle]:
    if act.subject.until <= act.now:
        yield stop(_("It has ended by itself."))


def _overlapping(act: Act):  # type: ignore[no-untyped-def]
    since, until = act.subject.days(act.data["first_day"], act.data["last_day"])
    rows = type(act.subject).objects.appointed().select_related("principal__user", "deputy__user")
    return rows.filter(since__lt=until, until__gt=since)
