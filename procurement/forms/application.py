"""The application: a short form that opens it, and the long one that fills it in section by section."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from core.money import CENT, MoneyFormField
from procurement.forms.fields import ItemField
from procurement.models import BudgetLine, Indicator, Project
from procurement.rules.assessment import EXCLUSIONS
from workflow.clock import legal_date
from workflow.forms import StepForm
from workflow.registry import form_for


def text(label: Any, *, help_text: Any = "", rows: int = 3, most: int = 2000) -> forms.CharField:
    return forms.CharField(
        label=label,
        help_text=help_text,
        max_length=most,
        required=False,
        widget=forms.Textarea(attrs={"rows": rows}),
    )


class CostRowForm(forms.Form):
    name = forms.CharField(label=_("Item"), max_length=200)
    quantity = forms.DecimalField(label=_("Quantity"), min_value=CENT, max_digits=12, decimal_places=2)
    unit = forms.CharField(label=_("Unit"), max_length=20)
    unit_price = MoneyFormField(label=_("Unit price (yuan)"), min_value=CENT)


class ExclusionForm(forms.Form):
    rule = forms.ChoiceField(choices=[(r, r) for r in EXCLUSIONS], widget=forms.HiddenInput)
    applies = forms.TypedChoiceField(
        label=_("Does it apply?"),
        choices=[("no", _("Does not apply")), ("yes", _("Applies"))],
        coerce=lambda value: value == "yes",
        empty_value=None,
        required=False,
        widget=forms.RadioSelect,
    )
    law = forms.CharField(label=_("Law that allows it all the same"), max_length=300, required=False)


class IndicatorForm(forms.Form):
    block = forms.ChoiceField(label=_("Block"), choices=Indicator.Block.choices)
    name = forms.CharField(label=_("Indicator"), max_length=100)
    formula = forms.CharField(label=_("How it is computed"), max_length=300, required=False)
    unit = forms.CharField(label=_("Unit"), max_length=20)
    target = forms.DecimalField(label=_("Target"), max_digits=12, decimal_places=2)
    zero_at = forms.DecimalField(label=_("No points at"), max_digits=12, decimal_places=2)
    direction = forms.ChoiceField(label=_("Direction"), choices=Indicator.Direction.choices)
    scoring = forms.ChoiceField(label=_("Scoring"), choices=Indicator.Scoring.choices)
    points = forms.DecimalField(
        label=_("Points"), min_value=CENT, max_value=100, max_digits=5, decimal_places=2
    )
    scorer = forms.ChoiceField(label=_("Scored by"), choices=Indicator.Scorer.choices)
    evidence = forms.CharField(label=_("Data and evidence"), max_length=300, required=False)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if "target" in data and data["target"] == data.get("zero_at"):
            self.add_error("zero_at", _("Full points and no points can't be earned by the same value."))
        return data


CostRows = forms.formset_factory(CostRowForm, extra=0, can_delete=True, max_num=100, absolute_max=200)
ExclusionRows = forms.formset_factory(ExclusionForm, extra=0, max_num=18, absolute_max=18)
IndicatorRows = forms.formset_factory(IndicatorForm, extra=0, can_delete=True, max_num=60, absolute_max=100)


@form_for("procurement.project.draft")
class DraftForm(StepForm):
    title = forms.CharField(label=_("Project name"), max_length=120)
    item = ItemField()
    year = forms.IntegerField(label=_("Budget year"), min_value=2014, max_value=2099)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["item"].offer(self.subject, self.actor)  # type: ignore[attr-defined]
        self.fields["year"].initial = legal_date().year


@form_for("procurement.project.prepare")
class ApplicationForm(StepForm):
    """What is typed is kept even when it is not complete; what is missing is said at submission."""

    revision = forms.IntegerField(required=False, widget=forms.HiddenInput)
    title = forms.CharField(label=_("Project name"), max_length=120)
    item = ItemField()
    service_class = forms.TypedChoiceField(
        label=_("Class of service"),
        choices=Project.ServiceClass.choices,
        coerce=int,
        empty_value=None,
        required=False,
        widget=forms.RadioSelect,
    )
    need = text(_("Why the service is needed"), rows=4)
    recipients = forms.CharField(label=_("Service recipients"), max_length=300, required=False)
    recipient_number = forms.IntegerField(
        label=_("Number of recipients"), min_value=1, max_value=2_000_000_000, required=False
    )
    quantity = forms.DecimalField(
        label=_("Quantity"), min_value=CENT, max_digits=12, decimal_places=2, required=False
    )
    unit = forms.CharField(label=_("Unit"), max_length=20, required=False)
    quality_standard = text(_("Quality standard"))
    starts_on = forms.DateField(label=_("Service starts"), required=False)
    ends_on = forms.DateField(label=_("Service ends"), required=False)
    term_basis = text(_("Why more than a year"))
    budget_line = forms.ModelChoiceField(
        BudgetLine.objects.none(), label=_("Budget line"), empty_label=_("Choose"), required=False
    )
    requested_amount = MoneyFormField(label=_("Amount requested (yuan)"), min_value=CENT, required=False)
    new_or_temporary = forms.TypedChoiceField(
        label=_("Is this a new or temporary function?"),
        choices=[("yes", _("Yes, new or temporary")), ("no", _("No, an existing function"))],
        coerce=lambda value: value == "yes",
        empty_value=None,
        required=False,
        widget=forms.RadioSelect,
    )
    new_or_temporary_note = forms.CharField(label=_("Until when, or why new"), max_length=300, required=False)
    benefit_function = text(_("How it helps to change what government does itself"))
    benefit_cost = text(_("How it lowers the cost of the service"))
    benefit_quality = text(_("How it raises quality and the effect of the money"))
    posts_note = text(_("Posts that do this work today"))
    no_double_provision = forms.BooleanField(
        label=_("No posts are kept for the work that this project purchases"), required=False
    )
    ex_ante_evaluation = text(_("Ex-ante evaluation"), rows=4)
    formsets = {"exclusions": ExclusionRows, "cost_rows": CostRows, "indicators": IndicatorRows}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        project = self.subject
        self.fields["item"].offer(project, self.actor)  # type: ignore[attr-defined]
        lines = BudgetLine.objects.visible_to(self.actor).usable_by(project.purchaser_id, project.year)
        self.fields["budget_line"].queryset = lines  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("starts_on") and data.get("ends_on") and data["ends_on"] < data["starts_on"]:
            self.add_error("ends_on", _("The service ends before it starts."))
        return data
