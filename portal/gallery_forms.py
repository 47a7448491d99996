"""The forms of the component gallery: every kind of field, empty, filled in and refused."""

from __future__ import annotations

from typing import Any

import django_tables2 as tables
from django import forms
from django.core.exceptions import ValidationError
from django.http import HttpRequest, QueryDict
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from core import numbers
from core.components import Section, StagedFile
from core.formsets import wanted_row, with_added_row
from core.money import MoneyFormField
from core.tables import DayColumn, MoneyColumn, PortalTable
from workflow.clock import legal_now


class ExampleFiles(forms.FileInput):
    """Stands in for `documents.forms.FilesInput`, with one file received already."""

    template_name = "components/forms/file.html"

    def get_context(self, name: str, value: Any, attrs: Any) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        staged = [StagedFile("1", gettext("Minutes.pdf"), 1_258_000)]
        context["widget"] |= {"staged": staged, "remove_name": f"{name}-remove"}
        return context


class ExampleForm(forms.Form):
    line = forms.ChoiceField(
        label=_("Budget line"),
        choices=[("", _("Please choose")), ("1", _("Services for the elderly")), ("2", _("Legal aid"))],
        help_text=_("Only money that stands in the department's budget can be used."),
    )
    total = MoneyFormField(label=_("Total estimate"), help_text=_("In yuan, with two decimals."))
    starts_on = forms.DateField(label=_("Start of the service"))
    closes_at = forms.DateTimeField(label=_("Closing time"), required=False)
    people = numbers.IntegerField(label=_("Number of recipients"), min_value=1)
    need = forms.CharField(
        label=_("Why it is needed"), max_length=600, widget=forms.Textarea(attrs={"rows": 4})
    )
    new = forms.ChoiceField(
        label=_("Is this a new or temporary task?"),
        choices=[("yes", _("Yes, for a limited time")), ("no", _("No, it has always been ours"))],
        widget=forms.RadioSelect,
        help_text=_("New tasks that society can do are bought, not staffed."),
    )
    parties = forms.MultipleChoiceField(
        label=_("Who may apply"),
        choices=[
            ("a", _("Social organisations")),
            ("b", _("Public institutions of class II")),
            ("c", _("Companies")),
        ],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    paper = forms.FileField(
        label=_("Decision of the meeting"),
        required=False,
        help_text=_("PDF, at most 20 MB."),
        widget=ExampleFiles,
    )
    sure = forms.BooleanField(
        label=_("I have checked that no part of it is a duty that only officials may carry out")
    )

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["total"].widget.attrs["data-words"] = "1"

    def clean_total(self) -> Any:
        if self.cleaned_data["total"] > 530_000:
            raise ValidationError(_("The total is 2,000.00 yuan more than the lines."), code="A5.1")
        return self.cleaned_data["total"]


class LineForm(forms.Form):
    what = forms.CharField(label=_("Item"), max_length=60)
    quantity = numbers.IntegerField(label=_("Quantity"), min_value=1)
    price = MoneyFormField(label=_("Unit price (yuan)"))
    note = forms.CharField(label=_("Note"), max_length=60, required=False)


LineFormSet = forms.formset_factory(LineForm, extra=1, can_delete=True)


class FilterForm(forms.Form):
    q = forms.CharField(label=_("Title or number"), required=False)
    kind = forms.ChoiceField(
        label=_("Matter"), required=False, choices=[("", _("All")), ("1", _("Payments"))]
    )


class ExampleTable(PortalTable):
    caption = _("Projects")
    title = tables.Column(_("Project"))
    amount = MoneyColumn(_("Budget (yuan)"))
    day = DayColumn(_("Granted on"))


def examples(request: HttpRequest) -> dict[str, Any]:
    data = request.POST if request.method == "POST" else None
    if data is not None and wanted_row(data):
        lines = LineFormSet(with_added_row(data), prefix="lines")
        return _rest(request) | {"form": ExampleForm(initial=data.dict()), "lines": lines}
    bound = data or (_wrong() if "refused" in request.GET else None)
    form, lines = ExampleForm(bound), LineFormSet(bound, prefix="lines", initial=[] if bound else _lines())
    if bound:
        form.is_valid(), lines.is_valid()
    return _rest(request) | {"form": form, "lines": lines}


def _rest(request: HttpRequest) -> dict[str, Any]:
    rows = [{"title": gettext("Care at home for the elderly"), "amount": 4860000, "day": legal_now()}] * 3
    table, empty = (
        ExampleTable(rows, prefix="t-"),
        ExampleTable([], prefix="e-", empty_text=gettext("No project yet")),
    )
    tables.RequestConfig(request, paginate={"per_page": 2}).configure(table)
    return {
        "table": table,
        "empty_table": empty,
        "filter_form": FilterForm(request.GET),
        "sections": [
            Section(_("Purchaser"), "#sections", "done"),
            Section(_("Estimate"), "#sections", "now", errors=3),
            Section(_("Indicators"), "#sections"),
        ],
    }


def _lines() -> list[dict[str, Any]]:
    return [{"what": gettext("Training"), "quantity": 1200, "price": "180.00"}]


def _wrong() -> QueryDict:
    return QueryDict(
        "line=&total=538000.00&starts_on=2026-05-01&people=many&need=&new=maybe"
        "&lines-TOTAL_FORMS=2&lines-INITIAL_FORMS=0&lines-0-what=A&lines-0-quantity=0&lines-0-price=1,80"
    )
