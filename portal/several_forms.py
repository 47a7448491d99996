"""What is asked for when several things are done at once: why, and who is to handle them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.forms.utils import ErrorDict
from django.utils.html import format_html
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts.models import Membership
from portal.handing import said_of
from workflow.forms import ReasonField
from workflow.models import Duty


class ReasonsForm(forms.Form):
    """One reason for all of them. A line may have one of its own instead, `reason-<key of the line>`."""

    reason = ReasonField(
        label=_("Reason for all of them"),
        help_text=_("It stays on record with each of them. A line may have a reason of its own instead."),
        required=False,
    )

    def __init__(self, data: Mapping[str, Any] | None, lines: Mapping[str, str], *, demanded: bool):
        """`lines`: what each line is called, by its key."""
        super().__init__(data)
        self.demanded, self.keys = demanded, list(lines)
        self.fields["reason"].needed = demanded  # type: ignore[attr-defined]
        own = gettext("Its own reason")
        for key, name in lines.items():
            self.fields[f"reason-{key}"] = ReasonField(
                label=f"{own}: {name}",
                required=False,
                widget=forms.Textarea(attrs={"rows": 2}),
            )

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        said = given.get("reason") or all(self.of_line(key) for key in self.keys)
        if self.demanded and not said and not self.errors:
            self.add_error("reason", _("Write a reason: one for all of them, or one for each."))
        return given

    def of_line(self, key: str) -> str:
        """What was said of that line alone."""
        return self.cleaned_data.get(f"reason-{key}", "")

    def asked_of(self, key: str) -> forms.BoundField:
        return self[f"reason-{key}"]

    def as_typed(self) -> ReasonsForm:
        """Shown again while nothing is to be called wrong yet."""
        self._errors = ErrorDict()
        return self


class AssignForm(forms.Form):
    """One of those who could do at least one of them."""

    to = forms.ChoiceField(
        label=_("Who is to handle them"),
        widget=forms.RadioSelect,
        error_messages=dict.fromkeys(("required", "invalid_choice"), _("Choose who is to handle them.")),
    )

    def __init__(self, data: Mapping[str, Any] | None, people: Iterable[Membership], duties: list[Duty]):
        super().__init__(data)
        self.people = {str(member.user_id): member for member in people}
        self.fields["to"].choices = [  # type: ignore[attr-defined]
            (key, _named(member, duties)) for key, member in self.people.items()
        ]

    @property
    def chosen(self) -> Membership:
        return self.people[self.cleaned_data["to"]]


def _named(member: Membership, duties: list[Duty]) -> str:
    """Who it is, and where it isn't all of them: how many of them this person could do."""
    able = sum(not duty.role or duty.role in member.roles for duty in duties)
    if able == len(duties):
        return said_of(member)
    told = gettext("could do %(number)s of %(all)s") % {"number": able, "all": len(duties)}
    return format_html('{} <span class="s">{}</span>', said_of(member), told)
