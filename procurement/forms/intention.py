"""Input of the steps on intentions."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from core import numbers
from core.dates import month_name
from disclosure.forms import ReviewedField
from procurement.models import Project, PurchasePlan
from workflow.forms import StepForm
from workflow.registry import form_for


@form_for("procurement.intention.open")
class OpenIntentionForm(StepForm):
    plan = forms.ModelChoiceField(PurchasePlan.objects.all())
    month = numbers.IntegerField(min_value=1, max_value=12)


@form_for("procurement.intention.prepare")
class PrepareIntentionForm(StepForm):
    """What the application doesn't say: when, in brief, and why it stands in no plan."""

    project = forms.ModelChoiceField(
        Project.objects.none(), label=_("Project"), empty_label=_("Choose a project")
    )
    month = forms.TypedChoiceField(
        label=_("Sourcing begins in"),
        help_text=_("Month of the budget year. The notice of the tender rules over it."),
        choices=lambda: [(n, month_name(n)) for n in range(1, 13)],
        coerce=int,
    )
    requirement = forms.CharField(
        label=_("Requirement in brief"),
        help_text=_("What is bought, for whom, how much, and to what quality and time."),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    reason = forms.CharField(
        label=_("Why it stands in no annual plan"),
        help_text=_("Stands in the notice as a remark, such as: added during the year by …"),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    approval = forms.CharField(
        label=_("Approval on which it rests"),
        help_text=_("Document and number. May stay empty where the application names its budget line."),
        max_length=120,
        required=False,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        own = Project.objects.visible_to(self.actor).filter(state__in=["submitted", "granted"])
        own = own.filter(purchaser_id=self.actor.organisation_id, plan_line=None, intention=None)
        self.fields["project"].queryset = own  # type: ignore[attr-defined]

    def clean_project(self) -> Project:
        project: Project = self.cleaned_data["project"]
        self.subject.project, self.subject.purchaser = project, project.purchaser
        return project


@form_for("procurement.intention.publish")
class PublishIntentionForm(StepForm):
    publication_reviewed = ReviewedField()
