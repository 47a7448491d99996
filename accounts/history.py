"""Events as people read them: what was done, by which unit, when."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any
from uuid import UUID

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from accounts.knowing import people_behind
from accounts.models import Loan, User
from accounts.reforms.names import Names
from core import dates
from core.actor import Actor, ActorKind
from core.components import Mark
from workflow import law, registry
from workflow.models import DueChange, Event
from workflow.steps import Mark as StepMark
from workflow.steps import Step

GLYPHS = {
    str(DueChange.Cause.CALENDAR): "历",
    str(DueChange.Cause.PAUSE): "延",
    str(DueChange.Cause.CORRECTION): "正",
}


def of_subjects(
    subjects: Iterable[Any],
    *,
    newest_first: bool = True,
    without: Iterable[str] = (),
    reader: Actor | None = None,
) -> list[Mark]:
    """The common history of several subjects. Events of sealed steps tell nothing and are left out.

    `without`: names of steps by which the portal only moves things on. `reader`: who may know the people behind it
    reads their names beside their unit's.
    """
    by_id = {s.pk: s for s in subjects}
    done = Event.objects.filter(subject_id__in=by_id, outcome="done").order_by("id")
    done = done.exclude(step__in=list(without)) if without else done
    found = [event for event in done if not event.content.get("sealed")]
    units, names, who = (
        Names(_organisations(found)),
        _people(found) | _lent(found),
        people_behind(found, reader),
    )
    told = [_mark(e, units, names, by_id[e.subject_id], who.get(e.uuid, "")) for e in found]
    marks = [mark for mark in told if mark is not None]
    if moved := _due_dates(by_id):
        marks = sorted([*marks, *moved], key=lambda mark: mark.when)  # type: ignore[arg-type,return-value]
    return marks[::-1] if newest_first else marks


def of_acts(acts: Iterable[UUID], reader: Actor | None = None) -> dict[UUID, Mark]:
    """The acts behind entries in a book, by the id that the entries keep of them."""
    found = [e for e in Event.objects.filter(uuid__in=set(acts)) if not e.content.get("sealed")]
    units, names, who = (
        Names(_organisations(found)),
        _people(found) | _lent(found),
        people_behind(found, reader),
    )
    marks = {e.uuid: _mark(e, units, names, None, who.get(e.uuid, "")) for e in found}
    return {key: mark for key, mark in marks.items() if mark is not None}


@registry.router("latest")
def latest(subject: Any, reader: Actor | None) -> Mark | None:
    """The last act on a subject, in brief: what, by whom and when. Its reasons stand in the history, for whoever is
    shown that; of a sealed step nothing is said."""
    event = Event.objects.filter(subject_id=subject.pk, outcome="done").order_by("-id").first()
    mark = of_acts([event.uuid], reader).get(event.uuid) if event else None
    step = _step(event) if event else None
    return replace(mark, text=step.label, inside=()) if mark and step else None


def _due_dates(subjects: Iterable[UUID]) -> list[Mark]:
    """What became due at another time, with the time it was due first. What is one person's own stays theirs."""
    changes = DueChange.objects.filter(subject_id__in=subjects, duty__personal=False).select_related("duty")
    return [
        Mark(
            glyph=GLYPHS[change.cause],
            when=change.at,
            text=_("%(what)s: first due %(first)s, by “%(about)s” due %(after)s")
            % {
                "what": change.duty.what,
                "first": dates.end_text(change.duty.first_due_at or change.before),
                "about": change.about,
                "after": dates.end_text(change.after),
            },
            url=change.url,
        )
        for change in changes
    ]


def _mark(event: Event, units: Names, names: dict[UUID, str], subject: Any, person: str = "") -> Mark | None:
    content = event.content
    step = _step(event)
    if step is None:
        return None
    said = [str(step.label)]
    if note := getattr(subject, "history_note", ""):  # which of several: "Payment 2, 135,000.00 yuan"
        said.append(str(note))
    if corrected := content.get("facts", {}).get("corrected"):
        said.append(_corrected(corrected))
    if content.get("channel") == "paper":
        said.append(_on_paper(event))
    if content.get("reason"):
        said.append(_("Reason: %(reason)s") % {"reason": content["reason"]})
    return Mark(
        glyph=step.glyph,
        when=event.occurred_at,
        text=_(" · ").join(said),
        by=_by(event, content, units, names, person),
        seal=step.mark is StepMark.DECISION,
        inside=_passed(content),
    )


def _passed(content: dict[str, Any]) -> list[str]:
    """The written reasons with which checks were passed; what followed from the act carries the same."""
    reasons = content.get("overrides", {}) if "cause" not in content else {}
    said = _("Went on although “%(rule)s” stood against it, because: %(reason)s")
    return [said % {"rule": _named_rule(rule), "reason": text} for rule, text in reasons.items()]


def _named_rule(rule_id: str) -> str:
    """What the reader's language calls a rule, else its id."""
    return str(law.history(rule_id)[0].name) if law.known(rule_id) else rule_id


def _on_paper(event: Event) -> str:
    """When an act on paper was entered, and why it wasn't done here."""
    day, why = dates.long_date(event.legal_at), event.content.get("paper", {}).get("reason", "")
    if not why:
        return _("on paper, entered on %(day)s") % {"day": day}
    return _("on paper, entered on %(day)s, because: %(reason)s") % {"day": day, "reason": why}


def _corrected(fact: dict[str, Any]) -> str:
    """What a correction changed, from what to what: the event says it in both languages."""
    said = {name: _said(fact[name]) for name in ("item", "before", "after")}
    return _("“%(item)s” from “%(before)s” to “%(after)s”") % said


def _said(text: str | dict[str, str]) -> str:
    """A text of an event in the reader's language."""
    if isinstance(text, str):
        return text
    return text["en" if (get_language() or "").startswith("en") else "zh"]


def _step(event: Event) -> Step | None:
    try:
        return registry.lifecycles.step(f"{event.subject_type}.{event.step}")
    except LookupError:
        return None


def _without_unit(content: dict[str, Any]) -> str:
    """Whoever has no account wrote themselves; anything else the portal did."""
    kind = content.get("actor", {}).get("kind")
    return _("The public") if kind == ActorKind.ANONYMOUS else _("The portal")


def _by(event: Event, content: dict[str, Any], units: Names, names: dict[UUID, str], person: str = "") -> str:
    """By the name that the unit had then, and the person for whoever may know them."""
    behalf, when = _on_behalf_of(content), event.occurred_at
    unit = units.at(event.organisation_id, when) or units.at(behalf, when) or _without_unit(content)
    if lent := names.get(_seat(content)):  # type: ignore[arg-type]
        return _(" · ").join([unit, *([person] if person else []), lent])
    if not content.get("deputyship"):
        return _(" · ").join([unit, person]) if person else unit
    both = {
        "deputy": names.get(event.user_id, ""),
        "principal": names.get(_person(content["on_behalf_of"]), ""),
    }  # type: ignore[arg-type]
    return _(" · ").join([unit, _("%(deputy)s for %(principal)s") % both])


def _people(events: list[Event]) -> dict[UUID, str]:
    """Names of deputies and of those whom they represent: they come from the accounts, no event holds them."""
    with_deputy = [e for e in events if e.content.get("deputyship")]
    wanted = {e.user_id for e in with_deputy} | {_person(e.content["on_behalf_of"]) for e in with_deputy}
    return {u.pk: u.name for u in User.objects.filter(pk__in=wanted)} if wanted else {}


def _lent(events: list[Event]) -> dict[UUID, str]:
    """By the membership in which somebody acted who was lent to the unit: from where they came."""
    seats = {seat for e in events if (seat := _seat(e.content))}
    rows = Loan.objects.filter(seat_id__in=seats).select_related("lender") if seats else ()
    return {row.seat_id: _("lent by %(unit)s") % {"unit": row.lender} for row in rows}


def _seat(content: dict[str, Any]) -> UUID | None:
    actor = content.get("actor")
    seat = actor.get("membership_id") if isinstance(actor, dict) else None
    return UUID(seat) if seat else None


def _person(values: dict[str, Any]) -> UUID:
    return UUID(values["user_id"])


def _organisations(events: list[Event]) -> set[UUID]:
    wanted = {e.organisation_id for e in events if e.organisation_id}
    return wanted | {unit for e in events if (unit := _on_behalf_of(e.content))}


def _on_behalf_of(content: dict[str, Any]) -> UUID | None:
    """For whom the portal acted; a sealed step holds only a commitment to that, which tells nothing."""
    behalf = content.get("on_behalf_of")
    unit = behalf.get("organisation_id") if isinstance(behalf, dict) else None
    return UUID(unit) if unit else None
