"""Opening and closing the duties that follow from an act."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any
from uuid import UUID, uuid4

from django.db import transaction
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from workflow import duedates, events
from workflow.clock import legal_now
from workflow.models import Duty
from workflow.obstacles import Refusal, Refused

if TYPE_CHECKING:
    from core.actor import Actor
    from workflow.act import Act
    from workflow.steps import Await, Clock


def settle(act: Act) -> None:
    """Close what this act met or left behind; open what it started.

    Both by when it was done: for an act on paper that is the day on the paper, not that of its entry.
    """
    subject = act.subject
    open_duties = Duty.objects.filter(subject_id=subject.pk, met_at__isnull=True)
    met = dict(met_at=act.when, met_by=act.event_id)
    if act.step.meets:
        open_duties.filter(rule__in=act.step.meets).update(**met)
    moved = act.from_state != subject.state
    if moved:
        open_duties.filter(by_state=True).update(**met)
    elif act.step.then is not None:
        open_duties.filter(by_state=True, step=act.step.id).update(**met)
    for clock in act.step.starts:
        _open(act, clock, clock.rule, by_state=False)
    for wait in type(subject).awaits.get(subject.state, []) if moved else act.step.then or ():
        _open(act, wait, wait.within, by_state=True)


def open_for(act: Act, subject: Any, clock: Clock) -> Duty | None:
    """Start a clock on another subject than the act's own, e.g. from an effect."""
    return _open(act, clock, clock.rule, by_state=False, subject=subject)


def meet(act: Act, subject: Any, *rules: str) -> None:
    """Meet duties of another subject than the act's own."""
    Duty.objects.filter(subject_id=subject.pk, met_at__isnull=True, rule__in=rules).update(
        met_at=act.when, met_by=act.event_id
    )


def _open(act: Act, wanted: Await | Clock, rule: str, *, by_state: bool, subject: Any = None) -> Duty | None:
    subject = subject or act.subject
    organisation_id = getattr(subject, wanted.party)
    if callable(organisation_id):
        organisation_id = organisation_id()
    if organisation_id is None:
        return None
    due = duedates.of(act.when, wanted, rule, subject)
    user_id = getattr(subject, wanted.user) if wanted.user else None
    declared = type(subject).steps().get(wanted.step)
    with override("en"):
        label = str(wanted.label or (declared.label if declared else wanted.step))
    duty, _made = Duty.objects.get_or_create(
        subject_id=subject.pk,
        step=declared.id if declared else wanted.step,
        rule=rule,
        organisation_id=organisation_id,
        met_at=None,
        defaults=dict(
            subject_type=subject._meta.label_lower,
            title=str(subject)[:300],
            url=subject.get_absolute_url(),
            label=label,
            role=_role(wanted, subject),
            user_id=user_id,
            personal=wanted.personal and user_id is not None,
            jurisdiction=subject.jurisdiction_code(),
            within=subject.lineage(),
            regime_on=subject.regime_date(),
            arose_at=act.when,
            counts_from=due.counts_from,
            due_at=due.at,
            first_due_at=due.first_at,
            provisional=due.provisional,
            by_state=by_state,
        ),
    )
    return duty


def _role(wanted: Await | Clock, subject: Any) -> str:
    return getattr(subject, wanted.role_of) if wanted.role_of else wanted.role


def may_give(duty: Duty, actor: Actor) -> bool:
    """Whoever could do it may say who in the organisation does it. What is one person's own, such as a seat on a
    panel, nobody can hand on."""
    if duty.personal:
        return False
    return actor.belongs_to(duty.organisation_id) and (not duty.role or actor.has_role(duty.role))


def represented(duty: Duty, actor: Actor) -> Actor | None:
    """The colleague whose duty it is, where somebody has it only in their stead."""
    if duty.personal or not actor.belongs_to(duty.organisation_id) or _is_for(duty, actor):
        return None
    named = (m.principal for m in actor.mandates if duty.step in m.steps and _is_for(duty, m.principal))
    return next(named, None)


def may_do(duty: Duty, actor: Actor) -> bool:
    """Whether it can be done from the worklist: by one's own right, or in a colleague's stead."""
    return may_give(duty, actor) or represented(duty, actor) is not None


def _is_for(duty: Duty, actor: Actor) -> bool:
    if duty.user_id is not None:
        return duty.user_id == actor.user_id
    return not duty.role or actor.has_role(duty.role)


@transaction.atomic
def give(duty: Duty, user_id: UUID | None, actor: Actor) -> None:
    """Let one person handle a duty, or with `None` give it back to all who hold the role. Kept as an event.

    Raises `Refused` when it has been done meanwhile or is not the actor's to give.
    """
    open_duty = Duty.objects.select_for_update().filter(pk=duty.pk, met_at__isnull=True).first()
    if open_duty is None:
        raise Refused(Refusal.STATE, message=_("This has been done in the meantime."))
    if not may_give(open_duty, actor):
        raise Refused(Refusal.ACTOR, message=_("Your role doesn't allow this."))
    _assign(open_duty, user_id, actor)


def hand_over(act: Act, duties: Iterable[Duty], user_id: UUID) -> int:
    """Give the duties of one person to another as part of an act; one event for each, which names that act."""
    locked = Duty.objects.select_for_update().filter(
        pk__in=[duty.pk for duty in duties], met_at__isnull=True, personal=False
    )
    rows = list(locked.order_by("pk"))
    for duty in rows:
        _assign(duty, user_id, act.actor, cause=act.event_id, on_behalf_of=act.on_behalf_of)
    return len(rows)


def _assign(
    duty: Duty,
    user_id: UUID | None,
    actor: Actor,
    *,
    cause: UUID | None = None,
    on_behalf_of: Actor | None = None,
) -> None:
    Duty.objects.filter(pk=duty.pk).update(user_id=user_id)
    now = events.plain(legal_now())
    content = {
        "v": 1,
        "id": str(uuid4()),
        "at": now,
        "occurred_at": now,
        "subject_type": "workflow.duty",
        "subject": str(duty.pk),
        "step": "give",
        "from": "",
        "to": "",
        "outcome": "done",
        "actor": actor.as_values(),
        "channel": "browser",
        "data": {"before": events.plain(duty.user_id), "after": events.plain(user_id)},
    }
    optional = {"cause": cause and str(cause), "on_behalf_of": on_behalf_of and on_behalf_of.as_values()}
    events.append(content | {name: value for name, value in optional.items() if value})
