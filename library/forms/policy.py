"""Input: a document, its copy to the level above, its end."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from disclosure.forms import ReviewedField
from documents.forms import FilesField
from library.kinds import Kind, Way
from library.models import Policy
from workflow.forms import ReasonField, StepForm
from workflow.registry import form_for


class PolicyChoice(forms.ModelChoiceField):
    """A document on the shelf, named by number and title."""

    def __init__(self, **kwargs: Any):
        super().__init__(Policy.objects.none(), required=False, **kwargs)

    def label_from_instance(self, obj: Any) -> str:
        return f"{obj.told.number} {obj.told.title}".strip()


class EntryForm(StepForm):
    kind = forms.ChoiceField(label=pgettext_lazy("policy library", "Kind"), choices=Kind.choices)
    title = forms.CharField(label=pgettext_lazy("policy library", "Title"), max_length=300)
    issuer = forms.CharField(
        label=_("Issuing body"),
        max_length=200,
        help_text=_("As it signs, for example 长春市人民政府办公厅."),
    )
    number = forms.CharField(
        label=_("Document number"),
        required=False,
        max_length=80,
        help_text=_(
            "With year in hexagonal brackets: 长府办发〔2014〕18号. Policies and implementing rules have one."
        ),
    )
    signed_on = forms.DateField(label=pgettext_lazy("policy library", "Signed on"))
    web_on = forms.DateField(
        label=_("Published on the web on"),
        required=False,
        help_text=_("On the government's own site, where it differs from the day of signing."),
    )
    in_force_from = forms.DateField(label=pgettext_lazy("policy library", "In force from"), required=False)
    in_force_until = forms.DateField(
        label=pgettext_lazy("policy library", "In force until"),
        required=False,
        help_text=_("Leave empty if it holds until further notice."),
    )
    parent = PolicyChoice(
        label=_("Issued under"),
        help_text=_("The document that it carries out or explains, if it stands in the library."),
    )
    parent_title = forms.CharField(
        label=_("Title of a parent outside the library"), required=False, max_length=300
    )
    parent_number = forms.CharField(
        label=_("Number of a parent outside the library"), required=False, max_length=80
    )
    replaces = PolicyChoice(
        label=_("Replaces"),
        help_text=_("A document of your own department that ends with this one. It stays readable."),
    )
    addressees = forms.CharField(label=_("Addressees"), required=False, max_length=1000)
    text = forms.CharField(
        label=pgettext_lazy("policy library", "Text"),
        required=False,
        max_length=100_000,
        widget=forms.Textarea(attrs={"rows": 14}),
    )
    files = FilesField(label=_("Files"), required=False, most=10)
    copied_on = forms.DateField(
        label=_("Copied to finance above on"),
        required=False,
        help_text=_(
            "If it has been sent already. Otherwise it becomes a task once the document is published."
        ),
    )
    copied_how = forms.ChoiceField(
        label=_("Way of the copy"), required=False, choices=[("", "—"), *Way.choices]
    )

    sections: ClassVar[list[tuple[str, Any, list[str]]]] = [
        (
            "document",
            pgettext_lazy("policy library", "Document"),
            ["kind", "title", "issuer", "number", "signed_on", "web_on", "in_force_from", "in_force_until"],
        ),
        ("under", _("What it stands under"), ["parent", "parent_title", "parent_number", "replaces"]),
        ("text", _("Text and addressees"), ["addressees", "text", "files"]),
        ("copy", _("Copy to finance one level up"), ["copied_on", "copied_how"]),
    ]

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        others = Policy.objects.exclude(pk=getattr(self.subject, "pk", None))
        parent: Any = self.fields["parent"]
        parent.queryset = others.filter(state=Policy.State.PUBLISHED)
        replaced: Any = self.fields["replaces"]
        replaced.queryset = parent.queryset.filter(publisher_id=self.actor.organisation_id)


@form_for("library.policy.enter")
class EnterForm(EntryForm):
    pass


@form_for("library.policy.revise")
class ReviseForm(EntryForm):
    pass


@form_for("library.policy.publish")
class PublishForm(StepForm):
    publication_reviewed = ReviewedField()


@form_for("library.policy.record_copy")
class CopyForm(StepForm):
    copied_on = forms.DateField(label=_("Copied to finance above on"))
    copied_how = forms.ChoiceField(label=_("Way of the copy"), choices=Way.choices, widget=forms.RadioSelect)
    copied_note = forms.CharField(
        label=_("Number of the dispatch or receipt"), required=False, max_length=200
    )
    files = FilesField(label=pgettext_lazy("dispatch", "Receipt"), required=False, most=3)


@form_for("library.policy.repeal")
class RepealForm(StepForm):
    repealed_on = forms.DateField(label=_("No longer in force since"))
    reason = ReasonField(
        label=_("By which document, and why"), help_text=_("It is published with the document.")
    )
    publication_reviewed = ReviewedField()
