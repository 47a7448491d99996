"""Input: which entry, the right value, what kind of mistake it was; and the review before a notice goes out."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from corrections.kinds import Ground
from corrections.models import Correction
from corrections.pointing import find
from disclosure.forms import ReviewedField
from documents.forms import FilesField
from workflow.forms import StepForm
from workflow.registry import form_for


@form_for("corrections.correction.propose")
class ProposeForm(StepForm):
    """`of`, `subject`, `entry` and `row` say which entry; its own app says how the right value is typed."""

    parent = "subject"

    of = forms.CharField(widget=forms.HiddenInput, max_length=80)
    entry = forms.CharField(widget=forms.HiddenInput, max_length=60)
    row = forms.UUIDField(widget=forms.HiddenInput, required=False)
    subject = forms.UUIDField(widget=forms.HiddenInput)
    value = forms.CharField(label=_("Right value"), max_length=2000)
    ground = forms.ChoiceField(
        label=_("What kind of mistake it was"), choices=Ground.choices, widget=forms.RadioSelect
    )
    proof = FilesField(
        label=_("Scan of the paper that shows the right value"),
        allowed=("pdf", "jpg", "jpeg", "png"),
        most=5,
        required=False,
        help_text=_("Only those who propose, confirm and supervise read it."),
    )

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        if self.subject.entry is None:
            self._point()
        if self.subject.entry is not None:
            self.fields["value"] = self.subject.entry.field()
            self.fields["value"].label = _("Right value")
            self.fields["value"].required = True
            self.fields["proof"].required = self.subject.entry.proof

    def _point(self) -> None:
        """Where a caller names the entry in the input alone, the subject learns from it which it is."""
        given = {name: self.data.get(name) for name in ("of", "subject", "entry", "row")}
        if found := find(given, self.actor):
            self.subject.point_at(*found)

    def clean_subject(self) -> Any:
        found = find(self.cleaned_data, self.actor)
        if found is None:
            raise ValidationError(_("There is no such entry here that could be corrected."), code="entry")
        self.subject.point_at(*found)
        return found[0]


@form_for("corrections.correction.confirm")
class ConfirmForm(StepForm):
    publication_reviewed = ReviewedField()

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        if self.subject.original() is None:
            del self.fields["publication_reviewed"]


class CorrectForm(StepForm):
    """Input of a subject's hidden step `correct`."""

    correction = forms.ModelChoiceField(Correction._base_manager.all())
