from django import forms

from core.money import MoneyFormField
from workflow.forms import StepForm
from workflow.registry import form_for


class LineForm(forms.Form):
    text = forms.CharField(max_length=20)


@form_for("sample.paper.write")
class WriteForm(StepForm):
    title = forms.CharField(max_length=50)
    pages = forms.IntegerField(min_value=0)
    judge = forms.UUIDField(required=False)
    phone = forms.CharField(required=False)
    private = frozenset({"phone"})
    formsets = {"lines": forms.formset_factory(LineForm, extra=0)}


@form_for("sample.paper.grant")
class GrantForm(StepForm):
    amount = MoneyFormField()
