"""Which object an address names: by the sample's name in the matrix. All belong to A.

`tender@closed` is the sample `tender` put into the state `closed`. A sample with a `?`, such as `contract?contract`,
stands in the query under that name, for what is born within it; `?q=word` is a query of its own.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from django.db import models

from tests.evaluation.world import as_if
from tests.security.matrix.world import World
from workflow import clock
from workflow.models import Duty

NAMES = ("number", "title", "name")
BACK: dict[str, dict[str, Any]] = {
    "tender": {"announced_at": None},
    "payment": {"endorsed_at": None},
    "contract": dict.fromkeys(["published_at", "filed_at", "filing_confirmed_at", "end_published_at"]),
    "acceptance": {"published_at": None},
    "supplement": {"published_at": None},
    "evaluation": {"published_at": None},
    "opinion": {"stance": "remarks"},
}
"""What else is undone when a subject is put back into an earlier state."""
NEAR: dict[str, dict[str, Any]] = {
    "provider.ending": {"renewal_asked_at": None},
    "provider.asked": {"renewal_asked_at": clock.legal_now},
}
"""A registration that ends within a month: to be renewed, or with an application that waits."""


@dataclass
class Sample:
    """How an address names it, and words by which its page is known."""

    subject: Any = None
    arguments: dict[str, Any] = field(default_factory=dict)
    query: dict[str, str] = field(default_factory=dict)
    marks: list[str] = field(default_factory=list)


def find(world: World, spec: str, arguments: tuple[str, ...]) -> Sample:
    """The sample of a row, in the state that the row asks for."""
    if not spec:
        return Sample()
    spec, _q, asked = spec.partition("?")
    if not spec:
        return Sample(query=dict([asked.split("=", 1)]))
    name, _at, state = spec.partition("@")
    subject = world.samples[name]
    if name in world.moments:
        clock.set_legal_now(world.moments[name])
    if isinstance(subject, str):
        return Sample(None, dict.fromkeys(arguments, subject), {}, [subject])
    if state:
        subject = as_if(subject, state=state, **BACK.get(name.split(".")[0], {}))
    elif name in NEAR:
        application = {key: value and value() for key, value in NEAR[name].items()}
        end = clock.legal_date() + timedelta(days=30)
        subject = as_if(subject, state="registered", valid_until=end)
        subject = as_if(subject, state="approved", **application)
    elif isinstance(subject, models.Model):
        subject = type(subject)._base_manager.get(pk=subject.pk)
    keys = {argument: _value(subject, argument) for argument in arguments}
    named = subject.number if asked == "notice" else subject.pk
    return Sample(subject, keys, _query(subject, asked, named), list(marks(subject)))


def _query(subject: Any, asked: str, named: Any) -> dict[str, str]:
    """How sign-off is told what to send round (`of:step`), and corrections of what (`of`, `of:entry:name`)."""
    if asked == "of":
        return {"of": subject._meta.label_lower, "subject": str(named)}
    if asked.startswith("of:entry:"):
        entry = asked.removeprefix("of:entry:")
        return {"of": subject._meta.label_lower, "subject": str(named), "entry": entry}
    if asked.startswith("of:"):
        return {"of": subject._meta.label_lower, "subject": str(named), "step": asked.removeprefix("of:")}
    return {asked: str(named)} if asked else {}


def _value(subject: Any, argument: str) -> Any:
    if argument == "project_id":
        return getattr(subject, "project_id", subject.pk)
    if argument == "short":
        return subject.digest[:12]
    if argument == "number" and hasattr(subject, "versions"):
        return subject.version
    if argument == "year":
        return subject.published_at.year
    return getattr(subject, argument)


def marks(subject: Any) -> Any:
    """What can only stand on a page that shows this very subject, or what it hangs on."""
    while subject is not None:
        for name in NAMES:
            if isinstance(text := getattr(subject, name, None), str) and len(text) > 5:
                yield text
        above = [
            n
            for n in ("contract", "tender", "project", "notice", "organisation", "edition")
            if hasattr(subject, n)
        ]
        if isinstance(subject, Duty):
            yield subject.title
        subject = getattr(subject, above[0]) if above else None
