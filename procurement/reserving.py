"""All open grants of a year, reserved in the next one at once: what hinders each, then one act for each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from core.actor import Actor
from core.figures import amount_text
from procurement.forms.moving import LineChoice
from procurement.models import BudgetLine, Commitment, YearClosing
from procurement.rules.closing import held_back
from workflow.availability import obstacles_of
from workflow.clock import legal_date
from workflow.engine import execute
from workflow.obstacles import Obstacle, Refused

MOST = 100
"""So many at once, and no more."""
STEP = "reserve"


class RowForm(forms.Form):
    """One open grant: whether it is taken along, and to which line. Ticked beforehand where only one can be meant."""

    row_name = ""
    """What the summary of errors calls it."""
    take = forms.BooleanField(label=_("Reserve"), required=False)
    target = LineChoice(
        BudgetLine.objects.none(), label=_("To the line"), empty_label=_("Choose"), required=False
    )

    def __init__(self, *args: Any, targets: Any, notes: Iterable[str] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["target"].queryset = targets  # type: ignore[attr-defined]
        only = found[0] if len(found := list(targets[:2])) == 1 else None
        self.fields["target"].initial = only
        self.fields["take"].initial = only is not None and not notes

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("take") and not data.get("target") and "target" not in self.errors:
            self.add_error("target", _("Choose the line."))
        return data


class ReserveAllForm(forms.Form):
    approval_number = forms.CharField(
        label=_("Approved by document"), help_text=_("For all that is ticked."), max_length=80
    )


@dataclass
class Grant:
    """An open grant, and what became of it."""

    commitment: Commitment
    line: BudgetLine
    obstacles: list[Obstacle]
    """What stands in the way beforehand."""
    form: RowForm | None = None
    notes: list[Any] = field(default_factory=list)
    """Why it isn't ticked beforehand, as sentences."""
    done: bool = False
    refused: list[Any] = field(default_factory=list)
    """Why it was refused, as sentences."""

    @property
    def unpaid(self) -> Decimal:
        """As it stood when the page was asked for."""
        return self.commitment.unpaid

    @property
    def is_taken(self) -> bool:
        return self.form is not None and bool(self.form.cleaned_data.get("take"))


def grants_of(closing: YearClosing, actor: Actor, data: Any = None) -> list[Grant]:
    """Unit by unit, line by line; those that nothing hinders have a row to fill in."""
    return list(_grants(closing, actor, data))[:MOST]


def _grants(closing: YearClosing, actor: Actor, data: Any) -> Iterator[Grant]:
    today = legal_date()
    for line in closing.lines:
        grants = list(line.open_commitments())
        if not grants:
            continue
        hindered = list(obstacles_of(BudgetLine.steps()[STEP], line, actor))
        targets = line.lines_of_next_year().select_related("purchaser")
        for commitment in grants:
            fitting = targets.covering(commitment.project.item.code)
            found, fits = [*hindered, *held_back(commitment, today)], fitting.exists()
            notes = list(notes_on(commitment, targets, fits=fits))
            row = RowForm(data, prefix=str(commitment.pk), targets=fitting, notes=notes)
            row.row_name = str(commitment.project)
            yield Grant(commitment, line, found, row if fits and not found else None, notes)


def notes_on(commitment: Commitment, targets: QuerySet[BudgetLine], *, fits: bool) -> Iterator[str]:
    """Why it may be better left out of what is reserved, or can't be taken along.

    That the unit has no line of the next year at all is an obstacle already, and isn't said twice.
    """
    if not fits and targets.exists():
        text = gettext("The unit has no line of the next year for %(item)s. Enter one first.")
        yield text % {"item": commitment.project.item}
    if commitment.contracted > 0 and commitment.free > 0:
        text = gettext("%(saved)s yuan of it were saved by the contract. Release them first.")
        yield text % {"saved": amount_text(commitment.free)}


def are_valid(form: forms.Form, grants: Iterable[Grant]) -> bool:
    """Whether all that was typed can be read. At least one must be ticked."""
    rows = [grant.form for grant in grants if grant.form is not None]
    right = [row.is_valid() for row in rows]
    if form.is_valid() and all(right) and not any(row.cleaned_data["take"] for row in rows):
        form.add_error(None, _("Nothing is ticked. Tick what is to be reserved."))
    return form.is_valid() and all(right)


def reserve(grants: Iterable[Grant], actor: Actor, approval_number: str, key: str) -> None:
    """One act and one event for each; what refuses one doesn't stop the others."""
    for grant in grants:
        if not grant.is_taken or grant.form is None:
            continue
        given = {
            "commitment": grant.commitment,
            "target": grant.form.cleaned_data["target"],
            "approval_number": approval_number,
        }
        try:
            execute(grant.line, STEP, actor, given, key=f"{key}:{grant.commitment.pk}" if key else "")
        except Refused as refused:
            grant.obstacles = list(refused.obstacles)
            said = [refused.message] if refused.message else []
            grant.refused = [*said, *(text for errors in refused.errors.values() for text in errors)]
        else:
            grant.done = True
