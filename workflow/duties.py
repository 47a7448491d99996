"""Opening and closing the duties that follow from an act."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any
from uuid import UUID, uuid4

from django.db import transaction
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from core.phrases import in_both
from workflow import duedates, events, registry
from workflow.clock import SHANGHAI, legal_date, legal_now
from workflow.models import Duty
from workflow.obstacles import Refusal, Refused

if TYPE_CHECKING:
    from core.actor import Actor
    from workflow.act import Act
    from workflow.steps import Await, Clock


LONGEST_TITLE = 300


@dataclass(frozen=True)
class Holder:
    """What somebody is in an organisation today: see `registry.router`."""

    roles: frozenset[str]
    section_id: UUID | None


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


def open_for(act: Act, subject: Any, clock: Clock) -> None:
    """Start a clock on another subject than the act's own, e.g. from an effect."""
    _open(act, clock, clock.rule, by_state=False, subject=subject)


def meet(act: Act, subject: Any, *rules: str) -> None:
    """Meet duties of another subject than the act's own."""
    Duty.objects.filter(subject_id=subject.pk, met_at__isnull=True, rule__in=rules).update(
        met_at=act.when, met_by=act.event_id
    )


def wait_for(act: Act, subject: Any, wait: Await) -> None:
    """While this subject rests in its state, somebody waits for that, too: for effects that see whose turn it is."""
    _open(act, wait, wait.within, by_state=True, subject=subject)


def let_go(act: Act, subject: Any, *steps: str) -> None:
    """Nobody waits for these steps of a subject any more, nor for these of something that is to be born within it."""
    declared = type(subject).steps()
    ids = [declared[step].id if step in declared else step for step in steps]
    Duty.objects.filter(subject_id=subject.pk, step__in=ids, met_at__isnull=True, by_state=True).update(
        met_at=act.when, met_by=act.event_id
    )


def end(act: Act, subject: Any) -> None:
    """Nobody waits for anything of this subject any more: what it belonged to is over."""
    Duty.objects.filter(subject_id=subject.pk, met_at__isnull=True).update(
        met_at=act.when, met_by=act.event_id
    )


def put_off(subject: Any, step: str, until: datetime) -> None:
    """An open duty follows the time that a person has set anew on its subject."""
    found = Duty.objects.filter(subject_id=subject.pk, step=type(subject).steps()[step].id, met_at=None)
    found.update(due_at=until, first_due_at=until, reminded_at=None)


def _open(act: Act, wanted: Await | Clock, rule: str, *, by_state: bool, subject: Any = None) -> None:
    """One that is open already stays as it is: two acts that open it at once meet in the database."""
    subject = subject or act.subject
    organisation_id = getattr(subject, wanted.party)
    if callable(organisation_id):
        organisation_id = organisation_id()
    if organisation_id is None:
        return
    declared = type(subject).steps().get(wanted.step)
    once = dict(
        subject_id=subject.pk,
        step=declared.id if declared else wanted.step,
        rule=rule,
        organisation_id=organisation_id,
    )
    if Duty.objects.filter(**once, met_at=None).exists():
        return
    due = duedates.of(act.when, wanted, rule, subject)
    user_id = getattr(subject, wanted.user) if wanted.user else None
    role, personal = _role(wanted, subject), wanted.personal and user_id is not None
    with override("en"):
        label = str(wanted.label or (declared.label if declared else wanted.step))
    title, title_en = in_both(subject, LONGEST_TITLE)
    duty = Duty(
        **once,
        subject_type=subject._meta.label_lower,
        title=title,
        title_en=title_en,
        url=subject.get_absolute_url(),
        label=label,
        role=role,
        section_id=None if personal else _landing(act, subject, organisation_id, role, user_id),
        user_id=user_id,
        personal=personal,
        not_for=_first_half(wanted, subject),
        jurisdiction=subject.jurisdiction_code(),
        within=subject.lineage(),
        regime_on=subject.regime_date(),
        arose_at=act.when,
        counts_from=due.counts_from,
        due_at=due.at,
        first_due_at=due.first_at,
        provisional=due.provisional,
        by_state=by_state,
    )
    Duty.objects.bulk_create([duty], ignore_conflicts=True)
    if ask := registry.routers.get("arose"):
        ask(act, duty)


def _first_half(wanted: Await | Clock, subject: Any) -> UUID | None:
    name = getattr(wanted, "not_for", "")
    return getattr(subject, name) if name else None


def _role(wanted: Await | Clock, subject: Any) -> str:
    return getattr(subject, wanted.role_of) if wanted.role_of else wanted.role


def _landing(act: Act, subject: Any, organisation_id: UUID, role: str, user_id: UUID | None) -> UUID | None:
    """The section with which it lands: that of whom it is given to, else as the room that knows people says."""
    if user_id is not None:
        holder = _holder(organisation_id, user_id)
        return holder.section_id if holder else None
    ask = registry.routers.get("section")
    return ask(act, subject, organisation_id, role) if ask else None


def may_give(duty: Duty, actor: Actor) -> bool:
    """Whoever could do it may say who in the organisation does it; so may the chief of its section and the head.

    What is one person's own, such as a seat on a panel, nobody can hand on.
    """
    if duty.personal or not actor.belongs_to(duty.organisation_id):
        return False
    return may_urge(duty, actor) or duty.user_id == actor.user_id or may_take(duty, actor)


def may_take(duty: Duty, actor: Actor) -> bool:
    """Whether it is open to this person: by their role, and in their section where it has one."""
    near = duty.section_id is None or actor.section_id in {None, duty.section_id}
    if duty.not_for is not None and duty.not_for == actor.user_id:
        return False
    return actor.belongs_to(duty.organisation_id) and near and (not duty.role or actor.has_role(duty.role))


def may_urge(duty: Duty, actor: Actor) -> bool:
    """The chief of its section and the head of the unit see to it that it is done."""
    leads = actor.leads_unit or actor.leads_section(duty.section_id)
    return leads and not duty.personal and actor.belongs_to(duty.organisation_id)


def represented(duty: Duty, actor: Actor) -> Actor | None:
    """The colleague whose duty it is, where somebody has it only in their stead."""
    if duty.personal or not actor.belongs_to(duty.organisation_id) or _is_for(duty, actor):
        return None
    if duty.not_for is not None and duty.not_for == actor.user_id:
        return None
    named = (m.principal for m in actor.mandates if duty.step in m.steps and _is_for(duty, m.principal))
    return next(named, None)


def may_do(duty: Duty, actor: Actor) -> bool:
    """Whether it can be done from the worklist: by one's own right, or in a colleague's stead."""
    own = not duty.personal and may_take(duty, actor)
    return own or _is_for(duty, actor) or represented(duty, actor) is not None


def _is_for(duty: Duty, actor: Actor) -> bool:
    if duty.user_id is not None:
        return duty.user_id == actor.user_id
    return may_take(duty, actor)


@transaction.atomic
def give(duty: Duty, user_id: UUID | None, actor: Actor) -> None:
    """Let one person handle a duty, or with `None` give it back to all who hold the role. Kept as an event.

    It goes along into the section of whoever gets it. Raises `Refused` when it has been done meanwhile, is not the
    actor's to give, or is given to somebody who could not do it.
    """
    held = _held(duty)
    if not may_give(held, actor):
        raise Refused(Refusal.ACTOR, message=_("Your role doesn't allow this."))
    if user_id is not None and held.not_for == user_id:
        text = _("This person did the first half of it; the second half is somebody else's.")
        raise Refused(Refusal.INPUT, message=text)
    section_id = _section_of(held, user_id) if user_id else held.section_id
    _assign(held, user_id, section_id, actor)


def hand_over(act: Act, duties: Iterable[Duty], user_id: UUID) -> int:
    """Give the duties of one person to another as part of an act; one event for each, which names that act."""
    locked = Duty.objects.select_for_update().filter(
        pk__in=[duty.pk for duty in duties], met_at__isnull=True, personal=False
    )
    rows = list(locked.order_by("pk"))
    for duty in rows:
        holder = _holder(duty.organisation_id, user_id)
        section_id = holder.section_id if holder else duty.section_id
        _assign(duty, user_id, section_id, act.actor, cause=act.event_id, on_behalf_of=act.on_behalf_of)
    return len(rows)


def _assign(
    duty: Duty,
    user_id: UUID | None,
    section_id: UUID | None,
    actor: Actor,
    *,
    cause: UUID | None = None,
    on_behalf_of: Actor | None = None,
) -> None:
    Duty.objects.filter(pk=duty.pk).update(user_id=user_id, section_id=section_id)
    given = {"before": duty.user_id, "after": user_id}
    _record(duty, "give", actor, given, cause=cause, on_behalf_of=on_behalf_of)


@transaction.atomic
def urge(duty: Duty, actor: Actor) -> Duty:
    """Urge whoever has it (催办), at most once a day. Kept as an event; the caller tells them.

    Raises `Refused` when it has been done, is not the actor's to urge, or was urged today.
    """
    held = _held(duty)
    if not may_urge(held, actor) or held.user_id == actor.user_id:
        raise Refused(Refusal.ACTOR, message=_("Your role doesn't allow this."))
    now = legal_now()
    last = held.reminded_at
    if last is not None and legal_date(last) == legal_date(now):
        when = last.astimezone(SHANGHAI).strftime("%H:%M")
        raise Refused(Refusal.STATE, message=_("This was urged today at %(when)s already.") % {"when": when})
    Duty.objects.filter(pk=held.pk).update(reminded_at=now, reminded_by=actor.user_id)
    _record(held, "urge", actor, {"handler": held.user_id})
    return held


def _held(duty: Duty) -> Duty:
    """The open duty, locked."""
    found = Duty.objects.select_for_update().filter(pk=duty.pk, met_at__isnull=True).first()
    if found is None:
        raise Refused(Refusal.STATE, message=_("This has been done in the meantime."))
    return found


def _section_of(duty: Duty, user_id: UUID) -> UUID | None:
    """The section of somebody who could do it."""
    holder = _holder(duty.organisation_id, user_id)
    if holder is None or (duty.role and duty.role not in holder.roles):
        raise Refused(Refusal.INPUT, message=_("This person doesn't hold the role that it waits for."))
    return holder.section_id


def _holder(organisation_id: UUID, user_id: UUID) -> Holder | None:
    ask = registry.routers.get("holder")
    return ask(organisation_id, user_id) if ask else None


def _record(
    duty: Duty,
    step: str,
    actor: Actor,
    data: dict[str, Any],
    *,
    cause: UUID | None = None,
    on_behalf_of: Actor | None = None,
) -> None:
    now = events.plain(legal_now())
    content = {
        "v": 1,
        "id": str(uuid4()),
        "at": now,
        "occurred_at": now,
        "subject_type": "workflow.duty",
        "subject": str(duty.pk),
        "step": step,
        "from": "",
        "to": "",
        "outcome": "done",
        "actor": actor.as_values(),
        "channel": "browser",
        "data": events.plain(data),
    }
    optional = {"cause": cause and str(cause), "on_behalf_of": on_behalf_of and on_behalf_of.as_values()}
    events.append(content | {name: value for name, value in optional.items() if value})
