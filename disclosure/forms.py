"""Inputs of this app's steps, and what other apps' publishing steps add to theirs."""

from __future__ import annotations

from collections import Counter
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from core.phrases import bracketed
from disclosure.models import Notice
from disclosure.models.notice import ATTACHMENT, TITLE
from disclosure.models.withholding import Basis
from disclosure.payloads import in_language
from documents.models import Attachment
from workflow import registry
from workflow.forms import StepForm


class ReviewedField(forms.BooleanField):
    """The confirmation that comes before publication. Name it `publication_reviewed` in a publishing step's form."""

    def __init__(self, **kwargs: Any):
        kwargs.setdefault("label", _("I have reviewed what will be published"))
        kwargs.setdefault(
            "help_text",
            _("It holds no state or trade secrets and no needless personal data, and its wording is right."),
        )
        super().__init__(**kwargs)


@registry.form_for("disclosure.withholding.propose")
class ProposeForm(StepForm):
    """Which parts of which notice, and why."""

    parent = "notice"

    notice = forms.ModelChoiceField(Notice.objects.all(), widget=forms.HiddenInput)
    field_names = forms.MultipleChoiceField(
        label=_("Fields to withhold"), widget=forms.CheckboxSelectMultiple
    )
    basis = forms.ChoiceField(label=_("Basis"), choices=Basis.choices, widget=forms.RadioSelect)
    explanation = forms.CharField(
        label=_("Explanation"),
        help_text=_("Whoever decides reads this. It is not published."),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        found = _notice(self["notice"].value())
        self.fields["field_names"].choices = choices_of(found) if found else []  # type: ignore[attr-defined]

    def clean_notice(self) -> Notice:
        self.subject.notice = self.cleaned_data["notice"]
        return self.subject.notice


def choices_of(notice: Notice) -> list[tuple[str, str]]:
    """What of a notice can be withheld: its title, its fields and its attachments, by label.

    Where two fields bear one label ("place", "until"), each says to which section it belongs.
    """
    language = notice.language()
    shown = [
        (f["name"], in_language(f["label"], language), in_language(section["title"], language))
        for section in notice.layout
        for f in section["fields"]
        if f["name"] in notice.payload
    ]
    met = Counter(label for _name, label, _section in shown)
    fields = [(name, bracketed(label, at) if met[label] > 1 else label) for name, label, at in shown]
    files = [(f"{ATTACHMENT}{a.pk}", a.title) for a in Attachment.objects.of(notice)]
    return [(TITLE, gettext("Title of the notice")), *fields, *files]


def _notice(key: Any) -> Notice | None:
    try:
        return Notice.objects.filter(pk=key).first() if key else None
    except ValidationError:
        return None
