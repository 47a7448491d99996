"""The guard that every step of the table carries: has somebody who acts here done what must be another's?

It reads the event log, which nobody can change, instead of columns that an act may have emptied again.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.apps import apps
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts.handover.remaining import nobody_leaves_work_behind
from accounts.loans.rules import only_what_one_is_lent_for
from accounts.models import Membership, Organisation, User
from accounts.separation import posts
from accounts.separation.table import Pair, WorkShare, project_of, table
from core.dates import long_date
from workflow import registry
from workflow.act import Act
from workflow.models import Event
from workflow.obstacles import Mend, Obstacle, stop
from workflow.policies import roles_in
from workflow.steps import Guard

MOST_NAMED = 3
GIVES_POSTS = {"accounts.postchange.take_on", "accounts.postchange.give"}
ENDS_POSTS = {"accounts.postchange.end"}
"""Steps by which a unit orders its posts; they name `roles` and `membership` in their input."""


def install() -> None:
    """Put the guard on every step that the table names."""
    for duty in table().duties.values():
        rules = {pair.rule for pair in table().pairs_of(duty.id)}
        for step_id in duty.steps:
            registry.add_guard(step_id, _guard_for(duty, *rules))
    known = {step.id for step in registry.lifecycles.all_steps()}
    for step_id in known & GIVES_POSTS:
        registry.add_guard(step_id, post_is_lawful)
    for step_id in known & ENDS_POSTS:
        registry.add_guard(step_id, nobody_leaves_work_behind)
    lent = {post.lend for post in table().posts if post.lend}
    for step in registry.lifecycles.all_steps():
        if roles_in(step.by) & lent:
            registry.add_guard(step.id, only_what_one_is_lent_for)


def post_is_lawful(act: Act) -> Iterator[Obstacle]:
    """Asked where a post is given: `roles` in the input, for somebody of the actor's own unit."""
    unit = Organisation.objects.filter(pk=act.actor.organisation_id).first()
    if unit is not None and act.data.get("roles"):
        yield from posts.obstacles(act.data["roles"], unit)


def _guard_for(duty: WorkShare, rule: str) -> Guard:
    def duties_are_separate(act: Act) -> Iterator[Obstacle]:
        if act.step.first or not act.actor.is_user:
            return
        for pair in table().pairs_of(duty.id):
            other = table().duties[pair.other(duty.id)]
            for person, event in _earlier(act, other, pair):
                yield stop(_said(act, duty, other, person, event), pair.rule or rule, mend=_mend(act, pair))
                break

    duties_are_separate.__dict__["says"] = _("duties separated")
    return duties_are_separate


def _earlier(act: Act, other: WorkShare, pair: Pair) -> Iterator[tuple[UUID, Event]]:
    """The latest events in which somebody who acts now did the other duty."""
    names = {one.rsplit(".", 1)[1] for one in other.steps}
    kinds = {one.rsplit(".", 1)[0] for one in other.steps}
    ids = [act.subject.pk] if pair.within == "subject" else list(_of_project(act.subject, kinds))
    done = Event.objects.filter(subject_id__in=ids, subject_type__in=kinds, step__in=names, outcome="done")
    for event in done.order_by("-id"):
        for person in persons_of(event) & act.persons:
            yield person, event


def persons_of(event: Event) -> set[UUID]:
    """Who answers for an event: the person who acted, and the one whom they represented."""
    content = event.content
    named = [content.get("actor"), content.get("on_behalf_of") if content.get("deputyship") else None]
    return {UUID(one["user_id"]) for one in named if isinstance(one, dict) and one.get("user_id")}


def _of_project(subject: Any, kinds: Iterable[str]) -> Iterator[UUID]:
    """Keys of all subjects of these kinds that belong to the same project."""
    project = project_of(subject)
    for kind in kinds if project else ():
        rows = apps.get_model(kind)._base_manager.filter(**{table().paths[kind]: project})
        yield from rows.values_list("pk", flat=True)


def _said(act: Act, duty: WorkShare, other: WorkShare, person: UUID, event: Event) -> str:
    """Who did the other duty, when, and whom to ask."""
    facts = {
        "name": User.objects.get(pk=person).name,
        "day": long_date(event.occurred_at),
        "step": registry.lifecycles.step(f"{event.subject_type}.{event.step}").label,
        "first": other,
        "second": duty,
    }
    said = gettext(
        "%(name)s did “%(step)s” on %(day)s. %(first)s and %(second)s must stay with different people."
    )
    return f"{said % facts} {_whom_to_ask(act)}".strip()


def _whom_to_ask(act: Act) -> str:
    others = Membership.objects.filter(organisation_id=act.actor.organisation_id).current()
    free = others.filter(roles__overlap=sorted(roles_in(act.step.by) & act.actor.roles))
    free = free.exclude(user_id__in=act.persons).filter(user__is_active=True).select_related("user")
    names = [member.user.name for member in free.order_by("user__username")[:MOST_NAMED]]
    if names:
        return gettext("Ask %(names)s.") % {"names": gettext(" or ").join(names)}
    return gettext("Nobody else of your unit holds this role: ask the head of the unit.")


def _mend(act: Act, pair: Pair) -> Mend | None:
    """A small office borrows somebody."""
    unit = Organisation.objects.filter(pk=act.actor.organisation_id).first() if pair.lend else None
    if unit is None or not posts.is_small(unit):
        return None
    query = urlencode({"project": project_of(act.subject), "role": pair.lend})
    return Mend(f"{reverse('accounts:loan-ask')}?{query}", _("Ask the superior unit to lend somebody"))
