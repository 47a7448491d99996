"""What an answer amounts to, and what is wrong with it."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.html import escape

from tests.security.matrix.probe import LOG, Answer, Person, last_event
from tests.security.matrix.routes import Route
from tests.security.matrix.samples import Sample
from workflow.steps import Step


def found(answer: Answer, method: str, route: Route, sample: Sample, shows: str, person: Person) -> str:
    """The code of the matrix; `R` for a redirect and `?` for an answer that proves nothing."""
    if answer.code != "A":
        return answer.code
    if shows.startswith("→"):
        return "A" if answer.location.startswith(shows[1:]) else "R"
    if shows.startswith("event:"):
        event = last_event()
        return "A" if event and answer.written.keys() & LOG and event.step == shows[6:] else "?"
    if shows:
        return "A" if shows.encode() in answer.everything else "E"
    if method == "POST":
        return "A" if left_its_event(answer, route, sample, person) else "?"
    if answer.status in (301, 302):
        return "R"
    if step := step_of(route):
        return "A" if escape(str(step.label)).encode() in answer.body else "?"
    return "A" if any(mark.encode() in answer.body for mark in sample.marks) else "E"


def left_its_event(answer: Answer, route: Route, sample: Sample, person: Person) -> bool:
    """The newest event is of this step, on this subject, by this person: done, or refused for what it lacks."""
    declared, event = step_of(route), last_event()
    if declared is None or event is None or not answer.written.keys() & LOG:
        return False
    of_step = event.step == declared.name
    if declared.sealed:  # names nobody, and no subject
        return of_step and event.user_id is None
    mine = person.user is not None and event.user_id == person.user.pk
    return of_step and mine and (declared.first or event.subject_id == sample.subject.pk)


def step_of(route: Route) -> Step | None:
    """The step that the route is the address of."""
    made_with = getattr(route.callback, "view_initkwargs", {})
    return made_with["model"].steps()[made_with["step_name"]] if "step_name" in made_with else None


def faults(answer: Answer, code: str, expected: str, is_recorded: bool) -> Iterator[str]:
    """What is wrong with an answer for somebody who may expect another. `is_recorded`: an attempt leaves an event."""
    if code != expected:
        yield f"{code} ({answer.status}) instead of {expected}"
    if (expected in "NLM" and answer.written) or (expected == "D" and answer.written.keys() - LOG):
        yield f"a refused request wrote {answer.written}"
    if expected == "D" and is_recorded and not answer.written.keys() & LOG:
        yield "the attempt is not on record"
