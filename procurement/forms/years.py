"""What the budgets of later years bear of a purchase: rows of the application and of the decision on it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from core import numbers
from core.figures import amount_text
from core.money import CENT, ZERO, MoneyFormField
from procurement.models import BudgetLine, Project
from procurement.models.budget import YEARS_AHEAD


class LaterLine(forms.ModelChoiceField):
    """A line of a later year, with what is free on it. Offered are those of the application's unit."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(BudgetLine.objects.none(), **kwargs)

    def label_from_instance(self, line: BudgetLine) -> str:
        text = gettext("%(year)s: %(line)s (%(free)s yuan free)")
        if line.state == line.State.EXPECTED:
            text = gettext("%(year)s: %(line)s (%(free)s yuan free, expected)")
        return text % {"year": line.year, "line": line, "free": amount_text(line.free)}


class LaterYearForm(forms.Form):
    line = LaterLine(label=_("Line of the year"), empty_label=_("Choose"))
    amount = MoneyFormField(label=_("Of the cost it bears (yuan)"), min_value=CENT)


class LaterYears(forms.BaseFormSet):
    title = _("What later years bear")
    hint = _(
        "For a service of several years: of the cost above, what the budget of each later year bears. "
        "The first year's line bears the rest, and nothing more."
    )
    lines: Any = None

    def offer(self, lines: Any) -> None:
        """Choose from these lines."""
        self.lines = lines
        for form in self.forms:
            form.fields["line"].queryset = lines

    @property
    def empty_form(self) -> forms.BaseForm:
        form = super().empty_form
        if self.lines is not None:
            form.fields["line"].queryset = self.lines
        return form


LaterYearRows = forms.formset_factory(
    LaterYearForm,
    formset=LaterYears,
    extra=0,
    can_delete=True,
    max_num=YEARS_AHEAD,
    absolute_max=20,
    validate_max=True,
)


class GrantedYearForm(forms.Form):
    year = numbers.IntegerField(label=_("Year"), min_value=2014, max_value=2099, widget=forms.HiddenInput)
    amount = MoneyFormField(label=_("Granted for that year (yuan)"), min_value=ZERO)


class GrantedYears(forms.BaseFormSet):
    template = "procurement/_granted_years.html"


GrantedYearRows = forms.formset_factory(
    GrantedYearForm, formset=GrantedYears, extra=0, max_num=YEARS_AHEAD, absolute_max=20, validate_max=True
)


def is_about_later_years(project: Project) -> bool:
    """Whether an application says something of later years, or should: its term leaves the budget year."""
    if project.year_shares.exists():
        return True
    return project.ends_on is not None and project.ends_on.year > project.year
