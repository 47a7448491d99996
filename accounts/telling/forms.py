"""What a person chooses about messages, and how a way to reach them is shown to be theirs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.models import User
from accounts.telling import channels, kinds, wishes
from accounts.telling.kinds import MODES, Kind, Mode, Way
from accounts.telling.models import Hours
from core.forms import CodeField


@dataclass(frozen=True)
class Cell:
    """One kind by one way: a choice, or what is demanded and by which rule (none: for safety)."""

    way: Way
    field: Any = None
    rule: str = ""


@dataclass(frozen=True)
class Line:
    kind: Kind
    cells: list[Cell]


class WishesForm(forms.Form):
    """One choice for each kind and way; what is demanded is no choice."""

    def __init__(self, data: Any, person: User):
        super().__init__(data)
        self.person = person
        for (name, way), mode in wishes.modes(person).items():
            if way not in kinds.get(name).demanded:
                self.fields[f"{name}-{way}"] = _choice(kinds.get(name), Way(way), mode)

    @property
    def lines(self) -> Iterator[Line]:
        for kind in kinds.all_kinds():
            yield Line(kind, [self._cell(kind, way) for way in channels.offered()])

    def _cell(self, kind: Kind, way: Way) -> Cell:
        if way in kind.demanded:
            return Cell(way, rule=kind.demanded[way])
        return Cell(way, field=self[f"{kind.name}-{way}"])

    def save(self) -> None:
        chosen = {}
        for name, value in self.cleaned_data.items():
            kind, _dash, way = name.rpartition("-")
            chosen[kind, way] = Mode(value)
        wishes.keep(self.person, chosen)


def _choice(kind: Kind, way: Way, mode: Mode) -> forms.ChoiceField:
    label = f"{kind.label}: {way.label}"
    return forms.ChoiceField(
        label=label,
        choices=[(m.value, m.label) for m in MODES[way]],
        initial=mode,
        widget=forms.Select(attrs={"aria-label": label}),
    )


class HoursForm(forms.ModelForm):
    class Meta:
        model = Hours
        fields = ["quiet_from", "quiet_until", "days_off", "mail_too", "summary_at"]
        widgets = {
            name: forms.TimeInput(format="%H:%M", attrs={"type": "time"})
            for name in ("quiet_from", "quiet_until", "summary_at")
        }
        help_texts = {
            "quiet_until": _("The same time twice: never quiet."),
            "days_off": _(
                "By the calendar of working days. What falls due before the next working day comes nevertheless."
            ),
            "mail_too": _("Mail waits in its box and rings nobody, so it usually comes at any time."),
            "summary_at": _("On working days. What is done meanwhile is left out."),
        }


PHONE = re.compile(r"^1[3-9]\d{9}$")
ACCOUNT = re.compile(r"^[A-Za-z0-9][A-Za-z0-9_.@-]{0,63}$")
"""As WeCom itself limits the names of a unit's members."""
SHAPES = {
    Way.SMS: (PHONE, _("Mobile number"), _("Enter a mobile number of eleven digits.")),
    Way.WECOM: (
        ACCOUNT,
        _("Account in WeCom"),
        _("Enter the account as it stands in your unit's WeCom: letters, digits and _ . @ - only."),
    ),
}


class AddressForm(forms.Form):
    """Where a person wants to be reached by a way that rings."""

    def __init__(self, data: Any, way: Way, initial: str = ""):
        super().__init__(data)
        shape, label, wrong = SHAPES[way]
        self.fields["value"] = CodeField(
            regex=shape, label=label, max_length=64, error_messages={"invalid": wrong}, initial=initial
        )


class ComeBackForm(forms.Form):
    """The code that was sent there."""

    code = CodeField(
        regex=r"^\d{6}$",
        label=pgettext_lazy("sent to an address", "Code"),
        max_length=6,
        error_messages={"invalid": _("The code has six digits.")},
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "inputmode": "numeric"}),
    )
