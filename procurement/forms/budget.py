"""Input of the steps on a budget line."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.models import Organisation
from accounts.roles import OrganisationKind
from core import numbers
from core.money import CENT, ZERO, MoneyFormField
from disclosure.forms import ReviewedField
from procurement.categories import CategoryField
from procurement.forms.moving import free_on
from procurement.models import BudgetLine
from workflow.clock import legal_date
from workflow.forms import StepForm
from workflow.registry import form_for


class PlanYearRow(forms.Form):
    year = numbers.IntegerField(label=_("Year"), min_value=2014, max_value=2099)
    amount = MoneyFormField(label=_("Amount (yuan)"), min_value=ZERO)


class Years(forms.BaseFormSet):
    title = _("Medium-term plan")
    hint = _("Amounts for the two years after the budget year, for services that run on into them.")


PlanYearRows = forms.formset_factory(
    PlanYearRow, formset=Years, extra=0, can_delete=True, max_num=2, absolute_max=20
)


@form_for("procurement.budgetline.enter")
class LineForm(StepForm):
    purchaser = forms.ModelChoiceField(
        Organisation.objects.none(), label=_("Purchaser"), empty_label=_("Choose")
    )
    year = numbers.IntegerField(label=_("Budget year"), min_value=2014, max_value=2099)
    code = forms.CharField(label=_("Number of the budget item"), max_length=40)
    title = forms.CharField(label=_("Title"), max_length=200)
    category = CategoryField(
        help_text=_("Code of what the money is meant for, such as A07 or A. Leave empty for any service.")
    )
    source = forms.ChoiceField(label=_("Source of funds"), choices=BudgetLine.Source.choices)
    amount = MoneyFormField(label=_("Approved amount (yuan)"), min_value=CENT)
    approval_number = forms.CharField(label=_("Approved by document"), max_length=80)
    formsets = {"plan_years": PlanYearRows}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        own_level = Organisation.objects.filter(kind=OrganisationKind.PURCHASER, is_active=True)
        if not self.actor.is_system:
            own_level = own_level.filter(jurisdiction__code=self.actor.jurisdiction)
        self.fields["year"].initial = legal_date().year
        self.fields["amount"].widget.attrs["data-words"] = "1"
        self.fields["purchaser"].queryset = own_level.select_related("jurisdiction")


@form_for("procurement.budgetline.increase")
class IncreaseForm(StepForm):
    amount = MoneyFormField(label=_("Increase by (yuan)"), min_value=CENT)
    approval_number = forms.CharField(label=_("Approved by document"), max_length=80)


@form_for("procurement.budgetline.cut")
class CutForm(StepForm):
    amount = MoneyFormField(label=_("Cut by (yuan)"), min_value=CENT)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["amount"].help_text = free_on(self.subject)


@form_for("procurement.budgetline.plan")
class PlanForm(StepForm):
    formsets = {"plan_years": PlanYearRows}


@form_for("procurement.budgetline.join")
class JoinForm(StepForm):
    amount = MoneyFormField()
    document_number = forms.CharField(max_length=80)


@form_for("procurement.budgettable.open")
class OpenTableForm(StepForm):
    purchaser = forms.ModelChoiceField(Organisation.objects.filter(kind=OrganisationKind.PURCHASER))
    year = numbers.IntegerField()


@form_for("procurement.budgettable.publish")
class PublishTableForm(StepForm):
    publication_reviewed = ReviewedField()
