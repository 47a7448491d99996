"""Acts that were done on paper and are entered afterwards, with the scan, the day on which they were done, and why.

What the law counts is the act, not its entry: periods start with the day of the act, and whether it was in time is
judged by that day (`Act.when`). What the portal does itself at the entry (publishing, telling people) keeps the time
of the entry (`Act.now`). A bid and other sealed steps are never done so: their time is the portal's own.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, time
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from core.dates import long_date
from workflow.clock import SHANGHAI, legal_date, legal_now
from workflow.forms import ReasonField, StepForm
from workflow.models import Event
from workflow.obstacles import Obstacle, stop

if TYPE_CHECKING:
    from workflow.act import Act

KEEP = "documents.keep_paper_act"
"""The effect that keeps the scan with the subject; the app that holds files registers it."""
SHORTEST_REASON = 4
WANTED = "on_paper"
"""The name of the button that enters what was done on paper, and nothing else."""


@dataclass(frozen=True)
class Evidence:
    """What shows that an act was done on paper: the scan as a stored file, and why it was done so."""

    scan: Any
    reason: str


class EntryForm(StepForm):
    """Beside a step's own input: when it was done on paper, and why. The scan is added by the app that holds files."""

    paper_on = forms.DateField(
        label=_("Done on"),
        help_text=_("The day on the paper. Periods count from it."),
        widget=forms.DateInput(attrs={"type": "date"}),
    )
    paper_at = forms.TimeField(
        label=_("Time"),
        help_text=_("If the paper says so. Without a time the end of that day counts."),
        required=False,
        widget=forms.TimeInput(attrs={"type": "time"}),
    )
    paper_reason = ReasonField(
        label=_("Why on paper"),
        max_length=500,
        min_length=SHORTEST_REASON,
        help_text=_("For example: the system was down, or the other side can only sign by hand."),
    )

    @property
    def is_filled(self) -> bool:
        """Whether somebody began to fill it in: then all of it is asked for."""
        names = (name for name in self.fields if self.add_prefix(name) in self.data or name in self.files)
        return any(self.data.get(name) or self.files.get(name) for name in names)

    def unknown(self) -> list[str]:
        return []

    def moment(self) -> datetime:
        """When it was done: by the minute if that is known, else the end of the day, at the latest now."""
        day, at = self.cleaned_data["paper_on"], self.cleaned_data["paper_at"]
        if at is not None:
            return datetime.combine(day, at, tzinfo=SHANGHAI)
        now = legal_now()
        return now if day == legal_date(now) else datetime.combine(day, time(23, 59, 59), tzinfo=SHANGHAI)

    def evidence(self) -> Evidence:
        return Evidence(self.cleaned_data["paper_scan"][0], self.cleaned_data["paper_reason"])


_forms: list[type[EntryForm]] = []


def use(form: type[EntryForm]) -> type[EntryForm]:
    """Name the form that asks for the scan too."""
    _forms[:] = [form]
    return form


def form_for(subject: Any, actor: Any, data: Any = None, files: Any = None) -> EntryForm | None:
    """The form of an entry; None where nothing can keep a scan."""
    return _forms[0](data, files, subject=subject, actor=actor) if _forms else None


def stand_in_the_way(act: Act) -> Iterator[Obstacle]:
    """Why this can't be entered as done on paper, or not at that time."""
    if not act.step.may_be_on_paper:
        yield stop(gettext("This is done in the portal itself, never on paper."))
        return
    if act.evidence is None or len(act.evidence.reason.strip()) < SHORTEST_REASON or act.occurred_at is None:
        yield stop(gettext("An act on paper needs its scan, the day on which it was done, and the reason."))
        return
    if act.occurred_at > act.now:
        yield stop(gettext("It can't have been done in the future."), field="paper_on")
    entered = entered_at(act.subject)
    if entered is not None and act.occurred_at < entered:
        yield stop(
            gettext(
                "It can't have been done before %(day)s: only since then has the matter been at this stage."
            )
            % {"day": long_date(entered)},
            field="paper_on",
        )


def entered_at(subject: Any) -> datetime | None:
    """When the subject came into the state in which it rests, by when that was done."""
    moved = Event.objects.filter(subject_id=subject.pk, outcome="done", to_state=subject.state)
    last = moved.exclude(from_state=subject.state).order_by("id").last()
    return last.occurred_at if last else None
