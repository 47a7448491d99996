"""`execute` and `create`: the one way in which anything changes state.

may the actor → parse the input → BEGIN → lock → may the actor → may the state → guards → checks → confirmed →
change → effects → event → duties → COMMIT. A refusal rolls everything back and is then recorded in a transaction of
its own.
The actor is asked about first, so that whoever has no right learns neither of fields nor of states; and again
under the lock, because rights may have gone in between.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from core.actor import Actor, system
from core.phrases import Text, said
from workflow import confirming, contention, duties, events, idempotency, law, pauses, registry, running
from workflow.act import Act, Channel
from workflow.clock import legal_now
from workflow.drafts import use_up
from workflow.forms import LONGEST_REASON, OVERRIDES, ReasonField, ReasonForm, StepForm
from workflow.locking import lock_for, lock_input
from workflow.obstacles import Obstacle, Refusal, Refused, collect
from workflow.paper import KEEP, Evidence, stand_in_the_way
from workflow.standing import acting
from workflow.steps import Reason, Step

SHORTEST_REASON = 4
"""Characters: two words."""


@dataclass(frozen=True)
class Done:
    """What an act brought about. `repeated` is true when an idempotency key answered instead of a new act."""

    subject: Any
    event_id: UUID
    outcome: Mapping[str, Any]
    repeated: bool = False


def execute(
    subject: Any,
    step: str,
    actor: Actor,
    data: Any = None,
    *,
    files: Any = None,
    key: str = "",
    channel: Channel = Channel.BROWSER,
    occurred_at: datetime | None = None,
    evidence: Evidence | None = None,
    on_behalf_of: Actor | None = None,
    overrides: Mapping[str, str] | None = None,
    **values: Any,
) -> Done:
    """Do a step. Raises `Refused`, having changed nothing.

    `data` is a browser's `QueryDict` or a mapping; `values` are added to a mapping for convenience.
    What was done on paper comes by `channel=Channel.PAPER` with `occurred_at` and `evidence`: see `workflow.paper`.
    `overrides` are written reasons by rule id for warnings. `key` makes a repetition return the first answer.
    """
    declared = type(subject).steps()[step]
    raw = _raw(data, values)
    act = Act(
        declared,
        subject,
        actor,
        legal_now(),
        channel=channel,
        occurred_at=occurred_at,
        evidence=evidence,
        on_behalf_of=on_behalf_of,
    )
    act.overrides = overrides or _overrides_in(raw)
    return _perform(act, raw, files, key)


def create(model: Any, step: str, actor: Actor, data: Any = None, **options: Any) -> Done:
    """Bring a subject into being by its first step. Options and values as for `execute`."""
    return execute(model(), step, actor, data, **options)


def follow(act: Act, subject: Any, step: str, data: Any = None, **values: Any) -> Done:
    """Do a step as a consequence of another, in its transaction, by the portal itself.

    The event names the act that caused it and on whose behalf it was done. The step's policy must
    admit the portal (`policies.portal_itself`).
    """
    declared = type(subject).steps()[step]
    raw = _raw(data, values)
    actor = system(f"{act.step.id}")
    inner = Act(declared, subject, actor, act.now, channel=act.channel, cause=act, on_behalf_of=act.actor)
    inner.occurred_at = act.occurred_at
    inner.overrides = act.overrides
    done = _do(inner, raw, None)
    if done.subject == act.subject:  # nobody waits for what it has left behind already
        vars(act.subject)["state"] = done.subject.state
    return done


def follow_create(act: Act, model: Any, step: str, data: Any = None, **values: Any) -> Done:
    """As `follow`, for a first step."""
    return follow(act, model(), step, data, **values)


def execute_many(
    subjects: Iterable[Any],
    step: str,
    actor: Actor,
    data: Any = None,
    *,
    each: Mapping[Any, Mapping[str, Any]] | None = None,
    key: str = "",
    **options: Any,
) -> list[tuple[Any, Done | Refused]]:
    """Do the same step for many subjects: one act, one event and one answer each; some may be refused.

    `each` holds by primary key what is said of one of them alone; `key` makes a repetition return the first answers.
    """
    answers: list[tuple[Any, Done | Refused]] = []
    for subject in subjects:
        own = {**(data or {}), **each[subject.pk]} if each and subject.pk in each else data
        own_key = f"{key}:{subject.pk}" if key else ""
        try:
            answers.append((subject, execute(subject, step, actor, own, key=own_key, **options)))
        except Refused as refused:
            answers.append((subject, refused))
    return answers


def form_of(
    step: Step, subject: Any, actor: Actor, data: Any = None, files: Any = None, initial: Any = None
) -> StepForm:
    """The form of a step, bound when there is data. A reason is asked for where the step says so."""
    form = registry.forms.get(step.id) or ReasonForm
    made = form(data, files, subject=subject, actor=actor, initial=initial)
    if step.reason is not Reason.NONE and "reason" not in made.fields:
        made.fields["reason"] = ReasonField(required=step.reason is Reason.REQUIRED)
    return made


def stage(step: Step, subject: Any, actor: Actor, raw: Any, files: Any) -> tuple[Any, Any]:
    """Put uploads by before anything else happens, so that a refused act loses none; see `StepForm.stage`.

    Returns input and files to go on with. Nothing is kept for somebody whom the step isn't open to.
    """
    standing = acting(step, actor, None if step.first else subject) if files else None
    if standing is None:
        return raw, files
    return form_of(step, subject, standing.actor, raw, files).stage()


def turn_away(subject: Any, step: str, actor: Actor, *, channel: Channel = Channel.BROWSER) -> None:
    """Write down that somebody tried a step that isn't open to them, where that was seen before `execute`."""
    act = Act(type(subject).steps()[step], subject, actor, legal_now(), channel=channel)
    if not act.step.first:
        act.from_state = subject.state
    with transaction.atomic():
        events.record_refusal(act, Refused(Refusal.ACTOR))


def _perform(act: Act, raw: Any, files: Any, key: str) -> Done:
    given = raw
    raw, files = stage(act.step, act.subject, act.actor, raw, files)
    try:
        return contention.settled(lambda: _once(act, raw, files, given, key))
    except Refused as refused:
        with transaction.atomic():
            refused.event_id = events.record_refusal(act, refused)
        raise


def _once(act: Act, raw: Any, files: Any, given: Any, key: str) -> Done:
    with transaction.atomic():
        pauses.share()
        law.refresh()
        if key and (earlier := idempotency.find(act, key, given)):
            return Done(earlier.subject, earlier.event_id, {}, repeated=True)
        done = _do(act, raw, files)
        if key:
            idempotency.keep(act, key, given)
        return done


def _do(act: Act, raw: Any, files: Any) -> Done:
    with law.watched() as found:
        done = _done(act, raw, files)
    law.observe_met(act.step, act.overrides, found)
    return done


def _done(act: Act, raw: Any, files: Any) -> Done:
    form = _parse(act, raw, files)
    act.data = form.collected()
    act.reason = act.data.get("reason") or ""
    act.facts["_private"] = form.private
    with transaction.atomic(savepoint=False):  # what an act does falls with it: nothing goes on from a half
        if act.step.first:
            lock_input(act)
        else:
            act.subject = lock_for(act)
        act.now = legal_now()
        act.from_state = "" if act.step.first else act.subject.state
        form.subject = act.subject
        _admit(act, form)
        _change(act)
    return Done(act.subject, act.event_id, act.outcome)


def _parse(act: Act, raw: Any, files: Any) -> StepForm:
    """The bound form, valid. Nothing is said about it to whom the step isn't open.

    What is born within something else learns from its form in what: its policy is asked after that.
    """
    form = form_of(act.step, act.subject, act.actor, raw, files)
    if not form.parent:
        _ask_policy(act)
        form.introduce(act.actor)
    valid = form.is_valid()
    if form.parent in form.errors:
        raise Refused(Refusal.INPUT, errors={form.parent: list(form.errors[form.parent])}, form=form)
    _ask_policy(act)
    form.introduce(act.actor)
    if not valid:
        law.observe_found(code for code in form.codes() if law.known(code))
        raise Refused(Refusal.INPUT, errors=form.all_errors(), form=form)
    return form


def _ask_policy(act: Act) -> None:
    standing = acting(act.step, act.caller or act.actor, act.subject)
    if standing is None:
        raise Refused(Refusal.ACTOR, message=_("Your role doesn't allow this."))
    act.stand(standing)


def _admit(act: Act, form: StepForm) -> None:
    _ask_policy(act)
    if not act.step.first and not act.step.is_possible(act.subject):
        raise Refused(Refusal.STATE, message=_moved_on(act.subject), form=form)
    if act.channel is Channel.PAPER and act.cause is None and (found := collect(stand_in_the_way(act))):
        raise Refused(Refusal.OBSTACLES, obstacles=found, form=form)
    warned: list[Obstacle] = []
    for kind in (act.step.all_guards, act.step.checks):
        found = [_with_its_length(o, act.overrides) for guard in kind for o in collect(guard(act))]
        law.observe_found(o.rule for o in found)
        warned += [o for o in found if o.is_warning]
        in_the_way = [o for o in found if not passed(o, act.overrides)]
        if in_the_way:
            raise Refused(Refusal.OBSTACLES, obstacles=in_the_way, form=form, warned=warned)
    act.overrides = {rule: text for rule, text in act.overrides.items() if len(text) <= LONGEST_REASON}
    # asked last, so that nobody confirms in vain
    if unconfirmed := confirming.missing(act.step, act.subject, act.actor):
        raise Refused(Refusal.OBSTACLES, obstacles=[unconfirmed], form=form)


def passed(obstacle: Obstacle, overrides: Mapping[str, str]) -> bool:
    """A warning is passed by a written reason of at least a few words, and of no more than an event keeps."""
    reason = overrides.get(obstacle.rule, "").strip()
    return obstacle.is_warning and SHORTEST_REASON <= len(reason) <= LONGEST_REASON


def _moved_on(subject: Any) -> Text:
    """Where it stands now, for whoever comes too late or too early."""
    text = _("It is “%(state)s” now, and this can't be done in that state.")
    return said(text, state=subject.get_state_display())


def _with_its_length(obstacle: Obstacle, overrides: Mapping[str, str]) -> Obstacle:
    """The warning again, saying why its reason isn't taken: too short, or too long, for nothing is cut from it."""
    given = len(overrides.get(obstacle.rule, "").strip())
    if given > LONGEST_REASON:
        told = _("The reason is longer than %(most)s characters; please shorten it.") % {
            "most": LONGEST_REASON
        }
    elif obstacle.is_warning and 0 < given < SHORTEST_REASON:
        told = _("The reason needs at least %(least)s characters.") % {"least": SHORTEST_REASON}
    else:
        return obstacle
    return replace(obstacle, text=f"{obstacle.text} {told}")


def _change(act: Act) -> None:
    """What is written down is in the portal's own language, whichever the person at the screen reads."""
    subject, step = act.subject, act.step
    with running.act_on(subject, step.name), override(settings.LANGUAGE_CODE):
        getattr(subject, step.name)(act)
        subject.save(force_insert=step.first)
        for name in step.effects:
            if name in registry.before_event:
                registry.effects[name](act)
        events.record(act)
        act.close_facts()
        if act.evidence is not None:
            registry.effects[KEEP](act)
        later = [name for name in step.effects if name not in registry.before_event]
        for run in [*(registry.effects[name] for name in later), *step.general_effects]:
            run(act)
        duties.settle(act)
        use_up(act)


def _raw(data: Any, values: Mapping[str, Any]) -> Any:
    if values:
        return {**(data or {}), **values}
    return {} if data is None else data


def _overrides_in(raw: Any) -> dict[str, str]:
    """Written reasons as they were typed, without what no event can hold."""
    given = {str(name).removeprefix(OVERRIDES): raw[name] for name in raw if str(name).startswith(OVERRIDES)}
    return {_storable(rule): _storable(text) for rule, text in given.items()}


def _storable(text: Any) -> str:
    """No NUL, no half of a character."""
    return str(text).encode("utf-8", "ignore").decode().replace("\x00", "")
